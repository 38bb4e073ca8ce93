package brume.school;

/// A public key that a person registered: the SSH jump lets its holder into that person's sandboxes.
///
/// @param name the person's own name for it
/// @param publicKey one OpenSSH line, `ssh-ed25519 AAAA... comment`
public record SshKey(SshKeyId id, TenantId tenant, PersonId person, String name, String publicKey) {}
