package brume.cloud.guest.program.text;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.program.Amounts;
import brume.cloud.guest.program.Inputs;
import brume.cloud.guest.program.Memory;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.UsageError;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// `head` and `tail`: the first or the last lines or bytes; `tail -f` goes on.
public final class HeadTail implements Program {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int MAX_KEPT_BYTES = Memory.MOST_BYTES;

    /// What is asked for.
    ///
    /// @param sign `+` counts from the start for tail, `-` from the end for head
    private record Amount(char sign, long count, boolean bytes) {}

    @Override
    public int run(Process process) throws IOException {
        boolean head = process.name().equals("head");
        List<String> args = new ArrayList<>(process.args());
        if (!args.isEmpty() && args.getFirst().matches("-\\d+[bkmqv]?")) {
            args.set(0, "-n" + args.getFirst().substring(1));
        } else if (!head && !args.isEmpty() && args.getFirst().matches("\\+\\d+")) {
            args.set(0, "-n" + args.getFirst());
        }
        Options.Parsed options = new Options(
                        head ? "c:n:qv" : "c:n:qvfFs:",
                        "bytes=c lines=n quiet=q silent=q verbose=v follow=f sleep-interval=s retry=F")
                .parse(args);
        Amount amount = amount(options);
        boolean titles = options.has('v') || options.operands().size() > 1 && !options.has('q');
        boolean[] first = {true};
        int status = Inputs.each(process, options.operands(), "cannot open ", (name, in) -> {
            if (titles) {
                process.print(
                        (first[0] ? "" : "\n") + "==> " + (name.equals("-") ? "standard input" : name) + " <==\n");
            }
            first[0] = false;
            if (head) {
                head(process, in, amount);
            } else {
                tail(process, in, amount);
            }
        });
        if ((options.has('f') || options.has('F')) && !options.operands().isEmpty()) {
            follow(process, options.operands());
        }
        return status;
    }

    private static Amount amount(Options.Parsed options) {
        boolean bytes = options.last("cn").orElse('n') == 'c';
        String text = options.value(bytes ? 'c' : 'n').orElse("10");
        char sign = text.startsWith("+") || text.startsWith("-") ? text.charAt(0) : ' ';
        String digits = sign == ' ' ? text : text.substring(1);
        long number = Amounts.bytes(digits)
                .orElseThrow(() ->
                        UsageError.plain("invalid number of " + (bytes ? "bytes" : "lines") + ": ‘" + text + "’"));
        return new Amount(sign, number, bytes);
    }

    private static void head(Process process, InputStream in, Amount amount) throws IOException {
        if (amount.sign() == '-') {
            withoutLast(process, in, amount);
            return;
        }
        long left = amount.count();
        byte[] buffer = new byte[4096];
        while (left > 0) {
            int count = in.read(buffer, 0, amount.bytes() ? (int) Math.min(left, buffer.length) : buffer.length);
            if (count < 0) {
                return;
            }
            process.checkSignals();
            int end = count;
            if (amount.bytes()) {
                left -= count;
            } else {
                for (int i = 0; i < count && left > 0; i++) {
                    if (buffer[i] == '\n' && --left == 0) {
                        end = i + 1;
                    }
                }
            }
            process.out().write(buffer, 0, end);
        }
    }

    private static void withoutLast(Process process, InputStream in, Amount amount) throws IOException {
        byte[] all = in.readNBytes(MAX_KEPT_BYTES);
        process.out().write(all, 0, (int)
                (amount.bytes() ? Math.max(0, all.length - amount.count()) : lastLines(all, amount.count())));
    }

    /// Where the last lines begin.
    private static int lastLines(byte[] all, long count) {
        if (count == 0) {
            return all.length;
        }
        long seen = 0;
        for (int i = all.length - 2; i >= 0; i--) {
            if (all[i] == '\n' && ++seen == count) {
                return i + 1;
            }
        }
        return 0;
    }

    private static void tail(Process process, InputStream in, Amount amount) throws IOException {
        Deque<byte[]> kept = new ArrayDeque<>();
        long size = 0;
        long limit = amount.bytes() && amount.sign() != '+' ? Math.min(amount.count(), MAX_KEPT_BYTES) : MAX_KEPT_BYTES;
        for (byte[] chunk = in.readNBytes(8192); chunk.length > 0; chunk = in.readNBytes(8192)) {
            process.checkSignals();
            kept.addLast(chunk);
            size += chunk.length;
            while (size - kept.getFirst().length >= limit && kept.size() > 1) {
                size -= kept.removeFirst().length;
            }
        }
        byte[] all = new byte[(int) size];
        int at = 0;
        for (byte[] chunk : kept) {
            System.arraycopy(chunk, 0, all, at, chunk.length);
            at += chunk.length;
        }
        int from = amount.sign() == '+'
                ? fromStart(all, amount)
                : amount.bytes() ? (int) Math.max(0, size - amount.count()) : lastLines(all, amount.count());
        process.out().write(all, from, all.length - from);
    }

    private static int fromStart(byte[] all, Amount amount) {
        long skip = Math.max(0, amount.count() - 1);
        if (amount.bytes()) {
            return (int) Math.min(all.length, skip);
        }
        for (int i = 0; i < all.length && skip >= 0; i++) {
            if (skip == 0) {
                return i;
            }
            if (all[i] == '\n') {
                skip--;
            }
        }
        return all.length;
    }

    private static void follow(Process process, List<String> operands) throws IOException {
        List<Long> positions = new ArrayList<>();
        for (String operand : operands) {
            positions.add(size(process, operand));
        }
        String last = operands.getLast();
        while (true) {
            process.out().flush();
            process.sleep(POLL);
            for (int i = 0; i < operands.size(); i++) {
                String operand = operands.get(i);
                long size = size(process, operand);
                if (size < positions.get(i)) {
                    process.warn("tail: " + operand + ": file truncated");
                    positions.set(i, 0L);
                }
                if (size > positions.get(i)) {
                    if (!operand.equals(last)) {
                        process.print("\n==> " + operand + " <==\n");
                        last = operand;
                    }
                    byte[] more = new byte[(int) Math.min(64 * 1024, size - positions.get(i))];
                    int count =
                            process.files().content(process.path(operand)).read(positions.get(i), more, 0, more.length);
                    process.out().write(more, 0, Math.max(0, count));
                    positions.set(i, positions.get(i) + Math.max(0, count));
                }
            }
        }
    }

    private static long size(Process process, String operand) {
        try {
            return process.files().stat(process.path(operand)).size();
        } catch (FsException gone) {
            return 0;
        }
    }
}
