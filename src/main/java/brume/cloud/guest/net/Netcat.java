package brume.cloud.guest.net;

import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.network.Connection;
import brume.cloud.network.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// `nc`: `-z` and `-v` to probe a port, `-w` for patience, `-l` to listen for one connection; and `telnet host port`.
final class Netcat implements Program {

    @Override
    public int run(Process process) throws IOException {
        boolean probe = false;
        boolean verbose = false;
        boolean listen = false;
        Duration patience = Duration.ofSeconds(130);
        List<String> words = new ArrayList<>();
        List<String> args = process.args();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (arg.equals("-w") || arg.equals("-p")) {
                String value = i + 1 < args.size() ? args.get(++i) : "";
                if (arg.equals("-p")) {
                    words.add(value);
                } else if (value.matches("\\d{1,5}")) {
                    patience = Duration.ofSeconds(Long.parseLong(value));
                }
            } else if (arg.startsWith("-")) {
                probe |= arg.contains("z");
                verbose |= arg.contains("v");
                listen |= arg.contains("l");
            } else {
                words.add(arg);
            }
        }
        boolean telnet = process.name().equals("telnet");
        String port = words.isEmpty() ? "" : words.size() == 1 && telnet ? "23" : words.getLast();
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535 || !listen && !telnet && words.size() < 2) {
            process.warn("usage: " + process.name() + " [-lvz] [-w timeout] [destination] [port]");
            return 1;
        }
        return listen
                ? listen(process, Integer.parseInt(port), verbose)
                : connect(process, words.getFirst(), Integer.parseInt(port), probe, verbose, patience);
    }

    private static int connect(
            Process process, String host, int port, boolean probe, boolean verbose, Duration patience)
            throws IOException {
        GuestNetwork network = GuestNetwork.of(process.guest());
        boolean telnet = process.name().equals("telnet");
        try {
            var address = network.resolve(host);
            if (telnet) {
                process.println("Trying " + address + "...");
                process.out().flush();
            }
            try (Connection connection = network.connect(new Endpoint(address, port), patience)) {
                if (telnet) {
                    process.println("Connected to " + host + ".\nEscape character is '^]'.");
                    process.out().flush();
                } else if (verbose) {
                    process.warn("Connection to " + host + " (" + address + ") " + port + " port [tcp/*] succeeded!");
                }
                if (!probe) {
                    pump(process, connection);
                }
                return 0;
            }
        } catch (UnknownHostException unknown) {
            process.warn(
                    telnet
                            ? "telnet: could not resolve " + host + "/" + port + ": Name or service not known"
                            : "nc: getaddrinfo for host \"" + host + "\" port " + port + ": Name or service not known");
        } catch (SocketTimeoutException late) {
            failed(process, telnet || verbose, host, port, "Connection timed out");
        } catch (ConnectException refused) {
            failed(process, telnet || verbose, host, port, "Connection refused");
        } catch (NoRouteToHostException noRoute) {
            failed(process, telnet || verbose, host, port, "No route to host");
        }
        return 1;
    }

    private static void failed(Process process, boolean said, String host, int port, String why) throws IOException {
        if (said) {
            process.warn(
                    process.name().equals("telnet")
                            ? "telnet: Unable to connect to remote host: " + why
                            : "nc: connect to " + host + " port " + port + " (tcp) failed: " + why);
        }
    }

    /// What is typed goes out, what comes in is shown, until the other side ends.
    private static void pump(Process process, Connection connection) throws IOException {
        process.guest().world().executor().execute(() -> {
            try {
                copy(process.in(), connection.out());
                connection.out().close();
            } catch (IOException gone) {
                connection.close();
            }
        });
        copy(connection.in(), process.out());
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[4096];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
            out.flush();
        }
    }

    private static int listen(Process process, int port, boolean verbose) throws IOException {
        if (port < 1024 && process.login().uid() != 0) {
            process.warn("nc: Permission denied");
            return 1;
        }
        BlockingQueue<Connection> arrived = new LinkedBlockingQueue<>();
        Ports ports = Ports.of(process.guest());
        if (!ports.bind(Ports.everywhere(port, process.task(), "nc", arrived::add))) {
            process.warn("nc: Address already in use");
            return 1;
        }
        try {
            if (verbose) {
                process.warn("Listening on 0.0.0.0 " + port);
            }
            try (Connection connection = arrived.take()) {
                if (verbose) {
                    process.warn("Connection received on " + connection.peer().address() + " "
                            + connection.peer().port());
                }
                pump(process, connection);
            }
            return 0;
        } catch (InterruptedException signal) {
            throw new InterruptedIOException();
        } finally {
            ports.release(port);
        }
    }
}
