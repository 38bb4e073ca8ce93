package brume.cloud.guest.program.compare;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.program.Memory;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.UsageError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// `cmp [-bls] [-n bytes] file1 [file2]`.
public final class Cmp implements Program {

    private static final int TROUBLE = 2;

    @Override
    public int run(Process process) throws IOException {
        Options.Parsed options = new Options(
                        "blsn:i:", "print-bytes=b verbose=l silent=s quiet=s bytes=n ignore-initial=i")
                .parse(process.args());
        List<String> operands = options.operands();
        if (operands.isEmpty()) {
            throw UsageError.of("missing operand after 'cmp'");
        }
        String second = operands.size() > 1 ? operands.get(1) : "-";
        byte[] one;
        byte[] two;
        try (InputStream a = process.open(operands.getFirst());
                InputStream b = process.open(second)) {
            one = Memory.all(a);
            two = Memory.all(b);
        } catch (FsException failure) {
            if (!options.has('s')) {
                boolean first = failure.path().equals(process.path(operands.getFirst()));
                process.fail((first ? operands.getFirst() : second) + ": " + failure.getMessage());
            }
            return TROUBLE;
        }
        int limit = options.value('n')
                .filter(n -> n.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .orElse(Integer.MAX_VALUE);
        return compare(process, options, operands.getFirst(), second, cut(one, limit), cut(two, limit));
    }

    private static byte[] cut(byte[] bytes, int limit) {
        return bytes.length > limit ? java.util.Arrays.copyOf(bytes, limit) : bytes;
    }

    private static int compare(
            Process process, Options.Parsed options, String first, String second, byte[] one, byte[] two)
            throws IOException {
        int line = 1;
        int common = Math.min(one.length, two.length);
        int status = 0;
        int width = Integer.toString(common).length();
        for (int i = 0; i < common; i++) {
            if (one[i] != two[i]) {
                status = 1;
                if (options.has('s')) {
                    return 1;
                }
                if (!options.has('l')) {
                    process.println(first + " " + second + " differ: byte " + (i + 1) + ", line " + line
                            + (options.has('b') ? " is " + shown(one[i]) + " " + shown(two[i]) : ""));
                    return 1;
                }
                process.println(("%" + width + "d %3o %3o").formatted(i + 1, one[i] & 255, two[i] & 255));
            }
            line += one[i] == '\n' ? 1 : 0;
        }
        if (one.length == two.length) {
            return status;
        }
        if (!options.has('s')) {
            byte[] shorter = one.length < two.length ? one : two;
            boolean ended = shorter.length > 0 && shorter[shorter.length - 1] == '\n';
            String where = shorter.length == 0
                    ? " which is empty"
                    : " after byte " + shorter.length + (ended ? ", line " + (line - 1) : ", in line " + line);
            process.fail("EOF on " + (one.length < two.length ? first : second)
                    + (options.has('l') ? " after byte " + shorter.length : where));
        }
        return 1;
    }

    private static String shown(byte octet) {
        int value = octet & 255;
        String text = value < 32
                ? "^" + (char) (value + 64)
                : value < 127 ? new String(new byte[] {octet}, StandardCharsets.US_ASCII) : "M-?";
        return "%3o %s".formatted(value, text);
    }
}
