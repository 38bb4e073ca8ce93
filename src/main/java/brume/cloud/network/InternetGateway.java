package brume.cloud.network;

import brume.cloud.sandbox.Index;
import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Resource;
import java.util.List;
import java.util.Optional;

/// The way between a VPC and the internet; it exchanges private for public addresses.
///
/// @param id `igw-...`
/// @param vpcId empty while detached
public record InternetGateway(String id, String region, Optional<String> vpcId) implements Resource {

    public static final Index<InternetGateway> BY_REGION = Index.of("region", InternetGateway::region);
    public static final Index<InternetGateway> BY_VPC =
            new Index<>("vpc", gateway -> gateway.vpcId().map(List::of).orElse(List.of()));
    public static final Kind<InternetGateway> KIND = Kind.of(InternetGateway.class, BY_REGION, BY_VPC);
}
