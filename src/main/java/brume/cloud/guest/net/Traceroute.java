package brume.cloud.guest.net;

import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.network.Connection;
import brume.cloud.network.Endpoint;
import brume.cloud.network.Ipv4;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;

/// `traceroute`: whether the other end answers on port 80.
///
/// Differs from Linux: the provider's routers in between do not answer, as on a real VPC, and are shown as one hop.
final class Traceroute implements Program {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Override
    public int run(Process process) throws IOException {
        String host = process.args().stream()
                .filter(arg -> !arg.startsWith("-"))
                .findFirst()
                .orElse("");
        try {
            Ipv4 address = GuestNetwork.of(process.guest()).resolve(host);
            process.println("traceroute to " + host + " (" + address + "), 30 hops max, 60 byte packets\n 1  * * *");
            try (Connection open = GuestNetwork.of(process.guest()).connect(new Endpoint(address, 80), PATIENCE)) {
                process.println(" 2  " + host + " (" + open.peer().address() + ")");
            } catch (ConnectException refused) {
                process.println(" 2  " + host + " (" + address + ")");
            } catch (IOException silence) {
                process.println(" 2  * * *\n 3  * * *");
            }
            return 0;
        } catch (UnknownHostException unknown) {
            process.warn(host + ": Name or service not known\nCannot handle \"host\" cmdline arg `" + host
                    + "' on position 1 (argc 1)");
            return 2;
        }
    }
}
