package brume.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real PostgreSQL of one's own: a cluster in a folder, on a free port of the loopback, stopped when closed.
/// PostgreSQL refuses to run
/// as root, so root runs it as another user.
final class Postgres implements AutoCloseable {

    private final Path binaries;
    private final Path folder;
    private final int port;

    private Postgres(Path binaries, Path folder, int port) {
        this.binaries = binaries;
        this.folder = folder;
        this.port = port;
    }

    /// Starts one, or ends the test as skipped where no PostgreSQL is installed.
    static Postgres start() throws IOException, InterruptedException {
        Optional<Path> binaries = binaries();
        assumeTrue(binaries.isPresent(), "PostgreSQL is not installed (Debian package postgresql)");
        boolean root = "root".equals(System.getProperty("user.name"));
        assumeTrue(!root || user().isPresent(), "PostgreSQL does not run as root, and there is no other user for it");
        Path folder = Files.createTempDirectory("brume-postgres");
        Postgres postgres = new Postgres(binaries.get(), folder, freePort());
        if (root) {
            run("chown", user().orElseThrow(), folder.toString());
        }
        Path data = folder.resolve("data");
        postgres.asUser("initdb", "-D", data.toString(), "-U", "brume", "-A", "trust", "-E", "UTF8", "--no-locale");
        postgres.asUser(
                "pg_ctl",
                "-D",
                data.toString(),
                "-w",
                "-l",
                folder.resolve("log").toString(),
                "-o",
                "-p " + postgres.port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + folder,
                "start");
        return postgres;
    }

    Database.Location location() {
        return new Database.Location("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "brume", "");
    }

    /// The same, with every table there and nothing in it.
    Database.Location emptied() {
        try (Database database = Database.open(location())) {
            database.update("""
                    do $$ begin execute (
                        select 'truncate table ' || string_agg(quote_ident(tablename), ', ')
                        from pg_tables where schemaname = 'public' and tablename <> 'flyway_schema_history'
                    ); end $$""");
        }
        return location();
    }

    private static Optional<Path> binaries() throws IOException {
        List<Path> places = new ArrayList<>();
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                versions.map(version -> version.resolve("bin")).forEach(places::add);
            }
        }
        Stream.of(System.getenv("PATH").split(":", -1)).map(Path::of).forEach(places::add);
        return places.stream()
                .filter(place ->
                        Files.isExecutable(place.resolve("initdb")) && Files.isExecutable(place.resolve("pg_ctl")))
                .findFirst();
    }

    private static Optional<String> user() throws IOException {
        List<String> users = Files.readAllLines(Path.of("/etc/passwd"));
        return Stream.of("postgres", "nobody")
                .filter(name -> users.stream().anyMatch(line -> line.startsWith(name + ":")))
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void asUser(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("setpriv", "--reuid=" + user().orElseThrow(), "--clear-groups"));
        }
        command.add(binaries.resolve(program).toString());
        command.addAll(List.of(arguments));
        run(command.toArray(String[]::new));
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("brume-postgres", ".out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("/tmp").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        String said = Files.readString(output);
        Files.delete(output);
        if (!ended || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        asUser("pg_ctl", "-D", folder.resolve("data").toString(), "-w", "-m", "immediate", "stop");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
