package brume.app;

import brume.api.proxy.ProxyServer;
import brume.api.ssh.JumpServer;
import java.io.IOException;

/// The listeners for programs, each on its own port.
record Doors(JumpServer jump, ProxyServer proxy) implements AutoCloseable {

    /// @throws IllegalStateException if a port is in use, in one sentence
    static Doors open(Settings settings, DoorAccess access) {
        JumpServer jump = listen(
                "SSH",
                "ssh",
                settings.sshPort(),
                () -> JumpServer.start(
                        settings.address(),
                        settings.sshPort(),
                        settings.data().resolve("ssh"),
                        access,
                        JumpServer.Limits.DEFAULT));
        try {
            ProxyServer proxy = listen(
                    "the HTTP proxy",
                    "proxy",
                    settings.proxyPort(),
                    () -> ProxyServer.start(
                            settings.address(), settings.proxyPort(), access, ProxyServer.Limits.DEFAULT));
            return new Doors(jump, proxy);
        } catch (RuntimeException failure) {
            jump.close();
            throw failure;
        }
    }

    private interface Start<S> {
        S start() throws IOException;
    }

    private static <S> S listen(String what, String option, int port, Start<S> start) {
        try {
            return start.start();
        } catch (IOException refused) {
            throw new IllegalStateException(
                    "Port " + port + " for " + what + " cannot be listened on (" + refused.getMessage()
                            + "): stop what listens there, or choose another with --" + option + "-port N.",
                    refused);
        }
    }

    @Override
    public void close() {
        proxy.close();
        jump.close();
    }
}
