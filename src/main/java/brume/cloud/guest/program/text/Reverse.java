package brume.cloud.guest.program.text;

import brume.cloud.guest.program.Inputs;
import brume.cloud.guest.program.Lines;
import brume.cloud.guest.program.Memory;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `tac` and `rev`: whole files, turned.
public final class Reverse implements Program {

    @Override
    public int run(Process process) throws IOException {
        Options.Parsed options = new Options("brs:V", "separator=s before=b regex=r").parse(process.args());
        boolean tac = process.name().equals("tac");
        return Inputs.each(process, options.operands(), (name, in) -> {
            List<String> lines = new ArrayList<>();
            Memory memory = new Memory();
            Lines source = new Lines(in);
            for (Optional<String> line = source.next(); line.isPresent(); line = source.next()) {
                process.checkSignals();
                String text = tac
                        ? line.get()
                        : new StringBuilder(line.get()).reverse().toString();
                lines.add(memory.hold(text + (source.wasComplete() ? "\n" : "")));
            }
            for (String line : tac ? lines.reversed() : lines) {
                process.print(line);
            }
        });
    }
}
