package brume.api.ssh;

import brume.cloud.Clouds;
import brume.cloud.compute.KeyPair;
import brume.cloud.network.Dialer;
import brume.cloud.sandbox.SandboxId;
import brume.school.SandboxOwner;
import brume.school.Sandboxes;
import brume.school.SshKey;
import brume.school.SshKeys;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The jump's questions answered by the clouds and the school: a sandbox opens to its own key pairs, of every region,
/// and
/// to the keys that its owner registered.
public record SchoolJumpAccess(Clouds clouds, Sandboxes sandboxes, SshKeys sshKeys) implements JumpAccess {

    @Override
    public List<String> publicKeys(SandboxId sandbox) {
        return sandboxes.atTheDoor(sandbox).stream().flatMap(this::keys).toList();
    }

    private Stream<String> keys(SandboxOwner owner) {
        return Stream.concat(
                clouds.open(owner.sandbox()).sandbox().state().all(KeyPair.KIND).stream()
                        .map(KeyPair::publicKey),
                sshKeys.of(owner.tenant(), owner.person()).stream().map(SshKey::publicKey));
    }

    @Override
    public Optional<Dialer> internet(SandboxId sandbox) {
        return sandboxes
                .atTheDoor(sandbox)
                .map(owner -> clouds.open(owner.sandbox()).internet());
    }
}
