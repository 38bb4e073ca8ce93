package brume.cloud.compute;

import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Resource;
import java.time.Instant;

/// That the machine of an instance has booted for its present start or reboot: a process that opens it later finds it
/// running, and does not boot it again.
///
/// @param id the instance's
/// @param poweredAt the start of the instance that this boot answered
public record GuestBoot(String id, Instant poweredAt) implements Resource {

    public static final Kind<GuestBoot> KIND = Kind.of(GuestBoot.class);
}
