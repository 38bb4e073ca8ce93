package brume.api.ssh;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.session.AbstractServerSession;
import org.apache.sshd.server.session.ServerConnectionService;
import org.apache.sshd.server.session.ServerConnectionServiceFactory;

/// The library replaces the reason why a channel did not open by "Generic error while opening channel"; here the real
/// words are kept per session until the refusal is sent.
final class OpenFailures extends ServerConnectionServiceFactory {

    private static final AttributeKey<Map<Long, String>> WORDS = new AttributeKey<>();

    static void remember(Session session, long recipient, String words) {
        session.computeAttributeIfAbsent(WORDS, key -> new ConcurrentHashMap<>())
                .put(recipient, words);
    }

    @Override
    public Service create(Session session) throws IOException {
        ConnectionService service = new ConnectionService((AbstractServerSession) session);
        service.addPortForwardingEventListenerManager(this);
        return service;
    }

    private static final class ConnectionService extends ServerConnectionService {

        ConnectionService(AbstractServerSession session) throws SshException {
            super(session);
        }

        @Override
        protected IoWriteFuture sendChannelOpenFailure(
                Buffer buffer, long sender, int code, String message, String language) throws IOException {
            String words = Optional.ofNullable(getSession().getAttribute(WORDS))
                    .map(known -> known.remove(sender))
                    .orElse(message);
            return super.sendChannelOpenFailure(buffer, sender, code, words, language);
        }
    }
}
