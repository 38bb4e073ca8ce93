package brume.cloud.guest.program.text;

import brume.cloud.guest.program.Inputs;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// `wc [-lwcmL] [file...]`.
public final class Wc implements Program {

    private record Count(String name, long lines, long words, long chars, long bytes, long longest) {}

    @Override
    public int run(Process process) throws IOException {
        Options.Parsed options =
                new Options("lwcmL", "lines=l words=w bytes=c chars=m max-line-length=L").parse(process.args());
        List<Count> counts = new ArrayList<>();
        int status = Inputs.each(process, options.operands(), (name, in) -> counts.add(count(process, name, in)));
        if (options.operands().size() > 1) {
            Count sum = new Count("total", 0, 0, 0, 0, 0);
            for (Count c : counts) {
                sum = new Count(
                        "total",
                        sum.lines + c.lines,
                        sum.words + c.words,
                        sum.chars + c.chars,
                        sum.bytes + c.bytes,
                        Math.max(sum.longest, c.longest));
            }
            counts.add(sum);
        }
        boolean stdin = options.operands().isEmpty();
        long largest = counts.stream().mapToLong(Count::bytes).sum();
        int columns = columns(options).length();
        boolean irregular =
                options.operands().stream().anyMatch(name -> !process.files().isFile(process.path(name)));
        int width = columns == 1 && counts.size() == 1
                ? 1
                : stdin || irregular ? 7 : Math.max(1, Long.toString(largest).length());
        for (Count count : counts) {
            List<String> values = new ArrayList<>();
            for (char column : columns(options).toCharArray()) {
                long value = switch (column) {
                    case 'l' -> count.lines;
                    case 'w' -> count.words;
                    case 'm' -> count.chars;
                    case 'c' -> count.bytes;
                    default -> count.longest;
                };
                values.add(("%" + width + "d").formatted(value));
            }
            String name = stdin ? "" : " " + count.name;
            process.println(String.join(" ", values) + name);
        }
        return status;
    }

    private static String columns(Options.Parsed options) {
        StringBuilder columns = new StringBuilder();
        for (char letter : "lwmcL".toCharArray()) {
            columns.append(options.has(letter) ? String.valueOf(letter) : "");
        }
        return columns.isEmpty() ? "lwc" : columns.toString();
    }

    private static Count count(Process process, String name, InputStream in) throws IOException {
        long lines = 0;
        long words = 0;
        long chars = 0;
        long bytes = 0;
        long longest = 0;
        long column = 0;
        boolean inWord = false;
        byte[] buffer = new byte[8192];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            process.checkSignals();
            bytes += count;
            for (int i = 0; i < count; i++) {
                byte b = buffer[i];
                boolean starts = (b & 0xC0) != 0x80;
                chars += starts ? 1 : 0;
                lines += b == '\n' ? 1 : 0;
                column = b == '\n' ? 0 : column + (starts ? 1 : 0);
                longest = Math.max(longest, column);
                boolean blank = b == ' ' || b >= 9 && b <= 13;
                words += !blank && !inWord ? 1 : 0;
                inWord = !blank;
            }
        }
        return new Count(name, lines, words, chars, bytes, longest);
    }
}
