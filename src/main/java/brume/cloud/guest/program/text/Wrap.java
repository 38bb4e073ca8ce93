package brume.cloud.guest.program.text;

import brume.cloud.guest.program.Inputs;
import brume.cloud.guest.program.Lines;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.util.Optional;

/// `fold`, `fmt`, `expand` and `unexpand`: where lines break, and what blanks are made of.
public final class Wrap implements Program {

    @Override
    public int run(Process process) throws IOException {
        Options.Parsed options = switch (process.name()) {
            case "fold" -> new Options("bsw:", "bytes=b spaces=s width=w").parse(Numbered.apart(process.args(), "w"));
            case "fmt" ->
                new Options("csutw:g:", "width=w goal=g uniform-spacing=u split-only=s")
                        .parse(Numbered.apart(process.args(), "w"));
            default ->
                new Options("ait:", "all=a initial=i tabs=t first-only=i").parse(Numbered.apart(process.args(), "t"));
        };
        int width = options.value(process.name().endsWith("expand") ? 't' : 'w')
                .filter(w -> w.matches("\\d{1,5}"))
                .map(Integer::parseInt)
                .filter(w -> w > 0)
                .orElse(process.name().equals("fold") ? 80 : process.name().equals("fmt") ? 75 : 8);
        StringBuilder paragraph = new StringBuilder();
        int status = Inputs.each(process, options.operands(), (name, in) -> {
            Lines lines = new Lines(in);
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                process.checkSignals();
                String end = lines.wasComplete() ? "\n" : "";
                switch (process.name()) {
                    case "fold" -> process.print(folded(line.get(), width, options.has('s')) + end);
                    case "fmt" -> format(process, line.get(), width, paragraph);
                    case "expand" -> process.print(expanded(line.get(), width) + end);
                    default -> process.print(unexpanded(line.get(), width, options.has('a')) + end);
                }
            }
        });
        flush(process, width, paragraph);
        return status;
    }

    private static String folded(String line, int width, boolean atBlanks) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (line.length() - at > width) {
            int cut = at + width;
            int blank = atBlanks ? line.lastIndexOf(' ', cut - 1) : -1;
            cut = blank >= at ? blank + 1 : cut;
            out.append(line, at, cut).append('\n');
            at = cut;
        }
        return out.append(line, at, line.length()).toString();
    }

    private static void format(Process process, String line, int width, StringBuilder paragraph) throws IOException {
        if (line.isBlank()) {
            flush(process, width, paragraph);
            process.println("");
        } else {
            paragraph.append(paragraph.isEmpty() ? "" : " ").append(line.strip());
        }
    }

    private static void flush(Process process, int width, StringBuilder paragraph) throws IOException {
        StringBuilder row = new StringBuilder();
        for (String word : paragraph.toString().split("\\s+")) {
            if (!row.isEmpty() && row.length() + 1 + word.length() > width) {
                process.println(row.toString());
                row.setLength(0);
            }
            row.append(row.isEmpty() ? "" : " ").append(word);
        }
        if (!row.isEmpty()) {
            process.println(row.toString());
        }
        paragraph.setLength(0);
    }

    private static String expanded(String line, int width) {
        StringBuilder out = new StringBuilder();
        for (char c : line.toCharArray()) {
            if (c == '\t') {
                out.append(" ".repeat(width - out.length() % width));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String unexpanded(String line, int width, boolean all) {
        String plain = expanded(line, width);
        StringBuilder out = new StringBuilder();
        int at = 0;
        boolean leading = true;
        while (at < plain.length()) {
            int stop = Math.min(plain.length(), (at / width + 1) * width);
            String piece = plain.substring(at, stop);
            String kept = piece.stripTrailing();
            boolean full = stop % width == 0 && piece.length() - kept.length() > (kept.isEmpty() ? 0 : 1);
            if (full && (leading && kept.isEmpty() || all)) {
                out.append(kept).append('\t');
            } else {
                out.append(piece);
                leading = false;
            }
            at = stop;
        }
        return out.toString();
    }
}
