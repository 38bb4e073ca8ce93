package brume.cloud.guest.program;

import brume.cloud.guest.fs.FsException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// The files that a program reads: its operands, or standard input where there are none.
public final class Inputs {

    private Inputs() {}

    /// What to do with one input.
    public interface Use {
        void with(String name, InputStream in) throws IOException;
    }

    /// Uses every input; one that cannot be opened is complained about and skipped.
    ///
    /// @return 0, or 1 where one was skipped
    public static int each(Process process, List<String> operands, Use use) throws IOException {
        return each(process, operands, "", use);
    }

    /// @param before stands before the name in a complaint (`cannot open `)
    public static int each(Process process, List<String> operands, String before, Use use) throws IOException {
        int status = 0;
        for (String operand : operands.isEmpty() ? List.of("-") : operands) {
            try {
                use.with(operand, process.open(operand));
            } catch (FsException failure) {
                if (!failure.path().equals(process.path(operand))) {
                    throw failure;
                }
                String shown = before.isEmpty()
                        ? operand
                        : before.endsWith(": ") ? before + operand : before + "'" + operand + "' for reading";
                status = process.fail(shown + ": " + failure.getMessage());
            }
        }
        return status;
    }
}
