package brume.api.ssh;

import brume.cloud.sandbox.SandboxId;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.server.session.ServerUserAuthServiceFactory;

/// The jump host of all sandboxes, on a real port: `ssh -J <sandbox>@portal:2222 ec2-user@15.188.4.7`.
///
/// The user name is the sandbox; who holds one of its keys may open connections from the internet *of that sandbox*,
/// and
/// nothing else: no shell, no remote forwarding, no agent. Whether a connection comes about is decided inside.
public final class JumpServer implements AutoCloseable {

    private final SshServer server;
    private final JumpAccess access;
    private final Limits limits;

    /// @param connecting how long an attempt to connect may hang before it "timed out"
    /// @param sessions how many clients at once, authenticated or not
    /// @param sessionsPerSandbox how many clients of one sandbox at once
    /// @param pendingOpens how many attempts to connect may hang at once
    public record Limits(Duration connecting, int sessions, int sessionsPerSandbox, int pendingOpens) {
        public static final Limits DEFAULT = new Limits(Duration.ofSeconds(10), 3_000, 256, 2_000);
    }

    private JumpServer(JumpAccess access, Path hostKeys, Limits limits) throws IOException {
        this.access = access;
        this.limits = limits;
        SshLimits.hush();
        this.server = SshServer.setUpDefaultServer();
        configure(hostKeys);
    }

    /// Starts listening.
    ///
    /// @param port 0 picks a free one: see [#port]
    /// @param hostKeys the folder of the jump's own host keys; made on the first start
    public static JumpServer start(String address, int port, Path hostKeys, JumpAccess access, Limits limits)
            throws IOException {
        JumpServer jump = new JumpServer(access, hostKeys, limits);
        jump.server.setHost(address);
        jump.server.setPort(port);
        jump.server.start();
        return jump;
    }

    public int port() {
        return server.getPort();
    }

    /// How many clients are connected.
    public int sessions() {
        return server.getActiveSessions().size();
    }

    /// Ends the sessions of a sandbox, such as one that was deleted.
    public void disconnect(SandboxId sandbox) {
        server.getActiveSessions().stream()
                .filter(session -> sandbox.value().equals(session.getUsername()))
                .forEach(session -> session.close(true));
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException gone) {
            // It is on its way out; nothing is left to end.
        }
    }

    private void configure(Path hostKeys) throws IOException {
        SshLimits.apply(server);
        CoreModuleProperties.MAX_CONCURRENT_SESSIONS.set(server, limits.sessionsPerSandbox());
        CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "Brume");
        server.setKeyPairProvider(HostKeyFiles.in(hostKeys));
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        server.setPublickeyAuthenticator(this::admits);
        server.setServiceFactories(List.of(ServerUserAuthServiceFactory.INSTANCE, new OpenFailures()));
        server.setChannelFactories(List.of(
                ExitStatusFirst.INSTANCE, SimChannel.factory(this::route, this::closed, limits.pendingOpens())));
        server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        server.setShellFactory(channel -> new JumpShell(this::closed));
        server.setCommandFactory((channel, command) -> new JumpShell(this::closed));
        server.addSessionListener(new SessionListener() {
            @Override
            public void sessionCreated(Session session) {
                if (sessions() > limits.sessions()) {
                    session.close(true);
                }
            }
        });
    }

    private boolean admits(String user, PublicKey key, ServerSession session) {
        return sandbox(user)
                .filter(sandbox ->
                        PublicKeyLines.find(access.publicKeys(sandbox), key).isPresent())
                .isPresent();
    }

    private static Optional<SandboxId> sandbox(String user) {
        try {
            return Optional.of(SandboxId.parse(user));
        } catch (IllegalArgumentException stranger) {
            return Optional.empty();
        }
    }

    /// The authenticated user name alone says whose internet it is.
    private Optional<SimChannel.Route> route(Session session) {
        return Optional.of(session)
                .filter(Session::isAuthenticated)
                .flatMap(authenticated -> sandbox(authenticated.getUsername()))
                .flatMap(access::internet)
                .map(internet -> new SimChannel.Route(internet, limits.connecting()));
    }

    private Optional<String> closed(Session session) {
        return sandbox(session.getUsername()).flatMap(access::closed);
    }
}
