package brume.cloud.guest.program.text;

import brume.cloud.guest.program.Lines;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.util.Optional;

/// `uniq [-cdui] [-f fields] [-s chars] [-w chars] [input]`.
public final class Uniq implements Program {

    @Override
    public int run(Process process) throws IOException {
        Options.Parsed options = new Options(
                        "cdDuif:s:w:z",
                        "count=c repeated=d unique=u all-repeated=D ignore-case=i skip-fields=f skip-chars=s check-chars=w")
                .parse(process.args());
        Lines lines = new Lines(process.open(options.operands().isEmpty() ? "-" : options.operand(0)));
        StringBuilder out = new StringBuilder();
        String group = "";
        long count = 0;
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            process.checkSignals();
            if (count > 0 && key(line.get(), options).equals(key(group, options))) {
                if (options.has('D')) {
                    out.append(count == 1 ? group + "\n" : "")
                            .append(line.get())
                            .append('\n');
                }
                count++;
                continue;
            }
            show(out, options, group, count);
            group = line.get();
            count = 1;
        }
        show(out, options, group, count);
        if (options.operands().size() > 1) {
            process.files().write(process.path(options.operand(1)), out.toString());
        } else {
            process.print(out.toString());
        }
        return 0;
    }

    private static void show(StringBuilder out, Options.Parsed options, String line, long count) {
        if (count == 0 || options.has('D') || options.has('d') && count < 2 || options.has('u') && count > 1) {
            return;
        }
        out.append(options.has('c') ? "%7d %s".formatted(count, line) : line).append('\n');
    }

    private static String key(String line, Options.Parsed options) {
        String key = options.has('i') ? line.toLowerCase(java.util.Locale.ROOT) : line;
        for (int i = number(options, 'f', 0); i > 0; i--) {
            key = key.replaceFirst("^\\s*\\S*", "");
        }
        key = key.substring(Math.min(key.length(), number(options, 's', 0)));
        return key.substring(0, Math.min(key.length(), number(options, 'w', Integer.MAX_VALUE)));
    }

    private static int number(Options.Parsed options, char letter, int otherwise) {
        return options.value(letter)
                .filter(text -> text.matches("\\d{1,6}"))
                .map(Integer::parseInt)
                .orElse(otherwise);
    }
}
