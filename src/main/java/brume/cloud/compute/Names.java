package brume.cloud.compute;

import brume.cloud.network.Ipv4;
import brume.cloud.network.NetworkInterface;
import brume.cloud.network.reach.Reach;
import brume.cloud.offer.AwsOffer;
import brume.cloud.offer.Region;
import brume.cloud.sandbox.State;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The provider's names of addresses: `ec2-15-188-4-7.eu-west-3.compute.amazonaws.com` and
/// `ip-172-31-5-12.eu-west-3.compute.internal`.
public final class Names {

    private static final Pattern PUBLIC = Pattern.compile("ec2-(\\d+)-(\\d+)-(\\d+)-(\\d+)\\.(.+)");
    private static final Pattern PRIVATE = Pattern.compile("ip-(\\d+)-(\\d+)-(\\d+)-(\\d+)\\.(.+)");

    private Names() {}

    public static String ofPublic(Region region, Ipv4 address) {
        return "ec2-" + dashed(address) + "." + region.publicDomain();
    }

    public static String ofPrivate(Region region, Ipv4 address) {
        return "ip-" + dashed(address) + "." + region.internalDomain();
    }

    /// As the internet reads a name.
    static Optional<Ipv4> publicly(State state, String name) {
        return parse(PUBLIC, name)
                .filter(found -> AwsOffer.regions().stream()
                        .anyMatch(region -> found.domain().equals(region.publicDomain())))
                .map(Parsed::address)
                .filter(address -> Reach.publicly(state, address).isPresent());
    }

    /// As an instance's resolver reads a name: the provider answers the private address to whoever asks from inside the
    /// same VPC.
    static Optional<Ipv4> from(State state, NetworkInterface card, String name) {
        Optional<Ipv4> internal = parse(PRIVATE, name)
                .filter(found -> AwsOffer.region(card.region())
                        .map(region -> found.domain().equals(region.internalDomain()))
                        .orElse(false))
                .map(Parsed::address);
        return internal.or(() -> publicly(state, name)
                .map(address -> Reach.publicly(state, address)
                        .filter(other -> other.vpcId().equals(card.vpcId()))
                        .map(NetworkInterface::privateAddress)
                        .orElse(address)));
    }

    private static Optional<Parsed> parse(Pattern pattern, String name) {
        Matcher matcher = pattern.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String address = matcher.group(1) + "." + matcher.group(2) + "." + matcher.group(3) + "." + matcher.group(4);
        return Ipv4.tryParse(address).map(found -> new Parsed(found, matcher.group(5)));
    }

    private static String dashed(Ipv4 address) {
        return address.toString().replace('.', '-');
    }

    private record Parsed(Ipv4 address, String domain) {}
}
