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
        TABLE.put("echo", program(new Echo()));
        TABLE.put("printf", PrintfBuiltin.around(new Printf()));
        TABLE.put("test", program(new TestProgram()));
        TABLE.put("[", program(new TestProgram()));
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
            "enable",
            "help",
            "logout",
            "caller",
            "compgen",
            "complete");

    private Builtins() {}

    static Optional<Builtin> named(String name, Shell shell) {
        return shell.dash && NOT_IN_DASH.contains(name) ? Optional.empty() : Optional.ofNullable(TABLE.get(name));
    }

    static Set<String> names() {
        return new TreeSet<>(TABLE.keySet());
    }

    private static Builtin program(Program program) {
        return call -> {
            brume.cloud.guest.program.Process process = call.process();
            int status = program.run(process);
            process.out().flush();
            return status;
        };
    }
}
