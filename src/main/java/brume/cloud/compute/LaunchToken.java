package brume.cloud.compute;

import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Resource;

/// A client token that launched a reservation: the same call again answers the same instances.
///
/// @param id the region and the token
/// @param fingerprint of the parameters; other parameters under the same token are refused
public record LaunchToken(String id, String reservationId, String fingerprint) implements Resource {

    public static final Kind<LaunchToken> KIND = Kind.of(LaunchToken.class);
}
