package brume.api.ssh;

import java.io.IOException;
import java.util.List;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionFactory;

/// Session channels that send the exit status before the end of the stream, as OpenSSH does. The library does it the
/// other way round, and a client whose own input has ended may then close before the status is sent and report 255.
final class ExitStatusFirst extends ChannelSessionFactory {

    static final ExitStatusFirst INSTANCE = new ExitStatusFirst();

    @Override
    public Channel createChannel(Session session) {
        return new ChannelSession(HANDLERS) {
            @Override
            protected void closeShell(int exitCode, boolean now) throws IOException {
                if (!isClosing()) {
                    sendExitStatus(exitCode);
                }
                super.closeShell(exitCode, now);
            }
        };
    }

    private static final List<org.apache.sshd.common.channel.RequestHandler<Channel>> HANDLERS =
            List.copyOf(ChannelSession.DEFAULT_HANDLERS);
}
