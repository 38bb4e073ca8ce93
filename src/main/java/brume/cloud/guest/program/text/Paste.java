package brume.cloud.guest.program.text;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.program.Lines;
import brume.cloud.guest.program.Memory;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `paste [-s] [-d list] [file...]`.
public final class Paste implements Program {

    @Override
    public int run(Process process) throws IOException {
        Options.Parsed options = new Options("sd:z", "serial=s delimiters=d zero-terminated=z").parse(process.args());
        List<String> operands = options.operands().isEmpty() ? List.of("-") : options.operands();
        List<String> delimiters = delimiters(options.value('d').orElse("\t"));
        List<Lines> inputs = new ArrayList<>();
        Lines standard = new Lines(process.in());
        for (String operand : operands) {
            try {
                inputs.add(operand.equals("-") ? standard : new Lines(process.open(operand)));
            } catch (FsException failure) {
                return process.fail(operand + ": " + failure.getMessage());
            }
        }
        if (options.has('s')) {
            for (Lines input : inputs) {
                serial(process, input, delimiters);
            }
        } else {
            parallel(process, inputs, delimiters);
        }
        return 0;
    }

    private static List<String> delimiters(String text) {
        List<String> list = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                list.add(
                        switch (text.charAt(++i)) {
                            case 'n' -> "\n";
                            case 't' -> "\t";
                            case '0' -> "";
                            default -> String.valueOf(text.charAt(i));
                        });
            } else {
                list.add(String.valueOf(c));
            }
        }
        return list.isEmpty() ? List.of("") : list;
    }

    private static void serial(Process process, Lines input, List<String> delimiters) throws IOException {
        StringBuilder row = new StringBuilder();
        Memory memory = new Memory();
        int count = 0;
        for (Optional<String> line = input.next(); line.isPresent(); line = input.next()) {
            process.checkSignals();
            row.append(count == 0 ? "" : delimiters.get((count - 1) % delimiters.size()));
            row.append(memory.hold(line.get()));
            count++;
        }
        process.println(row.toString());
    }

    private static void parallel(Process process, List<Lines> inputs, List<String> delimiters) throws IOException {
        while (true) {
            process.checkSignals();
            StringBuilder row = new StringBuilder();
            boolean any = false;
            for (int i = 0; i < inputs.size(); i++) {
                Optional<String> line = inputs.get(i).next();
                any |= line.isPresent();
                row.append(line.orElse(""));
                row.append(i == inputs.size() - 1 ? "" : delimiters.get(i % delimiters.size()));
            }
            if (!any) {
                return;
            }
            process.println(row.toString());
        }
    }
}
