package brume.cloud.guest.program.text;

import brume.cloud.guest.program.Inputs;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// `base32 [-d] [-w columns] [file]`.
final class Base32 {

    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private Base32() {}

    static int run(Process process) throws IOException {
        Options.Parsed options = new Options("diw:", "decode=d ignore-garbage=i wrap=w").parse(process.args());
        int wrap = options.value('w')
                .filter(w -> w.matches("\\d{1,6}"))
                .map(Integer::parseInt)
                .orElse(76);
        return Inputs.each(process, options.operands(), (name, in) -> {
            byte[] all = in.readNBytes(MAX_BYTES);
            if (options.has('d')) {
                process.out().write(decoded(new String(all, StandardCharsets.US_ASCII)));
                return;
            }
            String text = encoded(all);
            for (int i = 0; i < text.length(); i += wrap == 0 ? text.length() : wrap) {
                process.print(text.substring(i, wrap == 0 ? text.length() : Math.min(text.length(), i + wrap))
                        + (wrap == 0 ? "" : "\n"));
            }
        });
    }

    private static String encoded(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < bytes.length; i += 5) {
            long group = 0;
            int count = Math.min(5, bytes.length - i);
            for (int k = 0; k < 5; k++) {
                group = group << 8 | (k < count ? bytes[i + k] & 255 : 0);
            }
            int digits = (count * 8 + 4) / 5;
            for (int k = 0; k < 8; k++) {
                out.append(k < digits ? DIGITS.charAt((int) (group >> 35 - 5 * k & 31)) : '=');
            }
        }
        return out.toString();
    }

    private static byte[] decoded(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int bits = 0;
        int held = 0;
        for (char c : text.toCharArray()) {
            int digit = DIGITS.indexOf(c);
            if (digit >= 0) {
                held = held << 5 | digit;
                bits += 5;
                if (bits >= 8) {
                    bits -= 8;
                    out.write(held >> bits & 255);
                    held &= (1 << bits) - 1;
                }
            }
        }
        return out.toByteArray();
    }
}
