package brume.cloud.guest.program.text;

import brume.cloud.guest.program.Inputs;
import brume.cloud.guest.program.Lines;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `tac`, `rev` and `nl`: whole files, turned or numbered.
public final class Reverse implements Program {

    @Override
    public int run(Process process) throws IOException {
        List<String> operands =
                process.args().stream().filter(arg -> !arg.matches("-[a-z]+.*")).toList();
        boolean all = process.args().contains("-ba");
        int[] number = {0};
        return Inputs.each(process, operands, (name, in) -> {
            List<String> lines = new ArrayList<>();
            Lines source = new Lines(in);
            for (Optional<String> line = source.next(); line.isPresent(); line = source.next()) {
                lines.add(line.get());
            }
            switch (process.name()) {
                case "tac" -> {
                    for (String line : lines.reversed()) {
                        process.println(line);
                    }
                }
                case "rev" -> {
                    for (String line : lines) {
                        process.println(new StringBuilder(line).reverse().toString());
                    }
                }
                default -> {
                    for (String line : lines) {
                        process.println(line.isEmpty() && !all ? "       " : "%6d\t%s".formatted(++number[0], line));
                    }
                }
            }
        });
    }
}
