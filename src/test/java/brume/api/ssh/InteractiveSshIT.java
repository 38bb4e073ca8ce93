package brume.api.ssh;

import static brume.api.ssh.SshWorld.MINE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A person at a terminal: the real `ssh -tt` under the pseudo-terminal of the real `script`.
class InteractiveSshIT {

    private static final String CTRL_A = "\u0001";
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";
    private static final String CTRL_R = "\u0012";
    private static final String CTRL_U = "\u0015";
    private static final String UP = "\u001b[A";
    private static final String LEFT = "\u001b[D";
    private static final String PROMPT = "]$ ";

    @TempDir
    static Path folder;

    private static SshWorld world;
    private static Path config;
    private static String address;

    @BeforeAll
    static void launch() throws IOException {
        OpenSsh.needs("ssh", "ssh-keygen", "script", "stty");
        world = new SshWorld(folder);
        Path key = world.key(MINE, "mine");
        address = world.address(MINE, world.launch(MINE, "mine").id());
        config = world.config(MINE, key, "ec2-user");
    }

    @AfterAll
    static void stop() {
        if (world != null) {
            world.close();
        }
    }

    /// `ssh` on a terminal of 100 columns and 30 rows.
    private static final class Session implements AutoCloseable {
        private final Process process;
        private final StringBuffer screen = new StringBuffer();
        private final OutputStream keys;
        private final Path tty;
        private int read;

        Session() throws IOException {
            tty = Files.createTempFile(folder, "tty", "");
            String line = "tty > " + tty + "; stty rows 30 cols 100; exec ssh -F " + config + " -tt " + address;
            ProcessBuilder builder = new ProcessBuilder("script", "-qefc", line, "/dev/null");
            builder.environment().put("TERM", "xterm-256color");
            builder.environment().put("SHELL", "/bin/sh");
            builder.environment().put("HOME", folder.toString());
            process = builder.redirectErrorStream(true).start();
            keys = process.getOutputStream();
            InputStream in = process.getInputStream();
            Thread.ofVirtual().start(() -> {
                byte[] bytes = new byte[4096];
                try {
                    for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                        screen.append(new String(bytes, 0, n, StandardCharsets.UTF_8));
                    }
                } catch (IOException gone) {
                    // the terminal is closed
                }
            });
            shows(PROMPT);
        }

        void types(String text) throws IOException {
            keys.write(text.getBytes(StandardCharsets.UTF_8));
            keys.flush();
        }

        /// Waits until a text appears behind what was seen, and gives all up to its end.
        String shows(String text) {
            long patience = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            int at = screen.indexOf(text, read);
            while (at < 0 && System.nanoTime() < patience) {
                try {
                    Thread.sleep(10);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
                at = screen.indexOf(text, read);
            }
            assertThat(screen.substring(read)).contains(text);
            String seen = screen.substring(read, at + text.length());
            read = at + text.length();
            return seen;
        }

        /// Runs a line and gives what it printed.
        String answers(String line) throws IOException {
            types(line + "; echo =$((1))=\r");
            shows("\n");
            String seen = shows("=1=\r\n");
            shows(PROMPT);
            return seen.substring(0, seen.length() - 5).replace("\r\n", "\n");
        }

        int exits() throws InterruptedException {
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    @Test
    void editsTheLineAndRemembersIt() throws Exception {
        try (Session session = new Session()) {
            session.types("cho typed" + CTRL_A + "e\r");
            session.shows("\ntyped\r\n");
            session.types("echo ab" + LEFT + "-\r");
            session.shows("\na-b\r\n");
            session.types(UP + UP + "\r");
            session.shows("\ntyped\r\n");
            session.types(CTRL_R + "a-" + "\r");
            session.shows("(reverse-i-search)`a-': ");
            session.shows("\na-b\r\n");
            session.types("nonsense" + CTRL_U + "echo cleared\r");
            session.shows("\ncleared\r\n");
            session.types("ls /etc/hostn\t\r");
            session.shows("/etc/hostname");
            session.types("!!\r");
            session.shows("!!\r\nls /etc/hostname");
            session.types("echo !$ '!$' a!\r");
            session.shows("\n/etc/hostname !$ a!\r\n");
            session.types("^hostname^hosts\r");
            session.shows("\n/etc/hosts !$ a!\r\n");
            session.types("sudo !ech\r");
            session.shows("sudo echo /etc/hosts");
            session.types("!nothing\r");
            session.shows("-bash: !nothing: event not found");
            session.types("cat <<E\r<!DOCTYPE html>\rE\r");
            session.shows("\n<!DOCTYPE html>\r\n");
            session.types("exit 3\r");
            session.shows("logout");
            assertThat(session.exits()).isEqualTo(3);
        }
    }

    @Test
    void controlCEndsTheProgramAndNotTheShell() throws Exception {
        try (Session session = new Session()) {
            session.types("sleep 100\r");
            session.shows("\n");
            Thread.sleep(300);
            session.types(CTRL_C);
            session.shows("^C");
            session.shows(PROMPT);
            session.types("echo $?\r");
            session.shows("\n130\r\n");
            session.types("half a line" + CTRL_C);
            session.shows("^C");
            session.types("echo $?\r");
            session.shows("\n130\r\n");
            session.types("cat\r");
            session.shows("cat\r\n");
            Thread.sleep(300);
            session.types("echoed\r");
            session.shows("echoed\r\nechoed\r\n");
            session.types(CTRL_D);
            session.shows(PROMPT);
            session.types(CTRL_D);
            session.shows("logout");
            assertThat(session.exits()).isZero();
        }
    }

    @Test
    void knowsTheSizeOfTheWindowAndItsChanges() throws Exception {
        try (Session session = new Session()) {
            assertThat(session.answers("stty size")).isEqualTo("30 100\n");
            assertThat(session.answers("echo $LINES $COLUMNS")).isEqualTo("30 100\n");
            assertThat(session.answers("bash -c 'echo [$COLUMNS]'")).isEqualTo("[]\n");
            assertThat(session.answers("echo $TERM; tty")).matches("xterm-256color\n/dev/pts/\\d+\n");
            String name = Files.readString(session.tty).strip();
            new ProcessBuilder("stty", "-F", name, "rows", "40", "cols", "120")
                    .start()
                    .waitFor();
            String size = "";
            for (int i = 0; i < 50 && !size.equals("40 120\n"); i++) {
                Thread.sleep(20);
                size = session.answers("stty size");
            }
            assertThat(size).isEqualTo("40 120\n");
            assertThat(session.answers("echo $LINES $COLUMNS")).isEqualTo("40 120\n");
        }
    }

    @Test
    void becomesRootAndComesBack() throws Exception {
        try (Session session = new Session()) {
            session.types("sudo -i\r");
            session.shows("]# ");
            session.types("whoami; pwd; echo $HOME\r");
            session.shows("\nroot\r\n/root\r\n/root\r\n");
            session.types("exit\r");
            session.shows("logout");
            session.shows(PROMPT);
            session.types("whoami\r");
            session.shows("\nec2-user\r\n");
            session.types("exit\r");
            assertThat(session.exits()).isZero();
        }
    }

    @Test
    void showsJobsAsTheyStartAndEnd() throws Exception {
        try (Session session = new Session()) {
            session.types("sleep 0.3 &\r");
            assertThat(session.shows(PROMPT)).matches("(?s).*\\[1] \\d+\r\n.*");
            Thread.sleep(500);
            session.types("\r");
            session.shows("[1]+  Done                    sleep 0.3");
            session.types("nosuchprogram\r");
            session.shows("-bash: nosuchprogram: command not found");
        }
    }
}
