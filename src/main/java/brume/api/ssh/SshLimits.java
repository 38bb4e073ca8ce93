package brume.api.ssh;

import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.SessionHeartbeatController.HeartbeatType;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.global.NoMoreSessionsHandler;

/// The limits common to the jump and to the guests: what a patient client needs lifted, what a hostile one needs set.
final class SshLimits {

    static final int CHANNELS_PER_SESSION = 512;
    static final int AUTHENTICATION_ATTEMPTS = 20;
    static final Duration AUTHENTICATION = Duration.ofMinutes(2);

    private static final Duration FOR_EVER = Duration.ofDays(365);
    private static final Duration HEARTBEAT = Duration.ofSeconds(60);
    private static final int MISSED_HEARTBEATS = 5;

    /// Held, because java.util.logging forgets the level of a logger that nobody holds.
    private static final Logger LIBRARY = Logger.getLogger("org.apache.sshd");

    private SshLimits() {}

    /// A client that is killed is no news: the library logs errors only.
    static void hush() {
        LIBRARY.setLevel(Level.SEVERE);
    }

    static void apply(SshServer server) {
        hush();
        CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(server, FOR_EVER);
        CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
        CoreModuleProperties.NIO2_MIN_WRITE_TIMEOUT.set(server, FOR_EVER);
        CoreModuleProperties.AUTH_TIMEOUT.set(server, AUTHENTICATION);
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, AUTHENTICATION_ATTEMPTS);
        CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, CHANNELS_PER_SESSION);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(server, MISSED_HEARTBEATS);
        CoreModuleProperties.TCP_NODELAY.set(server, true);
        server.setGlobalRequestHandlers(server.getGlobalRequestHandlers().stream()
                .map(handler -> handler instanceof NoMoreSessionsHandler ? new ManyChannels() : handler)
                .toList());
        server.setSessionHeartbeat(HeartbeatType.IGNORE, HEARTBEAT);
    }

    /// A client with a shell says that it wants no more sessions; the library would then refuse it every channel,
    /// forwarded ports too.
    private static final class ManyChannels extends NoMoreSessionsHandler {
        @Override
        public Result process(ConnectionService service, String request, boolean wantReply, Buffer buffer) {
            return request.startsWith("no-more-sessions@") ? Result.ReplySuccess : Result.Unsupported;
        }
    }
}
