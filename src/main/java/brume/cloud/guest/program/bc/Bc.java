package brume.cloud.guest.program.bc;

import brume.cloud.guest.program.Lines;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `bc [-lq] [file...]`: the POSIX language with GNU's `print`, `if ... else`, `&&`, `last`.
public final class Bc implements Program {

    private static final int MAX_PIECE = 1024 * 1024;

    @Override
    public int run(Process process) throws IOException {
        boolean library = process.args().stream().anyMatch(arg -> arg.matches("-[a-z]*l[a-z]*|--mathlib"));
        BcMachine machine = new BcMachine(process, library);
        List<InputStream> inputs = new ArrayList<>();
        for (String arg : process.args()) {
            if (!arg.startsWith("-")) {
                inputs.add(process.open(arg));
            }
        }
        inputs.add(process.in());
        for (InputStream input : inputs) {
            read(process, machine, input);
        }
        return 0;
    }

    private static void read(Process process, BcMachine machine, InputStream in) throws IOException {
        Lines lines = new Lines(in);
        StringBuilder piece = new StringBuilder();
        int number = 0;
        for (Optional<String> line = lines.next(); line.isPresent() && !machine.quit; line = lines.next()) {
            process.checkSignals();
            number++;
            piece.append(line.get().replaceFirst("(?<!\\w)#.*", "")).append('\n');
            if (piece.length() < MAX_PIECE && BcParser.isOpen(piece.toString())) {
                continue;
            }
            String text = piece.toString().replace("\\\n", "").replaceAll("(?s)/\\*.*?\\*/", " ");
            piece.setLength(0);
            perform(process, machine, text, number);
            process.out().flush();
        }
    }

    private static void perform(Process process, BcMachine machine, String text, int line) throws IOException {
        try {
            machine.run(BcParser.parse(text));
        } catch (BcFault fault) {
            process.out().flush();
            process.warn(
                    fault.isSyntax()
                            ? "(standard_in) " + line + ": syntax error"
                            : "Runtime error (func=(main), adr=3): " + fault.getMessage());
        } catch (ArithmeticException tooLarge) {
            process.warn("Runtime error (func=(main), adr=3): exponent too large in raise");
        } catch (StackOverflowError deep) {
            process.warn("Runtime error (func=(main), adr=3): Function nesting too deep");
        }
    }
}
