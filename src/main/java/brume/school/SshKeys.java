package brume.school;

import java.util.List;

/// The SSH keys that people registered.
public interface SshKeys {

    List<SshKey> of(TenantId within, PersonId person);

    void add(SshKey key);

    void remove(TenantId within, PersonId person, SshKeyId id);
}
