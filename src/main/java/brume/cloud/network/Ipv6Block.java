package brume.cloud.network;

import brume.cloud.sandbox.Text;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/// A block of IPv6 addresses in the short form, `2001:db8::/32`. Bits beyond the prefix are cleared.
public record Ipv6Block(String text) implements Text {

    public static final Ipv6Block ANYWHERE = new Ipv6Block("::/0");

    public static Ipv6Block parse(String text) {
        return tryParse(text).orElseThrow(() -> new IllegalArgumentException("Not an IPv6 block: " + text));
    }

    public static Optional<Ipv6Block> tryParse(String text) {
        int slash = text.indexOf('/');
        if (slash < 2 || slash > 45 || !text.substring(slash + 1).matches("\\d{1,3}")) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(text.substring(slash + 1));
        String address = text.substring(0, slash);
        if (prefix > 128 || !address.matches("[0-9a-fA-F:.]+") || !address.contains(":")) {
            return Optional.empty();
        }
        try {
            InetAddress parsed = Inet6Address.ofLiteral(address);
            byte[] bytes = parsed.getAddress();
            return bytes.length == 16
                    ? Optional.of(new Ipv6Block(shortened(bytes, prefix) + "/" + prefix))
                    : Optional.empty();
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    private static String shortened(byte[] bytes, int prefix) {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            int group = (bytes[2 * i] & 255) << 8 | bytes[2 * i + 1] & 255;
            int kept = Math.clamp(prefix - 16L * i, 0, 16);
            groups[i] = group & (0xffff << (16 - kept)) & 0xffff;
        }
        int start = 0;
        int length = 0;
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && groups[i + run] == 0) {
                run++;
            }
            if (run > length) {
                start = i;
                length = run;
            }
        }
        return written(groups, start, length < 2 ? 0 : length);
    }

    private static String written(int[] groups, int start, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (length > 0 && i == start) {
                text.append("::");
                i += length - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return text;
    }
}
