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
                return printf.run(call.process());
            }
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            List<String> argv =
                    new ArrayList<>(call.argv().subList(3, call.argv().size()));
            argv.addFirst("printf");
            Process process = call.process().with(argv);
            int status = printf.run(process.with(new Stdio(process.in(), text, process.err())));
            call.shell().variables.set(call.args().get(1), text.toString(StandardCharsets.UTF_8));
            return status;
        };
    }
}
