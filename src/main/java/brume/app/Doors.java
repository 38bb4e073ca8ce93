package brume.app;

import brume.api.AwsEndpoint;
import brume.api.aws.Answered;
import brume.api.proxy.ProxyServer;
import brume.api.ssh.JumpServer;
import brume.cloud.sandbox.SandboxId;
import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/// The listeners for programs, each on its own port.
record Doors(AwsEndpoint endpoint, JumpServer jump, ProxyServer proxy) implements AutoCloseable {

    /// @throws IllegalStateException if a port is in use, in one sentence
    static Doors open(Settings settings, DoorAccess access, InstantSource clock, Answered.Watch watch) {
        Deque<AutoCloseable> opened = new ArrayDeque<>();
        try {
            AwsEndpoint endpoint = listen("the provider's endpoint", "endpoint", settings.endpointPort(), () -> {
                InetAddress address = InetAddress.getByName(settings.address());
                int port = settings.endpointPort();
                return AwsEndpoint.start(
                        address, port, access.clouds(), access.school().accessKeys(), clock, settings.apiRate(), watch);
            });
            opened.push(endpoint);
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
            opened.push(jump);
            ProxyServer proxy = listen(
                    "the HTTP proxy",
                    "proxy",
                    settings.proxyPort(),
                    () -> ProxyServer.start(
                            settings.address(), settings.proxyPort(), access.proxy(), ProxyServer.Limits.DEFAULT));
            return new Doors(endpoint, jump, proxy);
        } catch (RuntimeException failure) {
            opened.forEach(Doors::close);
            throw failure;
        }
    }

    /// Ends what is open into a sandbox that is no more.
    void disconnect(SandboxId sandbox) {
        jump.disconnect(sandbox);
        proxy.disconnect(sandbox);
    }

    private static void close(AutoCloseable door) {
        try {
            door.close();
        } catch (Exception late) {
            System.getLogger(Doors.class.getName()).log(System.Logger.Level.WARNING, "A door does not close", late);
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
        endpoint.close();
    }
}
