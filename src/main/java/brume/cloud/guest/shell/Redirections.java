package brume.cloud.guest.shell;

import brume.cloud.guest.fs.Errno;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.OpenFile;
import brume.cloud.guest.fs.OpenMode;
import brume.cloud.guest.shell.Command.Redirection;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/// Opens what redirections name.
final class Redirections {

    private final Shell shell;
    private final Expander expander;
    private final Function<Word.Part.ProcessSubstitution, InputStream> reading;

    /// @param reading starts the commands of `<(...)` and gives their output
    Redirections(Shell shell, Expander expander, Function<Word.Part.ProcessSubstitution, InputStream> reading) {
        this.shell = shell;
        this.expander = expander;
        this.reading = reading;
    }

    /// The descriptors of a command with these redirections.
    ///
    /// @throws ShellError a file cannot be opened
    Fds apply(List<Redirection> redirections, Fds start) {
        Fds fds = start;
        for (Redirection redirection : redirections) {
            fds = apply(redirection, fds);
        }
        return fds;
    }

    private Fds apply(Redirection redirection, Fds fds) {
        if (!redirection.variable().isEmpty()) {
            return named(redirection, fds);
        }
        int fd = redirection.fd();
        return switch (redirection.operator()) {
            case "<<" -> fds.with(fd, text(expander.single(redirection.target())));
            case "<<<" -> fds.with(fd, text(expander.single(redirection.target()) + "\n"));
            case "<&", ">&" -> duplicated(redirection, fds);
            case "&>" -> both(fds, open(target(redirection), OpenMode.WRITE, fds));
            case "&>>" -> both(fds, open(target(redirection), OpenMode.APPEND, fds));
            case "<" ->
                redirection.target().parts().size() == 1
                                && redirection.target().parts().getFirst()
                                        instanceof Word.Part.ProcessSubstitution process
                                && process.reads()
                        ? fds.with(fd, Fd.reading(reading.apply(process), false))
                        : fds.with(fd, open(target(redirection), OpenMode.READ, fds));
            case "<>" ->
                fds.with(fd, open(target(redirection), new OpenMode(true, true, true, false, false, false), fds));
            case ">>" -> fds.with(fd, open(target(redirection), OpenMode.APPEND, fds));
            case ">" -> {
                String path = target(redirection);
                if (shell.option('C') && shell.files().isFile(shell.path(path))) {
                    throw ShellError.of(path + ": cannot overwrite existing file");
                }
                yield fds.with(fd, open(path, OpenMode.WRITE, fds));
            }
            default -> fds.with(fd, open(target(redirection), OpenMode.WRITE, fds));
        };
    }

    /// `{name}>file` opens a free descriptor from 10 on; `{name}>&-` closes it.
    private Fds named(Redirection redirection, Fds fds) {
        String name = redirection.variable();
        int bracket = name.indexOf('[');
        String known = bracket < 0
                ? shell.variables.get(name, "")
                : expander.text(SimpleCommands.expanding("${" + name + "}"));
        boolean closes = redirection.target().plain().filter("-"::equals).isPresent();
        int number = 10;
        if (closes && known.matches("\\d{1,4}")) {
            number = Integer.parseInt(known);
        } else {
            while (fds.isOpen(number)) {
                number++;
            }
            shell.variables.set(name, Integer.toString(number));
        }
        return apply(new Redirection(number, redirection.operator(), redirection.target()), fds);
    }

    private static Fds both(Fds fds, Fd fd) {
        return fds.with(1, fd).with(2, fd);
    }

    private static Fd text(String text) {
        return Fd.reading(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), false);
    }

    private String target(Redirection redirection) {
        List<String> fields = expander.fields(List.of(redirection.target()));
        if (fields.size() != 1) {
            throw ShellError.of(
                    redirection.target().constant().orElse(String.join(" ", fields)) + ": ambiguous redirect");
        }
        return fields.getFirst();
    }

    private Fds duplicated(Redirection redirection, Fds fds) {
        String target = expander.single(redirection.target());
        if (target.equals("-")) {
            if (fds.get(redirection.fd()).out().orElse(null) instanceof ClosingStream coprocess) {
                try {
                    coprocess.close();
                } catch (java.io.IOException gone) {
                    // closed then
                }
            }
            return fds.without(redirection.fd());
        }
        if (!target.matches("\\d{1,4}")) {
            if (redirection.operator().equals(">&")) {
                return both(fds, open(target, OpenMode.WRITE, fds));
            }
            throw ShellError.of(target + ": ambiguous redirect");
        }
        int from = Integer.parseInt(target);
        if (!fds.isOpen(from)) {
            throw ShellError.of(target + ": " + Errno.EBADF.wording());
        }
        return fds.with(redirection.fd(), fds.get(from));
    }

    private Fd open(String path, OpenMode how, Fds fds) {
        ProcessPipe pipe = shell.pipes.get(path);
        if (pipe != null && how.writes()) {
            return Fd.writing(pipe.pipe().writer, false);
        }
        switch (path) {
            case "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0" -> {
                return fds.get(0);
            }
            case "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1" -> {
                return fds.get(1);
            }
            case "/dev/stderr", "/dev/fd/2", "/proc/self/fd/2" -> {
                return fds.get(2);
            }
            case "/dev/tty" -> {
                return tty(how);
            }
            default -> {}
        }
        try {
            OpenFile file = shell.files().open(shell.path(path), how, 0666);
            return new Fd(
                    how.reads() ? java.util.Optional.of(file.input()) : java.util.Optional.empty(),
                    how.writes() ? java.util.Optional.of(file.output()) : java.util.Optional.empty(),
                    false);
        } catch (FsException failure) {
            throw ShellError.of(path + ": " + failure.getMessage());
        }
    }

    private Fd tty(OpenMode how) {
        for (int number : new int[] {how.reads() ? 0 : 1, 2}) {
            if (shell.fds.get(number).terminal()) {
                return shell.fds.get(number);
            }
        }
        throw ShellError.of("/dev/tty: " + Errno.ENXIO.wording());
    }
}
