package brume.cloud.compute;

import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Resource;
import java.time.Instant;

/// A public key that EC2 Instance Connect lends a user of an instance for a minute.
///
/// @param id the instance, the user and the key's fingerprint: `i-.../ec2-user/SHA256:...`
/// @param publicKey an OpenSSH line
public record PushedKey(String id, String publicKey, Instant until) implements Resource {

    public static final Kind<PushedKey> KIND = Kind.of(PushedKey.class);

    /// The user of the instance.
    String user() {
        return id.split("/", 3)[1];
    }
}
