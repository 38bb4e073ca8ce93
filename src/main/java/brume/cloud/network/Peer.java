package brume.cloud.network;

/// The far side of a security group rule.
public sealed interface Peer {

    /// Every address of a block.
    record Block(Cidr cidr) implements Peer {}

    /// Every IPv6 address of a block.
    record BlockV6(Ipv6Block cidr) implements Peer {}

    /// Every interface that wears the group.
    record Group(String groupId) implements Peer {}

    /// The addresses of a service of the provider, `pl-...`.
    record PrefixList(String prefixListId) implements Peer {}
}
