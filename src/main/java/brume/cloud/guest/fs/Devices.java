package brume.cloud.guest.fs;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/// What the character devices under `/dev` give and take.
final class Devices {

    private static final AtomicLong DRAWN = new AtomicLong(0x6272756d65L);

    private Devices() {}

    static int read(String device, byte[] into, int offset, int count) {
        switch (device) {
            case "zero", "full" -> Arrays.fill(into, offset, offset + count, (byte) 0);
            case "urandom", "random" -> {
                byte[] drawn = new byte[count];
                new SplittableRandom(DRAWN.incrementAndGet()).nextBytes(drawn);
                System.arraycopy(drawn, 0, into, offset, count);
            }
            default -> {
                return -1;
            }
        }
        return count;
    }

    static void write(String device) throws FsException {
        if (device.equals("full")) {
            throw Errno.ENOSPC.on("");
        }
    }
}
