package brume.cloud.network;

import brume.cloud.sandbox.Index;
import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Resource;
import java.util.List;

/// What the machines of a VPC learn from DHCP.
///
/// @param id `dopt-...`
public record DhcpOptions(String id, String region, String domainName, List<String> nameServers) implements Resource {

    public static final Index<DhcpOptions> BY_REGION = Index.of("region", DhcpOptions::region);
    public static final Kind<DhcpOptions> KIND = Kind.of(DhcpOptions.class, BY_REGION);

    public DhcpOptions {
        nameServers = List.copyOf(nameServers);
    }
}
