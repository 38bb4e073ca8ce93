package brume.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/// How long a person waits for `./brume up` where everything is built: until it says that it is ready.
final class StartBench {

    private StartBench() {}

    static double seconds(Path data) throws IOException, InterruptedException {
        ProcessBuilder up = new ProcessBuilder("./brume", "up", "--no-build").redirectErrorStream(true);
        Map<String, String> environment = up.environment();
        environment.put("BRUME_DATA", data.toString());
        for (String door : new String[] {"PORTAL", "ENDPOINT", "SSH", "PROXY"}) {
            environment.put("BRUME_" + door + "_PORT", freePort());
        }
        long began = System.nanoTime();
        Process process = up.start();
        try (BufferedReader words = process.inputReader(StandardCharsets.UTF_8)) {
            StringBuilder said = new StringBuilder();
            for (String line = words.readLine(); line != null; line = words.readLine()) {
                if (line.contains("Brume is ready")) {
                    return (System.nanoTime() - began) / 1e9;
                }
                said.append(line).append('\n');
            }
            throw new IOException("Brume did not start:\n" + said);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
