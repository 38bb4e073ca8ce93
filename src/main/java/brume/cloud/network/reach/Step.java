package brume.cloud.network.reach;

/// One question asked of the packet at a hop, and the answer.
///
/// @param subject the id of what answered (`sg-...`, `rtb-...`), or an address
/// @param detail the rule or route that decided, in the provider's notation; empty when none did
public record Step(Question question, String subject, boolean passed, String detail) {

    /// What is asked.
    public enum Question {
        PUBLIC_ADDRESS,
        GATEWAY,
        ROUTE,
        ROUTE_BACK,
        ACL,
        SECURITY_GROUP,
        MACHINE,
        PORT
    }
}
