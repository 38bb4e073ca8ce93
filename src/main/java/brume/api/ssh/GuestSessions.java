package brume.api.ssh;

import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.server.ServerFactoryManager;
import org.apache.sshd.server.session.ServerSessionImpl;
import org.apache.sshd.server.session.SessionFactory;

/// Sessions that announce the OpenSSH of the machine they are on; the library knows one name for a whole server.
final class GuestSessions extends SessionFactory {

    private static final String PROTOCOL = "SSH-2.0-";

    GuestSessions(ServerFactoryManager server) {
        super(server);
    }

    @Override
    protected ServerSessionImpl doCreateSession(IoSession connection) throws Exception {
        return new ServerSessionImpl(getServer(), connection) {
            @Override
            protected String resolveIdentificationString(String property) {
                return PROTOCOL + SshdLog.version(GuestSshd.guest(this));
            }
        };
    }
}
