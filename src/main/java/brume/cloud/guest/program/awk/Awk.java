package brume.cloud.guest.program.awk;

import brume.cloud.guest.program.Memory;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/// `awk [-F separator] [-v name=value] program [file...]`.
public final class Awk implements Program {

    @Override
    public int run(Process process) throws IOException {
        Options.Parsed options = new Options("+F:v:f:", "field-separator=F assign=v file=f").parse(process.args());
        List<String> operands = new ArrayList<>(options.operands());
        StringBuilder text = new StringBuilder();
        for (String file : options.values('f')) {
            text.append(new String(Memory.all(process.open(file)), StandardCharsets.UTF_8))
                    .append('\n');
        }
        if (options.values('f').isEmpty()) {
            if (operands.isEmpty()) {
                process.warn("usage: awk [-F fs][-v var=value][prog | -f progfile][file ...]");
                return 2;
            }
            text.append(operands.removeFirst());
        }
        try {
            AwkRun run = new AwkRun(process, AwkParser.parse(text.toString()), operands);
            options.value('F').ifPresent(separator -> run.assign("FS", separator.equals("t") ? "\t" : separator));
            for (String assignment : options.values('v')) {
                int equals = assignment.indexOf('=');
                if (equals <= 0) {
                    return process.fail(2, "`" + assignment + "' argument to `-v' not in `var=value' form");
                }
                run.assign(assignment.substring(0, equals), assignment.substring(equals + 1));
            }
            return run.all();
        } catch (AwkError error) {
            return process.fail(2, error.getMessage());
        } catch (PatternSyntaxException bad) {
            return process.fail(2, "regular expression error: " + bad.getDescription());
        }
    }
}
