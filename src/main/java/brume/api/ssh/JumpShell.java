package brume.api.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.session.ServerSession;
import org.jspecify.annotations.Nullable;

/// What answers somebody who logs in at the jump itself: one sentence, and the door.
final class JumpShell implements Command {

    private static final int EXIT_CODE = 1;

    private final Function<Session, Optional<String>> closed;
    private @Nullable OutputStream err;
    private @Nullable ExitCallback exit;

    /// @param closed why a session's sandbox is closed
    JumpShell(Function<Session, Optional<String>> closed) {
        this.closed = closed;
    }

    @Override
    public void setInputStream(InputStream in) {}

    @Override
    public void setOutputStream(OutputStream out) {}

    @Override
    public void setErrorStream(OutputStream stream) {
        this.err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        this.exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
        ServerSession session = channel.getServerSession();
        String welcome = "Welcome to Brume, sandbox " + session.getUsername() + ". There is no shell on the jump host:"
                + " reach an instance through it with  ssh -J <this host> ec2-user@<public address>";
        Thread.ofVirtual()
                .name("jump-shell")
                .start(() -> say(closed.apply(session).orElse(welcome) + "\r\n"));
    }

    private void say(String words) {
        try {
            if (err != null) {
                err.write(words.getBytes(StandardCharsets.UTF_8));
                err.flush();
            }
        } catch (IOException gone) {
            // The client did not wait for the sentence.
        }
        if (exit != null) {
            exit.onExit(EXIT_CODE);
        }
    }

    @Override
    public void destroy(ChannelSession channel) {}
}
