package brume.cloud.guest.program.compare;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.program.Lines;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.UsageError;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `comm [-123] file1 file2`: what two sorted files have alone and in common.
public final class Comm implements Program {

    @Override
    public int run(Process process) throws IOException {
        Options.Parsed options =
                new Options("123zd:", "output-delimiter=d check-order=z nocheck-order=z total=z").parse(process.args());
        List<String> operands = options.operands();
        if (operands.size() < 2) {
            throw UsageError.of(
                    operands.isEmpty() ? "missing operand" : "missing operand after ‘" + operands.getFirst() + "’");
        }
        if (operands.size() > 2) {
            throw UsageError.of("extra operand ‘" + operands.get(2) + "’");
        }
        try {
            Lines one = new Lines(process.open(operands.getFirst()));
            Lines two = new Lines(process.open(operands.get(1)));
            return merge(process, options, one, two);
        } catch (FsException failure) {
            String name =
                    failure.path().equals(process.path(operands.getFirst())) ? operands.getFirst() : operands.get(1);
            return process.fail(name + ": " + failure.getMessage());
        }
    }

    private static int merge(Process process, Options.Parsed options, Lines one, Lines two) throws IOException {
        String tab = options.value('d').orElse("\t");
        String second = options.has('1') ? "" : tab;
        String third = second + (options.has('2') ? "" : tab);
        Optional<String> left = one.next();
        Optional<String> right = two.next();
        boolean alone = false;
        boolean[] disorder = {false, false};
        while (left.isPresent() || right.isPresent()) {
            process.checkSignals();
            alone |= left.isEmpty() || right.isEmpty() || !left.equals(right);
            int order = left.isEmpty() ? 1 : right.isEmpty() ? -1 : left.get().compareTo(right.get());
            if (order < 0) {
                print(process, options, '1', left.get());
            } else if (order > 0) {
                print(process, options, '2', second + right.get());
            } else {
                print(process, options, '3', third + left.get());
            }
            Optional<String> oldLeft = left;
            Optional<String> oldRight = right;
            left = order <= 0 ? one.next() : left;
            right = order >= 0 ? two.next() : right;
            disordered(process, 0, oldLeft, left, alone, disorder);
            disordered(process, 1, oldRight, right, alone, disorder);
        }
        return disorder[0] || disorder[1] ? process.fail("input is not in sorted order") : 0;
    }

    private static void disordered(
            Process process, int file, Optional<String> before, Optional<String> now, boolean alone, boolean[] seen)
            throws IOException {
        if (alone
                && !seen[file]
                && before.isPresent()
                && now.isPresent()
                && before.get().compareTo(now.get()) > 0) {
            seen[file] = true;
            process.out().flush();
            process.fail("file " + (file + 1) + " is not in sorted order");
        }
    }

    private static void print(Process process, Options.Parsed options, char column, String text) throws IOException {
        if (!options.has(column)) {
            process.println(text);
        }
    }
}
