package brume.app;

import brume.api.proxy.ProxyAccess;
import brume.api.proxy.SchoolProxyAccess;
import brume.api.ssh.JumpAccess;
import brume.cloud.Clouds;
import brume.cloud.compute.KeyPair;
import brume.cloud.network.Dialer;
import brume.cloud.sandbox.SandboxId;
import brume.school.SandboxOwner;
import brume.school.SshKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What opens the doors into a sandbox: its key pairs and its owner's registered SSH keys at the jump, its secret
/// access keys at the
/// HTTP door. A sandbox that is nobody's has no door.
record DoorAccess(School school, Clouds clouds) implements JumpAccess {

    @Override
    public List<String> publicKeys(SandboxId sandbox) {
        return owner(sandbox)
                .map(owner -> Stream.concat(
                                clouds.open(sandbox).sandbox().state().all(KeyPair.KIND).stream()
                                        .map(KeyPair::publicKey),
                                school.sshKeys().of(owner.tenant(), owner.person()).stream()
                                        .map(SshKey::publicKey))
                        .toList())
                .orElse(List.of());
    }

    @Override
    public Optional<Dialer> internet(SandboxId sandbox) {
        return owner(sandbox).map(owner -> clouds.open(sandbox).internet());
    }

    /// What opens the HTTP door.
    ProxyAccess proxy() {
        return new SchoolProxyAccess(clouds, school.sandboxes(), school.accessKeys());
    }

    private Optional<SandboxOwner> owner(SandboxId sandbox) {
        return school.sandboxes().atTheDoor(sandbox);
    }
}
