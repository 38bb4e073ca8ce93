package brume.cloud.network.reach;

/// How a packet's way ends.
public enum Disposition {
    /// Something takes it.
    DELIVERED,
    /// It leaves the sandbox for the internet.
    LEFT_TO_INTERNET,
    /// The machine answers that nothing listens on the port.
    NOTHING_LISTENS,
    /// A security group of the sender lets nothing like it out.
    DENIED_BY_SOURCE_GROUP,
    /// No security group of the receiver lets it in.
    DENIED_BY_GROUP,
    /// A network ACL drops it, on the way there or back.
    DENIED_BY_ACL,
    /// A route table has no line for it.
    NO_ROUTE,
    /// The receiver could not answer: its subnet has no route back.
    NO_ROUTE_BACK,
    /// The VPC has no internet gateway.
    NO_GATEWAY,
    /// The sender has no public address to leave with.
    NO_PUBLIC_ADDRESS,
    /// Nobody has this address.
    NO_SUCH_ADDRESS,
    /// The machine that has it does not run.
    INSTANCE_NOT_RUNNING;

    /// Whether the sender gets an answer at all. Otherwise it waits until it gives up.
    public boolean isAnswered() {
        return this == DELIVERED || this == LEFT_TO_INTERNET || this == NOTHING_LISTENS;
    }
}
