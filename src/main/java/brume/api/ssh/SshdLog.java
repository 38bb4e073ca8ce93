package brume.api.ssh;

import brume.cloud.guest.Guest;
import brume.cloud.guest.Login;
import brume.cloud.guest.net.Ports;
import brume.cloud.guest.service.systemd.Journald;
import java.net.InetSocketAddress;
import java.security.PublicKey;
import java.util.Locale;
import java.util.Optional;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;

/// What a guest's sshd says of itself: the version of its image's OpenSSH, and who came and went, in the journal and in
/// `auth.log`.
final class SshdLog implements SessionListener {

    private static final int SSH_PORT = 22;
    private static final AttributeKey<String> KEY = new AttributeKey<>();
    private static final AttributeKey<String> UNKNOWN = new AttributeKey<>();

    /// The version that the image's package has.
    static String version(Guest guest) {
        return switch (guest.os()) {
            case AMAZON_LINUX_2023 -> "OpenSSH_8.7";
            case UBUNTU_24_04 -> "OpenSSH_9.6p1 Ubuntu-3ubuntu13.14";
            case DEBIAN_12 -> "OpenSSH_9.2p1 Debian-2+deb12u7";
        };
    }

    static void accepts(Session session, PublicKey key) {
        String type = KeyUtils.getKeyType(key);
        String name =
                type == null ? "KEY" : type.contains("ed25519") ? "ED25519" : type.contains("ecdsa") ? "ECDSA" : "RSA";
        session.setAttribute(KEY, name.toUpperCase(Locale.ROOT) + " " + KeyUtils.getFingerPrint(key));
    }

    static void unknown(Session session, String user) {
        String before = session.setAttribute(UNKNOWN, user);
        if (before == null) {
            log(session, "Invalid user " + user + " from " + peer(session));
        }
    }

    @Override
    public void sessionEvent(Session session, Event event) {
        if (event == Event.Authenticated) {
            String user = session.getUsername();
            String key = Optional.ofNullable(session.getAttribute(KEY)).orElse("");
            log(session, "Accepted publickey for " + user + " from " + peer(session) + " ssh2: " + key);
            int uid = GuestSshd.guest(session).login(user).map(Login::uid).orElse(0);
            log(
                    session,
                    "pam_unix(sshd:session): session opened for user " + user + "(uid=" + uid + ") by " + user
                            + "(uid=0)");
        }
    }

    @Override
    public void sessionClosed(Session session) {
        String user = session.getUsername();
        if (session.isAuthenticated()) {
            log(session, "Received disconnect from " + peer(session) + ":11: disconnected by user");
            log(session, "Disconnected from user " + user + " " + peer(session));
            log(session, "pam_unix(sshd:session): session closed for user " + user);
        } else if (session.getAttribute(UNKNOWN) != null) {
            log(
                    session,
                    "Connection closed by invalid user " + session.getAttribute(UNKNOWN) + " " + peer(session)
                            + " [preauth]");
        } else if (user != null) {
            log(session, "Connection closed by authenticating user " + user + " " + peer(session) + " [preauth]");
        } else {
            log(session, "Connection closed by " + peer(session) + " [preauth]");
        }
    }

    private static String peer(Session session) {
        return session.getIoSession().getRemoteAddress() instanceof InetSocketAddress address
                ? address.getHostString() + " port " + address.getPort()
                : "UNKNOWN port 65535";
    }

    private static void log(Session session, String text) {
        Guest guest = GuestSshd.guest(session);
        int master =
                Ports.of(guest).of(SSH_PORT).map(socket -> socket.owner().pid()).orElse(0);
        int pid = master + 100 + (int) (session.getIoSession().getId() % 20_000);
        Journald.of(guest).log(Journald.INFO, "sshd", pid, Journald.sshUnit(guest), text);
    }
}
