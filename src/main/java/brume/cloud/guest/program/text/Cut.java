package brume.cloud.guest.program.text;

import brume.cloud.guest.program.Inputs;
import brume.cloud.guest.program.Lines;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.UsageError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `cut -d: -f1,3-`, `cut -c1-8`.
public final class Cut implements Program {

    private record Range(int from, int to) {}

    @Override
    public int run(Process process) throws IOException {
        Options.Parsed options = new Options(
                        "b:c:d:f:nso:1",
                        "bytes=b characters=c delimiter=d fields=f only-delimited=s output-delimiter=o complement=1")
                .parse(process.args());
        Optional<Character> kind = options.last("bcf");
        if (kind.isEmpty()) {
            throw UsageError.of("you must specify a list of bytes, characters, or fields");
        }
        String delimiter = options.value('d').orElse("\t");
        if (delimiter.codePointCount(0, delimiter.length()) != 1) {
            throw UsageError.of("the delimiter must be a single character");
        }
        List<Range> ranges = ranges(options.value(kind.get()).orElse(""), kind.get() == 'f');
        return Inputs.each(process, options.operands(), (name, in) -> {
            Lines lines = new Lines(in);
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                process.checkSignals();
                if (kind.get() != 'f') {
                    process.out().write(octets(line.get(), ranges, options));
                    process.println("");
                } else if (line.get().contains(delimiter)) {
                    List<String> fields = List.of(line.get().split(java.util.regex.Pattern.quote(delimiter), -1));
                    process.println(pick(
                            fields, ranges, options.has('1'), options.value('o').orElse(delimiter)));
                } else if (!options.has('s')) {
                    process.println(line.get());
                }
            }
        });
    }

    /// `cut -c` counts octets as `-b` does, in GNU's coreutils of all images.
    private static byte[] octets(String line, List<Range> ranges, Options.Parsed options) {
        byte[] all = line.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream picked = new ByteArrayOutputStream();
        byte[] delimiter = options.value('o').orElse("").getBytes(StandardCharsets.UTF_8);
        int last = -1;
        for (int i = 0; i < all.length; i++) {
            int at = i + 1;
            if (ranges.stream().anyMatch(range -> at >= range.from && at <= range.to) != options.has('1')) {
                if (last >= 0 && last + 1 < i) {
                    picked.writeBytes(delimiter);
                }
                picked.write(all[i]);
                last = i;
            }
        }
        return picked.toByteArray();
    }

    private static String pick(List<String> items, List<Range> ranges, boolean complement, String delimiter) {
        List<String> picked = new ArrayList<>();
        for (int i = 1; i <= items.size(); i++) {
            int at = i;
            if (ranges.stream().anyMatch(range -> at >= range.from && at <= range.to) != complement) {
                picked.add(items.get(i - 1));
            }
        }
        return String.join(delimiter, picked);
    }

    private static List<Range> ranges(String list, boolean fields) {
        List<Range> ranges = new ArrayList<>();
        for (String part : list.split(",", -1)) {
            if (!part.matches("\\d{1,9}(-\\d{0,9})?|-\\d{1,9}")) {
                throw UsageError.of("invalid " + (fields ? "field" : "byte/character") + " "
                        + (part.isEmpty() ? "list" : "value ‘" + part + "’"));
            }
            int dash = part.indexOf('-');
            String first = dash < 0 ? part : part.substring(0, dash);
            String last = dash < 0 ? part : part.substring(dash + 1);
            int from = first.isEmpty() ? 1 : Integer.parseInt(first);
            int to = last.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(last);
            if (from == 0) {
                throw UsageError.of(
                        fields ? "fields are numbered from 1" : "byte/character positions are numbered from 1");
            }
            if (from > to) {
                throw UsageError.of("invalid decreasing range");
            }
            ranges.add(new Range(from, to));
        }
        return ranges;
    }
}
