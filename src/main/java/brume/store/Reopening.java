package brume.store;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The embedded database closes itself when a write fails, such as on a full disk, and opens anew once its last
/// connection is gone. So the first connection that meets a closed one takes all others with it.
final class Reopening implements SQLExceptionOverride {

    private static final int IO_FAILED = 90028;
    private static final int IO_FAILED_WITH_NAME = 90031;
    private static final int DATABASE_IS_CLOSED = 90098;
    private static final int GENERAL = 50000;
    private static final Set<Integer> CLOSED = Set.of(IO_FAILED, IO_FAILED_WITH_NAME, DATABASE_IS_CLOSED, GENERAL);

    /// Who asked is told already. Held, because java.util.logging forgets the level of a logger that nobody holds.
    private static final Logger CHATTER = Logger.getLogger("com.zaxxer.hikari.pool.ProxyConnection");

    static {
        CHATTER.setLevel(Level.SEVERE);
    }

    private volatile Optional<HikariDataSource> pool = Optional.empty();

    void watch(HikariDataSource opened) {
        pool = Optional.of(opened);
    }

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        if (!CLOSED.contains(failure.getErrorCode())) {
            return Override.CONTINUE_EVICT;
        }
        pool.map(HikariDataSource::getHikariPoolMXBean).ifPresent(HikariPoolMXBean::softEvictConnections);
        return Override.MUST_EVICT;
    }
}
