package brume.cloud.guest.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import brume.cloud.guest.Guest;
import brume.cloud.guest.Stdio;
import brume.cloud.guest.TestWorld;
import brume.cloud.guest.image.OperatingSystem;
import brume.cloud.guest.program.Programs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs every script of `guest/scripts/*.txt` in the simulated shell and in the real `bash` of this machine, each in an
/// empty folder with the same environment, and compares what they print and their status. A script that needs a program
/// this machine lacks is skipped by name.
class ShellAgainstBashIT {

    private static final String SCRIPT = "script.sh";
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    @TempDir
    static Path folder;

    private static Guest guest;

    /// A script, and what its first lines say about it.
    ///
    /// @param flags `stdout`: standard error is not compared; `needs PROGRAM`
    record Script(String name, List<String> flags, String text) {
        @Override
        public String toString() {
            return name;
        }

        boolean comparesErrors() {
            return !flags.contains("stdout");
        }

        Stream<String> needs() {
            return flags.stream().filter(flag -> flag.startsWith("needs ")).map(flag -> flag.substring(6));
        }
    }

    /// What a run left: standard output, the status, standard error.
    record Left(String out, int status, String err) {
        Left comparable(Script script, String place) {
            String errors = script.comparesErrors() ? err.replace(place, "PLACE") : "";
            return new Left(out.replace(place, "PLACE"), status, errors.replaceAll("(?<=pid )\\d+", "PID"));
        }
    }

    static Stream<Script> scripts() throws IOException {
        List<Script> scripts = new ArrayList<>();
        for (String file : List.of("shell", "text", "files", "lessons", "tools")) {
            try (InputStream in = Objects.requireNonNull(
                    ShellAgainstBashIT.class.getResourceAsStream("/guest/scripts/" + file + ".txt"))) {
                String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                for (String block : all.split("(?m)^### ")) {
                    if (!block.isBlank()) {
                        scripts.add(script(block));
                    }
                }
            }
        }
        return scripts.stream();
    }

    private static Script script(String block) {
        int end = block.indexOf('\n');
        String[] title = block.substring(0, end).split(" *; *");
        return new Script(title[0], List.of(title).subList(1, title.length), block.substring(end + 1));
    }

    @BeforeAll
    static void boot() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "bash is not installed");
        guest = TestWorld.boot(OperatingSystem.DEBIAN_12);
        for (String name : List.of("bc", "zip", "unzip")) {
            guest.files().asRoot().write("/usr/bin/" + name, Programs.executable(name));
            guest.files().asRoot().chmod("/usr/bin/" + name, 0755);
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void doesWhatBashDoes(Script script) throws Exception {
        script.needs()
                .forEach(program ->
                        assumeTrue(Files.isExecutable(Path.of("/usr/bin", program)), program + " is not installed"));
        Left real = real(script);
        assumeTrue(real.status() != 99, "this machine cannot run it");
        assertThat(simulated(script)).isEqualTo(real);
    }

    static Left real(Script script) throws IOException, InterruptedException {
        Path place = Files.createTempDirectory(folder, "run");
        Files.writeString(place.resolve(SCRIPT), script.text());
        Path work = Files.createDirectory(place.resolve("w"));
        Path out = place.resolve("out");
        Path err = place.resolve("err");
        Process process = new ProcessBuilder(undisturbed())
                .directory(work.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Left(text(out), process.waitFor(), text(err)).comparable(script, place.toString());
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    static Left simulated(Script script) throws IOException {
        String place = "/tmp/run";
        guest.files().asRoot().write("/tmp/" + SCRIPT, script.text());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Stdio io = new Stdio(new ByteArrayInputStream(new byte[0]), out, err);
        String line = "rm -rf /tmp/run && mkdir -p /tmp/run/w && cp /tmp/" + SCRIPT
                + " /tmp/run && cd /tmp/run/w && exec " + String.join(" ", command());
        int status = guest.exec(guest.login("root").orElseThrow(), line, io);
        return new Left(out.toString(StandardCharsets.UTF_8), status, err.toString(StandardCharsets.UTF_8))
                .comparable(script, place);
    }

    /// Whoever started the tests may ignore signals (a shell's background job does), and a shell hands that down.
    private static List<String> undisturbed() {
        List<String> all = new ArrayList<>(List.of("/usr/bin/env", "--default-signal"));
        all.addAll(command());
        return all;
    }

    private static List<String> command() {
        return List.of(
                "/usr/bin/env",
                "-i",
                "PATH=" + PATH,
                "HOME=/root",
                "LC_ALL=C.UTF-8",
                "TZ=UTC",
                "/bin/bash",
                "../" + SCRIPT);
    }
}
