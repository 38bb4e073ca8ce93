package brume.api.ssh;

import brume.cloud.guest.Guest;
import brume.cloud.guest.Login;
import brume.cloud.guest.Stdio;
import brume.cloud.guest.Terminal;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.Signal;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.session.ServerSession;
import org.jspecify.annotations.Nullable;

/// A login shell or one command line in a guest, on a virtual thread of its own.
final class GuestCommand implements Command {

    private static final int COULD_NOT_RUN = 255;

    private final Optional<String> line;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private OutputStream err = OutputStream.nullOutputStream();
    private @Nullable ExitCallback exit;
    private volatile @Nullable Thread worker;
    private volatile Optional<Terminal> terminal = Optional.empty();

    private GuestCommand(Optional<String> line) {
        this.line = line;
    }

    static GuestCommand shell() {
        return new GuestCommand(Optional.empty());
    }

    static GuestCommand exec(String line) {
        return new GuestCommand(Optional.of(line));
    }

    @Override
    public void setInputStream(InputStream stream) {
        this.in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        this.out = new AtOnce(stream);
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        this.err = new AtOnce(stream);
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        this.exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
        ServerSession session = channel.getServerSession();
        Guest guest = GuestSshd.guest(session);
        Login login = guest.login(session.getUsername())
                .orElseThrow(() -> new IOException("No such user any more: " + session.getUsername()));
        terminal = terminal(environment, session);
        Login entered = login.with(variables(session, environment));
        Optional<String> forced =
                Optional.ofNullable(GuestSshd.keyOptions(session).get("command"));
        Optional<String> command = forced.or(() -> line);
        listen(environment);
        worker = Thread.ofVirtual().name("session " + guest.id()).start(() -> run(guest, entered, command));
    }

    private static Optional<Terminal> terminal(Environment environment, ServerSession session) {
        boolean wanted =
                !environment.getPtyModes().isEmpty() || environment.getEnv().containsKey(Environment.ENV_TERM);
        if (!wanted || GuestSshd.keyOptions(session).containsKey("no-pty")) {
            return Optional.empty();
        }
        return Optional.of(new Terminal(
                environment.getEnv().getOrDefault(Environment.ENV_TERM, "dumb"),
                number(environment, Environment.ENV_COLUMNS),
                number(environment, Environment.ENV_LINES)));
    }

    private static int number(Environment environment, String name) {
        String text = environment.getEnv().getOrDefault(name, "");
        return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    }

    /// What sshd sets, and what it accepts from the client: `AcceptEnv LANG LC_*`.
    private Map<String, String> variables(ServerSession session, Environment environment) {
        Map<String, String> variables = new HashMap<>();
        environment.getEnv().forEach((name, value) -> {
            if (name.equals("LANG") || name.matches("LC_[A-Z]+")) {
                variables.put(name, value);
            }
        });
        var transport = session.getIoSession();
        String peer = text(transport.getRemoteAddress());
        String local = text(transport.getLocalAddress());
        variables.put("SSH_CLIENT", peer + " " + local.substring(local.indexOf(' ') + 1));
        variables.put("SSH_CONNECTION", peer + " " + local);
        terminal.ifPresent(tty -> {
            variables.put("TERM", tty.type());
            variables.put("SSH_TTY", "/dev/pts/0");
        });
        line.filter(original -> GuestSshd.keyOptions(session).containsKey("command"))
                .ifPresent(original -> variables.put("SSH_ORIGINAL_COMMAND", original));
        return variables;
    }

    private static String text(java.net.SocketAddress address) {
        return address instanceof java.net.InetSocketAddress internet
                ? internet.getHostString() + " " + internet.getPort()
                : "UNKNOWN 0";
    }

    private void listen(Environment environment) {
        environment.addSignalListener((channel, signal) -> heard(signal, environment));
    }

    private void heard(Signal signal, Environment environment) {
        Thread thread = worker;
        if (signal == Signal.WINCH) {
            terminal.ifPresent(tty -> tty.resize(
                    number(environment, Environment.ENV_COLUMNS), number(environment, Environment.ENV_LINES)));
        } else if (signal == Signal.INT && terminal.isPresent()) {
            terminal.get().interrupt();
        } else if (thread != null
                && (signal == Signal.INT || signal == Signal.TERM || signal == Signal.HUP || signal == Signal.KILL)) {
            thread.interrupt();
        }
    }

    private void run(Guest guest, Login login, Optional<String> command) {
        int code = COULD_NOT_RUN;
        try {
            Stdio io = new Stdio(in, out, err);
            code = command.isPresent()
                    ? guest.exec(login, command.get(), io, terminal)
                    : guest.shell(login, io, terminal.orElseGet(() -> new Terminal("dumb", 80, 24)));
        } finally {
            finish(code);
        }
    }

    private void finish(int code) {
        Thread.interrupted();
        try {
            out.flush();
            err.flush();
        } catch (IOException gone) {
            // The client is away; its exit status is dropped with the channel.
        }
        ExitCallback callback = exit;
        if (callback != null) {
            callback.onExit(code);
        }
    }

    /// The client hung up, or the machine goes down.
    @Override
    public void destroy(ChannelSession channel) {
        terminal.ifPresent(Terminal::hangUp);
        Thread thread = worker;
        if (thread != null && thread != Thread.currentThread()) {
            thread.interrupt();
        }
    }

    /// What a program writes is sent at once, as `write(2)` on a socket does.
    private static final class AtOnce extends FilterOutputStream {
        AtOnce(OutputStream stream) {
            super(stream);
        }

        @Override
        public void write(int octet) throws IOException {
            out.write(octet);
            out.flush();
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            out.write(bytes, offset, count);
            out.flush();
        }
    }
}
