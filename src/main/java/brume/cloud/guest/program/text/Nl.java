package brume.cloud.guest.program.text;

import brume.cloud.guest.program.Inputs;
import brume.cloud.guest.program.Lines;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.Regex;
import java.io.IOException;
import java.util.Optional;

/// `nl [-b a|t|n|pREGEX] [-i step] [-n ln|rn|rz] [-s text] [-v first] [-w width] [file...]`.
public final class Nl implements Program {

    @Override
    public int run(Process process) throws IOException {
        Options.Parsed options = new Options(
                        "b:i:n:s:v:w:d:f:h:l:p",
                        "body-numbering=b line-increment=i number-format=n number-separator=s starting-line-number=v"
                                + " number-width=w no-renumber=p")
                .parse(process.args());
        String style = options.value('b').orElse("t");
        String separator = options.value('s').orElse("\t");
        int width = number(options, 'w', 6);
        int step = number(options, 'i', 1);
        int[] next = {number(options, 'v', 1)};
        String format = switch (options.value('n').orElse("rn")) {
            case "ln" -> "%-" + width + "d";
            case "rz" -> "%0" + width + "d";
            default -> "%" + width + "d";
        };
        return Inputs.each(process, options.operands(), (name, in) -> {
            Lines lines = new Lines(in);
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                process.checkSignals();
                if (counts(style, line.get())) {
                    process.println(format.formatted(next[0]) + separator + line.get());
                    next[0] += step;
                } else {
                    process.println(" ".repeat(width + separator.length()) + line.get());
                }
            }
        });
    }

    private static int number(Options.Parsed options, char letter, int otherwise) {
        return options.value(letter)
                .filter(n -> n.matches("\\d{1,3}"))
                .map(Integer::parseInt)
                .filter(n -> n > 0 || letter != 'w')
                .orElse(otherwise);
    }

    private static boolean counts(String style, String line) {
        return switch (style.charAt(0)) {
            case 'a' -> true;
            case 'n' -> false;
            case 'p' -> Regex.basic(style.substring(1), false).matcher(line).find();
            default -> !line.isEmpty();
        };
    }
}
