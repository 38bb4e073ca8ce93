package brume.cloud.network;

import brume.cloud.sandbox.Text;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An IPv4 address, written `10.0.1.15`.
///
/// @param bits the address as an unsigned 32-bit number
public record Ipv4(int bits) implements Text, Comparable<Ipv4> {

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

    /// The link-local address of the metadata service.
    public static final Ipv4 METADATA = parse("169.254.169.254");

    public static Ipv4 parse(String text) {
        return tryParse(text).orElseThrow(() -> new IllegalArgumentException("Not an IPv4 address: " + text));
    }

    public static Optional<Ipv4> tryParse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int bits = 0;
        for (int i = 1; i <= 4; i++) {
            int octet = Integer.parseInt(matcher.group(i));
            if (octet > 255) {
                return Optional.empty();
            }
            bits = bits << 8 | octet;
        }
        return Optional.of(new Ipv4(bits));
    }

    public Ipv4 plus(long offset) {
        return new Ipv4((int) (Integer.toUnsignedLong(bits) + offset));
    }

    @Override
    public int compareTo(Ipv4 other) {
        return Integer.compareUnsigned(bits, other.bits);
    }

    @Override
    public String toString() {
        return (bits >>> 24) + "." + (bits >>> 16 & 255) + "." + (bits >>> 8 & 255) + "." + (bits & 255);
    }
}
