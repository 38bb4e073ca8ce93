package brume.cloud.guest.program.text;

import brume.cloud.guest.program.Inputs;
import brume.cloud.guest.program.Process;
import java.io.IOException;

/// The old checksums: POSIX's `cksum` and BSD's `sum`.
final class Checksums {

    private static final int POLYNOMIAL = 0x04C11DB7;
    private static final int MAX_BYTES = 64 * 1024 * 1024;

    private Checksums() {}

    static int run(Process process) throws IOException {
        boolean posix = process.name().equals("cksum");
        boolean named = !process.args().isEmpty();
        return Inputs.each(process, process.args(), (name, in) -> {
            byte[] bytes = in.readNBytes(MAX_BYTES);
            String numbers = posix
                    ? Integer.toUnsignedString(crc(bytes)) + " " + bytes.length
                    : "%05d %5d".formatted(rotating(bytes), (bytes.length + 1023) / 1024);
            process.println(numbers + (named ? " " + name : ""));
        });
    }

    private static int crc(byte[] bytes) {
        int crc = 0;
        for (byte octet : bytes) {
            crc = step(crc, octet & 255);
        }
        for (long length = bytes.length; length != 0; length >>>= 8) {
            crc = step(crc, (int) (length & 255));
        }
        return ~crc;
    }

    private static int step(int crc, int octet) {
        int next = crc ^ octet << 24;
        for (int i = 0; i < 8; i++) {
            next = next < 0 ? next << 1 ^ POLYNOMIAL : next << 1;
        }
        return next;
    }

    private static int rotating(byte[] bytes) {
        int sum = 0;
        for (byte octet : bytes) {
            sum = (sum >> 1) + ((sum & 1) << 15) + (octet & 255) & 0xFFFF;
        }
        return sum;
    }
}
