package brume.cloud.guest.program.text;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.program.Amounts;
import brume.cloud.guest.program.Memory;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.UsageError;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// `split [-l lines] [-b bytes] [-n chunks] [-a length] [-d] [--additional-suffix=text] [--verbose] [file [prefix]]`.
public final class Split implements Program {

    private static final int MAX_BYTES = Memory.MOST_BYTES;
    private static final int MAX_FILES = 10_000;

    @Override
    public int run(Process process) throws IOException {
        Options.Parsed options = new Options(
                        "l:b:C:n:a:dx1:2",
                        "lines=l bytes=b line-bytes=C number=n suffix-length=a numeric-suffixes=d hex-suffixes=x"
                                + " additional-suffix=1 verbose=2")
                .parse(Numbered.apart(process.args(), "l"));
        String operand = options.operands().isEmpty() ? "-" : options.operand(0);
        byte[] bytes;
        try (InputStream in = process.open(operand)) {
            bytes = in.readNBytes(MAX_BYTES);
        } catch (FsException failure) {
            return process.fail("cannot open '" + operand + "' for reading: " + failure.getMessage());
        }
        List<byte[]> pieces = pieces(bytes, options);
        int length = options.value('a')
                .filter(n -> n.matches("[1-9]"))
                .map(Integer::parseInt)
                .orElse(2);
        String prefix = options.operands().size() > 1 ? options.operand(1) : "x";
        for (int i = 0; i < pieces.size(); i++) {
            process.checkSignals();
            String suffix = suffix(i, length, options.has('d'), options.has('x'));
            if (suffix.length() > length || i > MAX_FILES) {
                return process.fail("output file suffixes exhausted");
            }
            String name = prefix + suffix + options.value('1').orElse("");
            if (options.has('2')) {
                process.println("creating file '" + name + "'");
            }
            process.files().write(process.path(name), pieces.get(i));
        }
        return 0;
    }

    private static String suffix(int number, int length, boolean decimal, boolean hex) {
        if (decimal || hex) {
            return ("%0" + length + (decimal ? "d" : "x")).formatted(number);
        }
        StringBuilder text = new StringBuilder();
        for (int n = number; text.length() < length || n > 0; n /= 26) {
            text.append((char) ('a' + n % 26));
        }
        return text.reverse().toString();
    }

    private static List<byte[]> pieces(byte[] bytes, Options.Parsed options) {
        List<byte[]> pieces = new ArrayList<>();
        if (options.value('n').isPresent()) {
            String chunks = options.value('n').get();
            if (!chunks.matches("(l/)?[1-9]\\d{0,5}")) {
                throw UsageError.plain("invalid number of chunks: ‘" + chunks + "’");
            }
            int count = Integer.parseInt(chunks.replace("l/", ""));
            int from = 0;
            for (int i = 1; i <= count; i++) {
                int end = i == count ? bytes.length : bytes.length / count * i;
                while (chunks.startsWith("l/") && end > from && end < bytes.length && bytes[end - 1] != '\n') {
                    end++;
                }
                pieces.add(Arrays.copyOfRange(bytes, from, Math.max(from, end)));
                from = Math.max(from, end);
            }
            return pieces;
        }
        if (options.value('b').isPresent()) {
            int size = (int) Math.min(MAX_BYTES, size(options.value('b').get(), "bytes"));
            for (int at = 0; at < bytes.length && pieces.size() <= MAX_FILES; at += size) {
                pieces.add(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size)));
            }
            return pieces;
        }
        long lines = size(options.value('l').orElse("1000"), "lines");
        int from = 0;
        long seen = 0;
        for (int at = 0; at < bytes.length && pieces.size() <= MAX_FILES; at++) {
            if (bytes[at] == '\n' && ++seen % lines == 0) {
                pieces.add(Arrays.copyOfRange(bytes, from, at + 1));
                from = at + 1;
            }
        }
        if (from < bytes.length) {
            pieces.add(Arrays.copyOfRange(bytes, from, bytes.length));
        }
        return pieces;
    }

    private static long size(String text, String what) {
        return Amounts.bytes(text)
                .filter(n -> n > 0)
                .orElseThrow(() -> UsageError.plain("invalid number of " + what + ": ‘" + text + "’"));
    }
}
