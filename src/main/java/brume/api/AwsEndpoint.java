package brume.api;

import brume.api.aws.Answered;
import brume.api.aws.Multiplexer;
import brume.api.aws.RateLimits;
import brume.api.aws.Service;
import brume.api.connect.InstanceConnectService;
import brume.api.ec2.Ec2Service;
import brume.api.http.EndpointServer;
import brume.api.sigv4.Verifier;
import brume.api.ssm.SsmService;
import brume.api.sts.StsService;
import brume.cloud.Clouds;
import brume.school.AccessKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;

/// The provider's AWS endpoints on one address and port: what `AWS_ENDPOINT_URL` points to.
public final class AwsEndpoint implements AutoCloseable {

    private final EndpointServer server;

    private AwsEndpoint(EndpointServer server) {
        this.server = server;
    }

    /// Everything that is answered; the first words the errors of requests that name no service.
    public static List<Service> services() {
        return List.of(new Ec2Service(), new StsService(), new SsmService(), new InstanceConnectService());
    }

    /// Starts answering.
    ///
    /// @param port 0 lets the system choose: see [#port]
    /// @param clock the real time: signatures are dated by the real world's clocks, not by a sandbox's
    /// @param apiRate how many times the provider's own rate limits; infinite for none
    /// @param watch told of every request
    /// @throws IOException the address cannot be listened on
    public static AwsEndpoint start(
            InetAddress address,
            int port,
            Clouds clouds,
            AccessKeys keys,
            InstantSource clock,
            double apiRate,
            Answered.Watch watch)
            throws IOException {
        Multiplexer door = new Multiplexer(
                services(),
                new Verifier(keys, clock),
                clouds,
                RateLimits.times(apiRate),
                RateLimits.times(apiRate),
                watch);
        return new AwsEndpoint(EndpointServer.start(address, port, door));
    }

    /// The port that is listened on.
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}
