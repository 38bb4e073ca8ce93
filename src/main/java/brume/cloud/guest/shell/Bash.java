package brume.cloud.guest.shell;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// `bash` and `sh` as programs: `-c`, a script file, a script on standard input, or a person.
public final class Bash implements Program {

    private static final int MAX_SCRIPT_BYTES = 4 * 1024 * 1024;

    private final boolean dash;

    /// @param dash speaks as Debian's `sh`
    public Bash(boolean dash) {
        this.dash = dash;
    }

    /// How it was called.
    private static final class Call {
        final List<String> operands = new ArrayList<>();
        final List<String> set = new ArrayList<>();
        boolean command;
        boolean standardInput;
        boolean interactive;
        boolean login;
    }

    @Override
    public int run(Process process) throws IOException {
        Call call = new Call();
        int bad = read(process, call);
        if (bad != 0) {
            return bad;
        }
        String name = process.argv().getFirst();
        boolean fromFile = !call.command && !call.standardInput && !call.operands.isEmpty();
        Shell shell = new Shell(process, fromFile ? call.operands.getFirst() : name);
        shell.dash = dash;
        shell.fromOption = call.command;
        shell.script = fromFile ? call.operands.getFirst() : "";
        Scripts scripts = new Scripts(shell);
        if (!call.set.isEmpty()) {
            List<String> set = new ArrayList<>(List.of("set"));
            set.addAll(call.set);
            int status = scripts.guarded(() -> {
                try {
                    return Builtins.named("set", shell)
                            .orElseThrow()
                            .run(new BuiltinCall(shell, scripts.interpreter(), set));
                } catch (IOException gone) {
                    return 1;
                }
            });
            if (status != 0) {
                return status;
            }
        }
        boolean person = process.terminal().isPresent() && call.operands.isEmpty() && !call.command;
        if (person || call.interactive && call.operands.isEmpty() && !call.command) {
            return interactive(
                    process, shell, call.login || process.argv().getFirst().startsWith("-"));
        }
        if (call.login || process.argv().getFirst().startsWith("-")) {
            Profiles.login(scripts, shell);
        }
        if (call.command) {
            return command(process, call, shell, scripts);
        }
        if (fromFile) {
            return file(process, call, shell, scripts);
        }
        shell.positional = List.copyOf(call.operands);
        return input(process, shell, scripts);
    }

    private int read(Process process, Call call) throws IOException {
        List<String> args = process.args();
        int i = 0;
        for (; i < args.size(); i++) {
            String arg = args.get(i);
            if (arg.equals("--") || arg.equals("-")) {
                i++;
                break;
            }
            if (arg.equals("-o") || arg.equals("+o")) {
                call.set.add(arg);
                call.set.add(i + 1 < args.size() ? args.get(i + 1) : "");
                i++;
            } else if (arg.startsWith("--")) {
                if (arg.equals("--version")) {
                    process.println("GNU bash, version 5.2.21(1)-release (x86_64-pc-linux-gnu)");
                    return 256;
                }
                call.login |= arg.equals("--login");
            } else if (arg.startsWith("-") && arg.length() > 1) {
                letters(arg, call);
                if (arg.endsWith("o") && i + 1 < args.size()) {
                    call.set.add("-o");
                    call.set.add(args.get(++i));
                }
            } else {
                break;
            }
        }
        call.operands.addAll(args.subList(Math.min(i, args.size()), args.size()));
        if (call.command && call.operands.isEmpty()) {
            return process.fail(2, "-c: option requires an argument");
        }
        return 0;
    }

    private static void letters(String arg, Call call) {
        StringBuilder rest = new StringBuilder();
        for (char letter : arg.substring(1).toCharArray()) {
            switch (letter) {
                case 'c' -> call.command = true;
                case 's' -> call.standardInput = true;
                case 'i' -> call.interactive = true;
                case 'l' -> call.login = true;
                case 'o' -> {}
                default -> rest.append(letter);
            }
        }
        if (!rest.isEmpty()) {
            call.set.add("-" + rest);
        }
    }

    private static int command(Process process, Call call, Shell shell, Scripts scripts) {
        if (call.operands.size() > 1) {
            shell.name = call.operands.get(1);
            shell.positional = List.copyOf(call.operands.subList(2, call.operands.size()));
        }
        return scripts.script(call.operands.getFirst());
    }

    private static int file(Process process, Call call, Shell shell, Scripts scripts) throws IOException {
        String path = call.operands.getFirst();
        shell.positional = List.copyOf(call.operands.subList(1, call.operands.size()));
        String text;
        try {
            text = process.files().readText(process.path(path));
        } catch (FsException failure) {
            boolean folder = failure.errno() == brume.cloud.guest.fs.Errno.EISDIR;
            process.warn((folder ? path : process.name()) + ": " + path + ": " + failure.getMessage());
            return failure.errno() == brume.cloud.guest.fs.Errno.ENOENT ? 127 : 126;
        }
        if (text.length() > MAX_SCRIPT_BYTES || text.indexOf('\0') >= 0) {
            process.warn(path + ": " + path + ": cannot execute binary file");
            return 126;
        }
        return scripts.script(text);
    }

    /// A script that arrives on standard input. Differs from Linux: it is read to its end before it runs, unless its
    /// commands ask for input of their own, which then find none.
    private static int input(Process process, Shell shell, Scripts scripts) throws IOException {
        String text = new String(process.in().readNBytes(MAX_SCRIPT_BYTES), StandardCharsets.UTF_8);
        return scripts.script(text);
    }

    private static int interactive(Process process, Shell shell, boolean login) {
        return InteractiveShell.nested(process, shell, login);
    }
}
