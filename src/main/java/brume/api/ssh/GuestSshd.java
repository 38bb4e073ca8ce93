package brume.api.ssh;

import brume.api.ssh.files.GuestFileSystem;
import brume.api.ssh.files.GuestSftp;
import brume.cloud.Cloud;
import brume.cloud.guest.Guest;
import brume.cloud.guest.Login;
import brume.cloud.guest.net.GuestNetwork;
import brume.cloud.network.Listener;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.file.FileSystemFactory;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.common.util.threads.SshThreadPoolExecutor;
import org.apache.sshd.common.util.threads.ThreadUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.server.session.ServerUserAuthServiceFactory;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.jspecify.annotations.Nullable;

/// The `sshd` of every instance. It has no port: what connects to port 22 of a guest is handed to [#listener], over
/// whatever simulated path it came. Users, keys, files and commands are the guest's own.
///
/// Differs from Linux: `/etc/ssh/sshd_config` is not read; only public keys open a session, agent and X11 forwarding
/// and
/// `-R` are refused.
public final class GuestSshd implements AutoCloseable {

    /// Found in the attributes of a session's transport from its first byte on.
    private static final String GUEST = "brume.guest";

    private static final AttributeKey<Map<String, String>> OPTIONS = new AttributeKey<>();
    private static final int SSH_PORT = 22;
    private static final int PENDING_OPENS = 1_000;
    private static final int SESSIONS_PER_USER = 512;
    private static final int FILE_TRANSFERS = 2_000;
    private static final Duration CONNECTING = Duration.ofSeconds(10);

    private final PortlessSshServer server;
    private final SecureRandom random;
    private final SshThreadPoolExecutor transfers = new SshThreadPoolExecutor(
            0,
            FILE_TRANSFERS,
            5,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofVirtual().name("sftp").factory(),
            new ThreadPoolExecutor.AbortPolicy());

    private GuestSshd(SecureRandom random) {
        SshLimits.hush();
        this.random = random;
        this.server = (PortlessSshServer)
                ServerBuilder.builder().factory(PortlessSshServer::new).build();
        configure();
    }

    /// Ready to serve connections.
    ///
    /// @param random for the host keys of guests
    public static GuestSshd start(SecureRandom random) throws IOException {
        GuestSshd sshd = new GuestSshd(random);
        sshd.server.setHost("127.0.0.1");
        sshd.server.setPort(SSH_PORT);
        sshd.server.start();
        return sshd;
    }

    /// Serves every machine of a cloud on its port 22, and ends its sessions when it stops: to be hooked into
    /// [brume.cloud.Clouds#onOpen].
    public void serve(Cloud cloud) {
        cloud.guests().onOpen(guest -> guest.listen(SSH_PORT, listener(guest)));
        cloud.guests().onStop(this::disconnect);
    }

    /// What answers on port 22 of a guest while it runs.
    public Listener listener(Guest guest) {
        return connection -> server.serve(connection, Map.of(GUEST, guest));
    }

    /// Ends all sessions of a guest, as a machine that goes down does: clients see "closed by remote host".
    ///
    /// @param guestId the instance
    public void disconnect(String guestId) {
        server.connections().stream()
                .filter(session -> guest(session).id().equals(guestId))
                .forEach(session -> session.close(true));
    }

    /// How many sessions are open on a guest.
    public long sessions(String guestId) {
        return server.connections().stream()
                .filter(session -> guest(session).id().equals(guestId))
                .count();
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException gone) {
            // It is on its way out; nothing is left to end.
        }
        transfers.shutdownNow();
    }

    private static Guest guest(IoSession session) {
        return (Guest) Objects.requireNonNull(session.getAttribute(GUEST));
    }

    static Guest guest(Session session) {
        return guest(session.getIoSession());
    }

    /// The options before the key that opened this session, `command="..."` among them.
    static Map<String, String> keyOptions(Session session) {
        return Optional.ofNullable(session.getAttribute(OPTIONS)).orElse(Map.of());
    }

    private void configure() {
        SshLimits.apply(server);
        CoreModuleProperties.MAX_CONCURRENT_SESSIONS.set(server, SESSIONS_PER_USER);
        server.setSessionFactory(new GuestSessions(server));
        server.setKeyPairProvider(new HostKeys());
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        server.addSessionListener(new SshdLog());
        server.setPublickeyAuthenticator(this::admits);
        server.setServiceFactories(List.of(ServerUserAuthServiceFactory.INSTANCE, new OpenFailures()));
        server.setChannelFactories(List.of(
                ExitStatusFirst.INSTANCE,
                SimChannel.factory(GuestSshd::route, session -> Optional.empty(), PENDING_OPENS)));
        server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        server.setShellFactory(channel -> GuestCommand.shell());
        server.setCommandFactory((channel, command) -> GuestCommand.exec(command));
        server.setFileSystemFactory(new UserFiles());
        SftpSubsystemFactory sftp = new SftpSubsystemFactory();
        sftp.setFileSystemAccessor(new GuestSftp());
        sftp.setExecutorServiceProvider(() -> ThreadUtils.noClose(transfers));
        server.setSubsystemFactories(List.of(sftp));
    }

    private boolean admits(String user, PublicKey key, ServerSession session) {
        Guest guest = guest(session);
        Optional<Login> login = guest.login(user);
        if (login.isEmpty()) {
            SshdLog.unknown(session, user);
            return false;
        }
        return switch (AuthorizedKeys.judge(guest, login.get(), key)) {
            case AuthorizedKeys.Verdict.Accepted(PublicKeyLines.Entry entry) -> {
                session.setAttribute(OPTIONS, entry.options());
                SshdLog.accepts(session, key);
                yield true;
            }
            case AuthorizedKeys.Verdict.Refused refused -> false;
        };
    }

    private static Optional<SimChannel.Route> route(Session session) {
        boolean allowed = session.isAuthenticated() && !keyOptions(session).containsKey("no-port-forwarding");
        return allowed
                ? Optional.of(new SimChannel.Route(GuestNetwork.of(guest(session)), CONNECTING))
                : Optional.empty();
    }

    private final class HostKeys implements KeyPairProvider {
        @Override
        public Iterable<KeyPair> loadKeys(@Nullable SessionContext context)
                throws IOException, GeneralSecurityException {
            if (!(context instanceof AbstractSession session)) {
                return List.of();
            }
            Guest guest = guest(session);
            return guest.attachment(GuestHostKeys.class, GuestHostKeys::new).of(guest, random);
        }
    }

    private static final class UserFiles implements FileSystemFactory {
        @Override
        public @Nullable Path getUserHomeDir(SessionContext context) {
            return null;
        }

        @Override
        public FileSystem createFileSystem(SessionContext context) throws IOException {
            Guest guest = guest((Session) context);
            Login login = guest.login(context.getUsername())
                    .orElseThrow(() -> new IOException("No such user any more: " + context.getUsername()));
            return new GuestFileSystem(guest.files().as(login.credentials()), guest.users(), login);
        }
    }
}
