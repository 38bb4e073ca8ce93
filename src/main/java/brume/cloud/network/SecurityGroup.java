package brume.cloud.network;

import brume.cloud.sandbox.Index;
import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Resource;

/// A named set of rules worn by network interfaces. Its rules are resources of their own: [SecurityGroupRule].
///
/// @param id `sg-...`
/// @param name unique within the VPC
public record SecurityGroup(String id, String region, String vpcId, String name, String description)
        implements Resource {

    public static final String DEFAULT_NAME = "default";

    public static final Index<SecurityGroup> BY_REGION = Index.of("region", SecurityGroup::region);
    public static final Index<SecurityGroup> BY_VPC = Index.of("vpc", SecurityGroup::vpcId);
    public static final Index<SecurityGroup> BY_NAME = Index.of("name", group -> nameKey(group.vpcId(), group.name()));
    public static final Kind<SecurityGroup> KIND = Kind.of(SecurityGroup.class, BY_REGION, BY_VPC, BY_NAME);

    /// The key of [#BY_NAME].
    public static String nameKey(String vpcId, String name) {
        return vpcId + "/" + name;
    }

    public boolean isDefault() {
        return name.equals(DEFAULT_NAME);
    }
}
