package brume.cloud.guest.program.text;

import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.TestExpression;
import java.io.IOException;
import java.util.List;

/// `test expression` and `[ expression ]`.
public final class TestProgram implements Program {

    @Override
    public int run(Process process) throws IOException {
        List<String> args = process.args();
        String prefix = process.name();
        if (process.name().equals("[")) {
            if (args.isEmpty() || !args.getLast().equals("]")) {
                process.warn(prefix + ": missing `]'");
                return 2;
            }
            args = args.subList(0, args.size() - 1);
        }
        TestExpression expression = new TestExpression(
                process.files(), process::path, process.terminal().isPresent());
        try {
            return expression.holds(args) ? 0 : 1;
        } catch (TestExpression.Malformed malformed) {
            process.warn(prefix + ": " + malformed.getMessage());
            return 2;
        }
    }
}
