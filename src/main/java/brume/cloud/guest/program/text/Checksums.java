package brume.cloud.guest.program.text;

import brume.cloud.guest.program.Inputs;
import brume.cloud.guest.program.Process;
import java.io.IOException;
import java.io.InputStream;

/// The old checksums: POSIX's `cksum` and BSD's `sum`.
final class Checksums {

    private static final int POLYNOMIAL = 0x04C11DB7;
    private static final int BUFFER_BYTES = 16 * 1024;

    private Checksums() {}

    static int run(Process process) throws IOException {
        boolean posix = process.name().equals("cksum");
        boolean named = !process.args().isEmpty();
        return Inputs.each(process, process.args(), (name, in) -> {
            process.println((posix ? crc(in) : rotating(in)) + (named ? " " + name : ""));
        });
    }

    private static String crc(InputStream in) throws IOException {
        int crc = 0;
        long length = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            for (int i = 0; i < count; i++) {
                crc = step(crc, buffer[i] & 255);
            }
            length += count;
        }
        for (long left = length; left != 0; left >>>= 8) {
            crc = step(crc, (int) (left & 255));
        }
        return Integer.toUnsignedString(~crc) + " " + length;
    }

    private static int step(int crc, int octet) {
        int next = crc ^ octet << 24;
        for (int i = 0; i < 8; i++) {
            next = next < 0 ? next << 1 ^ POLYNOMIAL : next << 1;
        }
        return next;
    }

    private static String rotating(InputStream in) throws IOException {
        int sum = 0;
        long length = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            for (int i = 0; i < count; i++) {
                sum = (sum >> 1) + ((sum & 1) << 15) + (buffer[i] & 255) & 0xFFFF;
            }
            length += count;
        }
        return "%05d %5d".formatted(sum, (length + 1023) / 1024);
    }
}
