package brume.cloud.guest.shell;

import brume.cloud.guest.Stdio;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// `printf`, which in a shell can also fill a variable.
final class PrintfBuiltin {

    private PrintfBuiltin() {}

    static Builtin around(Program printf) {
        return call -> {
            if (call.args().size() < 2 || !call.args().getFirst().equals("-v")) {
                return printf.run(Builtins.speaking(call));
            }
            if (!call.args().get(1).matches("[A-Za-z_][A-Za-z0-9_]*(\\[.*])?")) {
                return call.fail(2, "`" + call.args().get(1) + "': not a valid identifier");
            }
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            List<String> argv =
                    new ArrayList<>(call.argv().subList(3, call.argv().size()));
            argv.addFirst("printf");
            Process process = Builtins.speaking(call).with(argv);
            int status = printf.run(process.with(new Stdio(process.in(), text, process.err())));
            String name = call.args().get(1);
            int bracket = name.indexOf('[');
            String value = text.toString(StandardCharsets.UTF_8);
            if (bracket > 0 && name.endsWith("]")) {
                String array = name.substring(0, bracket);
                Word index = SimpleCommands.expression(name.substring(bracket + 1, name.length() - 1));
                call.shell()
                        .variables
                        .setAt(array, call.interpreter().expander.parameters().index(array, index), value);
            } else {
                call.shell().variables.set(name, value);
            }
            return status;
        };
    }
}
