package brume.api.ssh;

import brume.cloud.network.Connection;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoServiceEventListener;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.apache.sshd.server.SshServer;
import org.jspecify.annotations.Nullable;

/// An SSH server that is bound to no port: connections are handed to it.
final class PortlessSshServer extends SshServer {

    private final Acceptor portless = new Acceptor();

    @Override
    protected IoAcceptor createAcceptor() {
        if (getSessionFactory() == null) {
            setSessionFactory(createSessionFactory());
        }
        return portless;
    }

    /// Serves one connection until it ends, on the caller's thread.
    ///
    /// @param attributes known to the session from its first byte on
    void serve(Connection connection, Map<Object, Object> attributes) throws IOException {
        if (!isStarted()) {
            connection.close();
            return;
        }
        new StreamIoSession(connection, portless, getSessionFactory(), attributes).run();
    }

    Collection<IoSession> connections() {
        return portless.sessions.values();
    }

    /// Keeps the list of sessions, from which the library works out time-outs and what to end at a stop.
    static final class Acceptor extends AbstractCloseable implements IoAcceptor {

        final Map<Long, IoSession> sessions = new ConcurrentHashMap<>();
        private @Nullable IoServiceEventListener listener;

        @Override
        public Map<Long, IoSession> getManagedSessions() {
            return sessions;
        }

        @Override
        public void bind(Collection<? extends SocketAddress> addresses) {}

        @Override
        public void bind(SocketAddress address) {}

        @Override
        public void unbind(Collection<? extends SocketAddress> addresses) {}

        @Override
        public void unbind(SocketAddress address) {}

        @Override
        public void unbind() {}

        @Override
        public Set<SocketAddress> getBoundAddresses() {
            return Set.of();
        }

        @Override
        public @Nullable IoServiceEventListener getIoServiceEventListener() {
            return listener;
        }

        @Override
        public void setIoServiceEventListener(@Nullable IoServiceEventListener eventListener) {
            this.listener = eventListener;
        }

        @Override
        protected void doCloseImmediately() {
            sessions.values().forEach(session -> session.close(true));
            super.doCloseImmediately();
        }
    }
}
