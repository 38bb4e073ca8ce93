package brume.cloud.guest.shell;

import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.text.Echo;
import brume.cloud.guest.program.text.Printf;
import brume.cloud.guest.program.text.TestProgram;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The table of builtins.
final class Builtins {

    private static final Map<String, Builtin> TABLE = new HashMap<>();

    static {
        FlowBuiltins.into(TABLE);
        VariableBuiltins.into(TABLE);
        DirectoryBuiltins.into(TABLE);
        JobBuiltins.into(TABLE);
        NameBuiltins.into(TABLE);
        OptionBuiltins.into(TABLE);
        TABLE.put("read", new ReadBuiltin());
        TABLE.put(
                "echo",
                call -> call.shell().dash
                        ? Echo.dash(call.process())
                        : program(new Echo()).run(call));
        TABLE.put("printf", PrintfBuiltin.around(new Printf()));
        TABLE.put("test", Builtins::test);
        TABLE.put("[", Builtins::test);
    }

    /// Builtins that are bash's alone.
    private static final Set<String> NOT_IN_DASH = Set.of(
            "source",
            "declare",
            "typeset",
            "shopt",
            "pushd",
            "popd",
            "dirs",
            "mapfile",
            "readarray",
            "let",
            "history",
            "disown",
            "help",
            "logout",
            "caller",
            "compgen",
            "complete",
            "enable",
            "coproc",
            "builtin");

    private Builtins() {}

    static Optional<Builtin> named(String name, Shell shell) {
        if (shell.disabled.contains(name)) {
            return Optional.empty();
        }
        return shell.dash && NOT_IN_DASH.contains(name) ? Optional.empty() : Optional.ofNullable(TABLE.get(name));
    }

    static Set<String> names() {
        return new TreeSet<>(TABLE.keySet());
    }

    /// The call as a program's, whose complaints begin with the shell's name and line as a builtin's do.
    static brume.cloud.guest.program.Process speaking(BuiltinCall call) {
        brume.cloud.guest.program.Process process = call.process();
        java.io.OutputStream err = process.err();
        java.io.OutputStream prefixed = new java.io.OutputStream() {
            @Override
            public void write(int octet) throws java.io.IOException {
                err.write(octet);
            }

            @Override
            public void write(byte[] bytes, int offset, int count) throws java.io.IOException {
                String line = new String(bytes, offset, count, java.nio.charset.StandardCharsets.UTF_8);
                boolean usage = line.startsWith(call.name() + ": usage");
                err.write(((usage ? "" : call.shell().prefix() + ": ") + line)
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        };
        return process.with(new brume.cloud.guest.Stdio(process.in(), process.out(), prefixed));
    }

    /// `test`, and what it knows about the shell: `-v name` and `-o option`.
    private static int test(BuiltinCall call) throws java.io.IOException {
        java.util.List<String> args = call.args();
        int count = call.name().equals("[") ? args.size() - 1 : args.size();
        if (count == 2 && args.getFirst().equals("-v")) {
            return call.shell().variables.values(args.get(1)).isEmpty() ? 1 : 0;
        }
        if (count == 2 && args.getFirst().equals("-o")) {
            return OptionBuiltins.isOn(call.shell(), args.get(1)) ? 0 : 1;
        }
        return program(new TestProgram()).run(call);
    }

    private static Builtin program(Program program) {
        return call -> {
            brume.cloud.guest.program.Process process = speaking(call);
            int status = program.run(process);
            process.out().flush();
            return status;
        };
    }
}
