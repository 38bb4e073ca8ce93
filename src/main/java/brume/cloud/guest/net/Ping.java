package brume.cloud.guest.net;

import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.network.Connection;
import brume.cloud.network.Endpoint;
import brume.cloud.network.Ipv4;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// `ping`: `-c`, `-i`, `-W`, `-q`.
///
/// Differs from Linux: there is no ICMP; an answer or a refusal of TCP on the echo port stands for a reply, so the
/// security groups of TCP decide.
final class Ping implements Program {

    private static final int ECHO = 7;
    private static final int SSH = 22;
    private static final int MAX_COUNT = 10_000;

    @Override
    public int run(Process process) throws IOException {
        int count = MAX_COUNT;
        Duration pause = Duration.ofSeconds(1);
        Duration wait = Duration.ofSeconds(1);
        String host = "";
        List<String> args = process.args();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (arg.matches("-[ciWws]")) {
                String value = i + 1 < args.size() ? args.get(++i) : "";
                if (!value.matches("\\d{1,5}(\\.\\d{1,3})?")) {
                    process.warn("ping: invalid argument: '" + value + "'");
                    return 1;
                }
                long millis = Math.round(Double.parseDouble(value) * 1000);
                switch (arg) {
                    case "-c" -> count = (int) Math.clamp(millis / 1000, 1, MAX_COUNT);
                    case "-i" -> pause = Duration.ofMillis(Math.max(200, millis));
                    case "-W" -> wait = Duration.ofMillis(millis);
                    default -> {
                        // A deadline or a size changes nothing here.
                    }
                }
            } else if (!arg.startsWith("-")) {
                host = arg;
            }
        }
        if (host.isEmpty()) {
            process.warn("ping: usage error: Destination address required");
            return 1;
        }
        Ipv4 address;
        try {
            address = GuestNetwork.of(process.guest()).resolve(host);
        } catch (UnknownHostException unknown) {
            process.warn("ping: " + host + ": Name or service not known");
            return 2;
        }
        return series(process, host, address, count, pause, wait);
    }

    private static int series(Process process, String host, Ipv4 address, int count, Duration pause, Duration wait)
            throws IOException {
        process.println("PING " + host + " (" + address + ") 56(84) bytes of data.");
        int received = 0;
        int sent = 0;
        double total = 0;
        try {
            for (int number = 1; number <= count; number++) {
                process.out().flush();
                sent++;
                long began = System.nanoTime();
                String outcome = probe(process, address, wait);
                double millis = (System.nanoTime() - began) / 1e6;
                if (outcome.equals("reply")) {
                    received++;
                    total += millis;
                    process.println(String.format(
                            Locale.ROOT,
                            "64 bytes from %s: icmp_seq=%d ttl=%d time=%.3f ms",
                            address,
                            number,
                            64,
                            millis));
                } else if (outcome.equals("unreachable")) {
                    process.println("From " + process.guest().world().facts().privateAddress() + " icmp_seq=" + number
                            + " Destination Host Unreachable");
                }
                process.checkSignals();
                if (number < count) {
                    process.guest().world().sleep(pause);
                }
            }
        } catch (InterruptedException | InterruptedIOException stopped) {
            process.println("");
        }
        double mean = received == 0 ? 0 : total / received;
        process.println("\n--- " + host + " ping statistics ---");
        process.println(sent + " packets transmitted, " + received + " received, "
                + (sent == 0 ? 0 : (sent - received) * 100 / sent) + "% packet loss, time "
                + Math.max(0, sent - 1) * pause.toMillis() + "ms");
        if (received > 0) {
            process.println(
                    String.format(Locale.ROOT, "rtt min/avg/max/mdev = %.3f/%.3f/%.3f/%.3f ms", mean, mean, mean, 0.0));
        }
        return received == 0 ? 1 : 0;
    }

    private static String probe(Process process, Ipv4 address, Duration wait) throws IOException {
        for (int port : new int[] {ECHO, SSH, 80, 443}) {
            try (Connection open = GuestNetwork.of(process.guest()).connect(new Endpoint(address, port), wait)) {
                return open.peer().port() == port ? "reply" : "silence";
            } catch (ConnectException refused) {
                return "reply";
            } catch (NoRouteToHostException noRoute) {
                return "unreachable";
            } catch (InterruptedIOException silence) {
                if (Thread.currentThread().isInterrupted()) {
                    throw silence;
                }
            }
        }
        return "silence";
    }
}
