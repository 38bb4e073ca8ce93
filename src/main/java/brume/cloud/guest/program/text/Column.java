package brume.cloud.guest.program.text;

import brume.cloud.guest.program.Inputs;
import brume.cloud.guest.program.Lines;
import brume.cloud.guest.program.Memory;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.shell.Width;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `column [-t] [-s separators] [-o separator] [-N names] [-R columns] [-c width] [-x] [file...]`.
public final class Column implements Program {

    @Override
    public int run(Process process) throws IOException {
        Options.Parsed options = new Options(
                        "ts:o:N:R:c:xeLn",
                        "table=t separator=s output-separator=o table-columns=N table-right=R output-width=c fillrows=x"
                                + " keep-empty-lines=L table-noheadings=n columns=c")
                .parse(process.args());
        List<String> rows = new ArrayList<>();
        Memory memory = new Memory();
        int status = Inputs.each(process, options.operands(), (name, in) -> {
            Lines lines = new Lines(in);
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                process.checkSignals();
                if (!line.get().isBlank()) {
                    rows.add(memory.hold(line.get()));
                }
            }
        });
        if (options.has('t')) {
            table(process, options, rows);
        } else {
            fill(process, options, rows);
        }
        return status;
    }

    private static void table(Process process, Options.Parsed options, List<String> rows) throws IOException {
        List<List<String>> cells = new ArrayList<>();
        options.value('N').ifPresent(names -> cells.add(List.of(names.split(","))));
        Optional<String> separators = options.value('s');
        for (String row : rows) {
            cells.add(
                    separators.isPresent() && !separators.get().isEmpty()
                            ? List.of(row.split("[" + java.util.regex.Pattern.quote(separators.get()) + "]", -1))
                            : List.of(row.strip().split("[ \t]+")));
        }
        int columns = cells.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : cells) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], Width.of(row.get(i)));
            }
        }
        List<String> right = List.of(options.value('R').orElse("").split(","));
        String between = options.value('o').orElse("  ");
        for (List<String> row : cells) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String cell = i < row.size() ? row.get(i) : "";
                String blank = " ".repeat(widths[i] - Width.of(cell));
                boolean last = i == columns - 1;
                if (right.contains(Integer.toString(i + 1))) {
                    line.append(blank).append(cell);
                } else {
                    line.append(cell).append(last ? "" : blank);
                }
                line.append(last ? "" : between);
            }
            process.println(line.toString().stripTrailing());
        }
    }

    /// Columns filled from top to bottom, as `ls` does, tabs between.
    private static void fill(Process process, Options.Parsed options, List<String> rows) throws IOException {
        int total = options.value('c')
                .filter(c -> c.matches("\\d{1,5}"))
                .map(Integer::parseInt)
                .orElseGet(() -> process.terminal().map(t -> t.columns()).orElse(80));
        int longest = rows.stream().mapToInt(String::length).max().orElse(0);
        int width = (longest + 8) / 8 * 8;
        int columns = Math.max(1, total / width);
        int height = (rows.size() + columns - 1) / columns;
        for (int y = 0; y < height; y++) {
            StringBuilder line = new StringBuilder();
            for (int x = 0; x < columns; x++) {
                int at = options.has('x') ? y * columns + x : x * height + y;
                boolean another =
                        options.has('x') ? x + 1 < columns && at + 1 < rows.size() : at + height < rows.size();
                if (at >= rows.size()) {
                    break;
                }
                String cell = rows.get(at);
                int tabs = another ? (width - cell.length() + 7) / 8 : 0;
                line.append(cell).append("\t".repeat(tabs));
            }
            process.println(line.toString());
        }
    }
}
