package brume.cloud.network;

import brume.cloud.sandbox.Text;
import java.util.Optional;

/// A block of addresses, written `10.0.0.0/16`. The base never has a bit set beyond the prefix.
public record Cidr(Ipv4 base, int prefix) implements Text {

    public static final Cidr ANYWHERE = parse("0.0.0.0/0");

    public Cidr {
        if (prefix < 0 || prefix > 32) {
            throw new IllegalArgumentException("Not a prefix length: " + prefix);
        }
        base = new Ipv4(base.bits() & mask(prefix));
    }

    public static Cidr parse(String text) {
        return tryParse(text).orElseThrow(() -> new IllegalArgumentException("Not an address block: " + text));
    }

    /// Reads a block; set bits beyond the prefix are cleared, as the provider does for rules.
    public static Optional<Cidr> tryParse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,2}")) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(text.substring(slash + 1));
        return prefix > 32
                ? Optional.empty()
                : Ipv4.tryParse(text.substring(0, slash)).map(base -> new Cidr(base, prefix));
    }

    public boolean contains(Ipv4 address) {
        return (address.bits() & mask(prefix)) == base.bits();
    }

    public boolean contains(Cidr other) {
        return other.prefix >= prefix && contains(other.base);
    }

    public boolean overlaps(Cidr other) {
        return contains(other) || other.contains(this);
    }

    /// How many addresses the block holds.
    public long size() {
        return 1L << (32 - prefix);
    }

    private static int mask(int prefix) {
        return prefix == 0 ? 0 : -1 << (32 - prefix);
    }

    @Override
    public String toString() {
        return base + "/" + prefix;
    }
}
