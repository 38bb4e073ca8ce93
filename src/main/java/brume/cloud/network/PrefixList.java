package brume.cloud.network;

import brume.cloud.offer.Region;
import java.util.List;
import java.util.Optional;

/// The addresses of one of the provider's own services, under one id that rules can name.
///
/// Differs from AWS: the ids are made up, and a service has the same blocks in every region.
///
/// @param id `pl-` and 8 digits
/// @param name `com.amazonaws.eu-west-3.s3`
public record PrefixList(String id, String name, List<Cidr> blocks) {

    private static final List<String> SERVICES = List.of("dynamodb", "s3");
    private static final List<Cidr> S3 =
            List.of(Cidr.parse("3.5.224.0/22"), Cidr.parse("52.95.154.0/23"), Cidr.parse("52.95.156.0/24"));
    private static final List<Cidr> DYNAMODB = List.of(Cidr.parse("52.94.17.0/24"));

    public PrefixList {
        blocks = List.copyOf(blocks);
    }

    /// Those of a region, ordered by id.
    public static List<PrefixList> of(Region region) {
        return SERVICES.stream()
                .map(service -> of(region, service))
                .sorted(java.util.Comparator.comparing(PrefixList::id))
                .toList();
    }

    private static PrefixList of(Region region, String service) {
        String name = "com.amazonaws." + region.name() + "." + service;
        return new PrefixList("pl-%08x".formatted(name.hashCode()), name, service.equals("s3") ? S3 : DYNAMODB);
    }

    public static Optional<PrefixList> find(Region region, String id) {
        return of(region).stream().filter(list -> list.id().equals(id)).findFirst();
    }

    public boolean contains(Ipv4 address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }
}
