package brume.cloud.network;

import brume.cloud.sandbox.State;
import brume.cloud.sandbox.Transaction;
import java.util.List;
import java.util.Map;

/// Where public addresses come from: blocks that the provider announces in each region. An address is never in two
/// hands within one sandbox.
public final class PublicAddresses {

    private static final Map<String, List<Cidr>> BLOCKS = Map.of(
            "eu-west-3",
            blocks("13.36.0.0/14", "15.188.0.0/16", "35.180.0.0/16", "51.44.0.0/16"),
            "eu-west-1",
            blocks("34.240.0.0/13", "54.72.0.0/14", "3.248.0.0/13"),
            "eu-west-2",
            blocks("3.8.0.0/14", "18.130.0.0/16", "35.176.0.0/15"),
            "eu-central-1",
            blocks("3.64.0.0/12", "18.192.0.0/13", "52.58.0.0/15"),
            "eu-north-1",
            blocks("13.48.0.0/14", "16.16.0.0/16"),
            "us-east-1",
            blocks("3.80.0.0/12", "54.80.0.0/13", "34.192.0.0/12"),
            "us-east-2",
            blocks("3.12.0.0/14", "18.216.0.0/14", "52.14.0.0/16"),
            "us-west-1",
            blocks("13.52.0.0/14", "54.176.0.0/13"),
            "us-west-2",
            blocks("34.208.0.0/12", "35.80.0.0/12", "44.224.0.0/12"));

    private PublicAddresses() {}

    /// A free address of the region.
    public static Ipv4 take(Transaction tx, String region) {
        List<Cidr> blocks = BLOCKS.getOrDefault(region, otherwise(region));
        while (true) {
            Cidr block = blocks.get(tx.random().nextInt(blocks.size()));
            Ipv4 address = block.base().plus(tx.random().nextLong(block.size()));
            int last = address.bits() & 255;
            if (last != 0 && last != 255 && !taken(tx.state(), address)) {
                return address;
            }
        }
    }

    private static boolean taken(State state, Ipv4 address) {
        String key = address.toString();
        return !state.by(NetworkInterface.KIND, NetworkInterface.BY_PUBLIC_ADDRESS, key)
                        .isEmpty()
                || !state.by(ElasticAddress.KIND, ElasticAddress.BY_ADDRESS, key)
                        .isEmpty();
    }

    /// Regions without a line of their own share a range of the provider, each with a part of it.
    private static List<Cidr> otherwise(String region) {
        int part = Math.floorMod(region.hashCode(), 32);
        return List.of(new Cidr(Ipv4.parse("16.32.0.0").plus((long) part << 16), 16));
    }

    private static List<Cidr> blocks(String... texts) {
        return List.of(texts).stream().map(Cidr::parse).toList();
    }
}
