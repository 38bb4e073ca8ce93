package brume.cloud.guest.program.text;

import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.shell.Escapes;
import java.io.IOException;
import java.util.List;

/// `echo [-neE] [text...]`.
public final class Echo implements Program {

    @Override
    public int run(Process process) throws IOException {
        List<String> args = process.args();
        boolean newline = true;
        boolean escapes = false;
        int at = 0;
        for (; at < args.size() && args.get(at).matches("-[neE]+"); at++) {
            newline &= args.get(at).indexOf('n') < 0;
            escapes = args.get(at).lastIndexOf('e') > args.get(at).lastIndexOf('E')
                    || escapes && args.get(at).indexOf('E') < 0;
        }
        String text = String.join(" ", args.subList(at, args.size()));
        if (escapes) {
            Escapes.Result result = Escapes.echo(text);
            text = result.text();
            newline &= !result.stopped();
        }
        process.print(newline ? text + "\n" : text);
        return 0;
    }

    /// As dash's `echo`: escapes always mean something, and `-n` is the only option.
    public static int dash(Process process) throws IOException {
        List<String> args = process.args();
        boolean newline = args.isEmpty() || !args.getFirst().equals("-n");
        Escapes.Result result = Escapes.echo(String.join(" ", newline ? args : args.subList(1, args.size())));
        process.print(result.text() + (newline && !result.stopped() ? "\n" : ""));
        process.out().flush();
        return 0;
    }
}
