package brume.cloud.guest.program.file;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.OpenFile;
import brume.cloud.guest.fs.OpenMode;
import brume.cloud.guest.program.Amounts;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.UsageError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `dd if= of= bs= count= skip= seek= conv= status=`.
public final class Dd implements Program {

    private static final List<String> KNOWN =
            List.of("if", "of", "bs", "ibs", "obs", "cbs", "count", "skip", "seek", "conv", "status", "iflag", "oflag");
    private static final int MAX_BLOCK = 64 * 1024 * 1024;

    @Override
    public int run(Process process) throws IOException {
        Map<String, String> operands = new HashMap<>();
        for (String arg : process.args()) {
            int equals = arg.indexOf('=');
            if (equals < 0 || !KNOWN.contains(arg.substring(0, equals))) {
                throw UsageError.of("unrecognized operand ‘" + arg + "’");
            }
            operands.put(arg.substring(0, equals), arg.substring(equals + 1));
        }
        String conversions = "," + operands.getOrDefault("conv", "") + ",";
        long block = amount(operands, operands.containsKey("bs") ? "bs" : "ibs", 512);
        if (block < 1 || block > MAX_BLOCK) {
            throw UsageError.plain(
                    block < 1
                            ? "invalid number: ‘" + block + "’"
                            : "memory exhausted by input buffer of size " + block + " bytes");
        }
        long size = operands.containsKey("bs") ? block : amount(operands, "obs", 512);
        InputStream in;
        try {
            in = operands.containsKey("if")
                    ? process.files().open(process.path(operands.getOrDefault("if", "")))
                    : process.in();
        } catch (FsException failure) {
            return process.fail("failed to open '" + operands.get("if") + "': " + failure.getMessage());
        }
        OutputStream out;
        try {
            out = output(process, operands, conversions, amount(operands, "seek", 0) * size);
        } catch (FsException failure) {
            return process.fail("failed to open '" + operands.get("of") + "': " + failure.getMessage());
        }
        try (in) {
            return copy(process, operands, conversions, in, out, (int) block);
        } finally {
            out.flush();
            if (operands.containsKey("of")) {
                out.close();
            }
        }
    }

    private static long amount(Map<String, String> operands, String name, long otherwise) {
        String text = operands.get(name);
        if (text == null) {
            return otherwise;
        }
        String[] factors = text.split("x");
        long product = 1;
        for (String factor : factors) {
            product *= Amounts.bytes(factor.replaceFirst("c$", ""))
                    .orElseThrow(() -> UsageError.plain("invalid number: ‘" + text + "’"));
        }
        return product;
    }

    private static OutputStream output(Process process, Map<String, String> operands, String conversions, long seek)
            throws IOException {
        String of = operands.get("of");
        if (of == null) {
            return process.out();
        }
        String path = process.path(of);
        boolean keep = conversions.contains(",notrunc,") || seek > 0;
        if (!keep || operands.getOrDefault("oflag", "").contains("append")) {
            return keep || operands.getOrDefault("oflag", "").contains("append")
                    ? process.files().append(path)
                    : process.files().create(path);
        }
        OpenFile file = process.files().open(path, new OpenMode(false, true, true, false, false, false), 0666);
        long start = seek;
        if (!conversions.contains(",notrunc,") && process.files().stat(path).isFile()) {
            process.files().truncate(path, seek);
        }
        return new OutputStream() {
            private long at = start;

            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int count) throws IOException {
                file.write(at, bytes, offset, count);
                at += count;
            }
        };
    }

    private static int copy(
            Process process,
            Map<String, String> operands,
            String conversions,
            InputStream in,
            OutputStream out,
            int block)
            throws IOException {
        Instant start = process.guest().world().now();
        long left = operands.containsKey("count") ? amount(operands, "count", 0) : Long.MAX_VALUE;
        skip(process, in, amount(operands, "skip", 0) * block);
        byte[] buffer = new byte[block];
        long full = 0;
        long partial = 0;
        long bytes = 0;
        int status = 0;
        while (left-- > 0) {
            process.checkSignals();
            int count = in.readNBytes(buffer, 0, block);
            if (count == 0) {
                break;
            }
            full += count == block ? 1 : 0;
            partial += count == block ? 0 : 1;
            byte[] changed = converted(buffer, count, conversions);
            try {
                out.write(changed, 0, changed.length);
            } catch (FsException failure) {
                status = process.fail("error writing '" + operands.getOrDefault("of", "standard output") + "': "
                        + failure.getMessage());
                break;
            }
            bytes += count;
        }
        if (!operands.getOrDefault("status", "").equals("none")) {
            String records = full + "+" + partial + " records ";
            process.warn(records + "in\n" + records + "out");
            if (!operands.getOrDefault("status", "").equals("noxfer")) {
                process.warn(summary(
                        bytes, Duration.between(start, process.guest().world().now())));
            }
        }
        return status;
    }

    private static void skip(Process process, InputStream in, long bytes) throws IOException {
        byte[] buffer = new byte[8192];
        for (long left = bytes; left > 0; ) {
            process.checkSignals();
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                return;
            }
            left -= count;
        }
    }

    private static byte[] converted(byte[] buffer, int count, String conversions) {
        byte[] bytes = java.util.Arrays.copyOf(buffer, conversions.contains(",sync,") ? buffer.length : count);
        java.util.Arrays.fill(bytes, count, bytes.length, (byte) 0);
        boolean upper = conversions.contains(",ucase,");
        boolean lower = conversions.contains(",lcase,");
        for (int i = 0; i < count && (upper || lower); i++) {
            bytes[i] = (byte) (upper ? Character.toUpperCase(bytes[i]) : Character.toLowerCase(bytes[i]));
        }
        return bytes;
    }

    private static String summary(long bytes, Duration took) {
        double seconds = Math.max(took.toNanos(), 1_000) / 1e9;
        String human = bytes < 1000
                ? ""
                : " (" + unit(bytes, 1000, "kMGT", "B") + (bytes < 1024 ? "" : ", " + unit(bytes, 1024, "KMGT", "iB"))
                        + ")";
        return bytes + " byte" + (bytes == 1 ? "" : "s") + human + " copied, "
                + String.format(Locale.ROOT, "%.6g", seconds).replaceFirst("0+$", "") + " s, "
                + unit((long) (bytes / seconds), 1000, "kMGT", "B") + "/s";
    }

    private static String unit(long number, int base, String letters, String suffix) {
        double value = number;
        int power = -1;
        while (value >= base && power < letters.length() - 1) {
            value /= base;
            power++;
        }
        if (power < 0) {
            return number + " B";
        }
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value) + " " + letters.charAt(power) + suffix;
    }
}
