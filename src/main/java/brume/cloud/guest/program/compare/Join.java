package brume.cloud.guest.program.compare;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.program.Lines;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.UsageError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `join [-i] [-a n] [-v n] [-t c] [-1 field] [-2 field] [-j field] [-o list] [-e text] file1 file2`.
public final class Join implements Program {

    private static final int MAX_LINES = 500_000;

    private record Row(String key, List<String> fields) {}

    @Override
    public int run(Process process) throws IOException {
        Options.Parsed options = new Options("a:v:t:1:2:j:o:e:iz", "ignore-case=i header=z").parse(process.args());
        if (options.operands().size() < 2) {
            throw UsageError.of(
                    options.operands().isEmpty()
                            ? "missing operand"
                            : "missing operand after ‘" + options.operands().getFirst() + "’");
        }
        try {
            List<Row> left = rows(process, options, options.operand(0), field(options, '1'));
            List<Row> right = rows(process, options, options.operand(1), field(options, '2'));
            merge(process, options, left, right);
            boolean bad =
                    disordered(process, options.operand(0), left) | disordered(process, options.operand(1), right);
            return bad ? process.fail("input is not in sorted order") : 0;
        } catch (FsException failure) {
            String name =
                    failure.path().equals(process.path(options.operand(0))) ? options.operand(0) : options.operand(1);
            return process.fail(name + ": " + failure.getMessage());
        }
    }

    private static boolean disordered(Process process, String name, List<Row> rows) throws IOException {
        for (int i = 1; i < rows.size(); i++) {
            if (rows.get(i - 1).key().compareTo(rows.get(i).key()) > 0) {
                process.out().flush();
                process.fail(name + ":" + (i + 1) + ": is not sorted: "
                        + String.join(" ", rows.get(i).fields()));
                return true;
            }
        }
        return false;
    }

    private static int field(Options.Parsed options, char file) {
        return options.value(file)
                .or(() -> options.value('j'))
                .filter(n -> n.matches("\\d{1,4}"))
                .map(Integer::parseInt)
                .orElse(1);
    }

    private static List<Row> rows(Process process, Options.Parsed options, String operand, int field)
            throws IOException {
        Lines lines = new Lines(process.open(operand));
        List<Row> rows = new ArrayList<>();
        Optional<String> tab = options.value('t');
        for (Optional<String> line = lines.next(); line.isPresent() && rows.size() < MAX_LINES; line = lines.next()) {
            process.checkSignals();
            String[] fields = tab.isPresent()
                    ? line.get().split(java.util.regex.Pattern.quote(tab.get()), -1)
                    : line.get().strip().split("[ \t]+");
            String key = field <= fields.length ? fields[field - 1] : "";
            rows.add(new Row(options.has('i') ? key.toLowerCase(Locale.ROOT) : key, List.of(fields)));
        }
        return rows;
    }

    private static void merge(Process process, Options.Parsed options, List<Row> left, List<Row> right)
            throws IOException {
        int i = 0;
        int j = 0;
        while (i < left.size() || j < right.size()) {
            process.checkSignals();
            int order = i == left.size()
                    ? 1
                    : j == right.size()
                            ? -1
                            : left.get(i).key().compareTo(right.get(j).key());
            if (order < 0) {
                alone(process, options, left.get(i++), "1");
            } else if (order > 0) {
                alone(process, options, right.get(j++), "2");
            } else {
                String key = left.get(i).key();
                int end = j;
                while (end < right.size() && right.get(end).key().equals(key)) {
                    end++;
                }
                for (; i < left.size() && left.get(i).key().equals(key); i++) {
                    for (int k = j; k < end && options.value('v').isEmpty(); k++) {
                        print(process, options, Optional.of(left.get(i)), Optional.of(right.get(k)));
                    }
                }
                j = end;
            }
        }
    }

    private static void alone(Process process, Options.Parsed options, Row row, String file) throws IOException {
        if (options.values('a').contains(file) || options.values('v').contains(file)) {
            boolean first = file.equals("1");
            print(
                    process,
                    options,
                    first ? Optional.of(row) : Optional.empty(),
                    first ? Optional.empty() : Optional.of(row));
        }
    }

    private static void print(Process process, Options.Parsed options, Optional<Row> left, Optional<Row> right)
            throws IOException {
        String empty = options.value('e').orElse("");
        List<String> out = new ArrayList<>();
        int one = field(options, '1');
        int two = field(options, '2');
        String key = left.map(row -> at(row, one))
                .or(() -> right.map(row -> at(row, two)))
                .orElse("");
        Optional<String> list = options.value('o').filter(o -> !o.equals("auto"));
        if (list.isPresent()) {
            for (String spec : list.get().split("[, ]+")) {
                String value = spec.equals("0")
                        ? key
                        : spec.matches("[12]\\.\\d{1,4}")
                                ? (spec.startsWith("1") ? left : right)
                                        .map(row -> at(row, Integer.parseInt(spec.substring(2))))
                                        .orElse("")
                                : "";
                out.add(value.isEmpty() ? empty : value);
            }
        } else {
            out.add(key);
            left.ifPresent(row -> rest(row, one, out));
            right.ifPresent(row -> rest(row, two, out));
        }
        process.println(String.join(options.value('t').orElse(" "), out));
    }

    private static String at(Row row, int field) {
        return field <= row.fields().size() ? row.fields().get(field - 1) : "";
    }

    private static void rest(Row row, int key, List<String> out) {
        for (int i = 1; i <= row.fields().size(); i++) {
            if (i != key) {
                out.add(row.fields().get(i - 1));
            }
        }
    }
}
