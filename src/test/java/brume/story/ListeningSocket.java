package brume.story;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A TCP socket on which a process of this machine listens, as Linux's `/proc` says.
record ListeningSocket(InetAddress address, int port) {

    private static final String LISTEN = "0A";
    private static final int BYTES_PER_WORD = 4;

    /// Those of one process.
    static List<ListeningSocket> of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        Set<String> own = sockets(process.resolve("fd"));
        List<ListeningSocket> found = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(process.resolve("net").resolve(table))) {
                String[] columns = line.strip().split("\\s+");
                if (columns.length > 9 && columns[3].equals(LISTEN) && own.contains("socket:[" + columns[9] + "]")) {
                    found.add(parse(columns[1]));
                }
            }
        }
        return found;
    }

    private static Set<String> sockets(Path descriptors) throws IOException {
        Set<String> links = new HashSet<>();
        try (Stream<Path> all = Files.list(descriptors)) {
            for (Path one : all.toList()) {
                try {
                    links.add(Files.readSymbolicLink(one).toString());
                } catch (IOException closedMeanwhile) {
                    continue;
                }
            }
        }
        return links;
    }

    /// Words of four bytes, each with its last byte first: `0100007F:1F90` is 127.0.0.1, port 8080.
    private static ListeningSocket parse(String text) throws IOException {
        int colon = text.indexOf(':');
        byte[] words = HexFormat.of().parseHex(text.substring(0, colon));
        byte[] address = new byte[words.length];
        for (int i = 0; i < words.length; i++) {
            int word = i / BYTES_PER_WORD * BYTES_PER_WORD;
            address[i] = words[word + BYTES_PER_WORD - 1 - i % BYTES_PER_WORD];
        }
        return new ListeningSocket(InetAddress.getByAddress(address), Integer.parseInt(text.substring(colon + 1), 16));
    }
}
