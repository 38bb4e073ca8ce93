package brume.app;

import brume.api.proxy.ProxyAccess;
import brume.api.proxy.SchoolProxyAccess;
import brume.api.ssh.JumpAccess;
import brume.cloud.Clouds;
import brume.cloud.compute.KeyPair;
import brume.cloud.compute.PushedKeys;
import brume.cloud.network.Dialer;
import brume.cloud.sandbox.Sandbox;
import brume.cloud.sandbox.SandboxId;
import brume.school.SandboxOwner;
import brume.school.SshKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What opens the doors into a sandbox: its key pairs, pushed keys and its owner's registered SSH keys at the jump, its
/// secret
/// access keys at the
/// HTTP door. A sandbox that is nobody's has no door.
record DoorAccess(School school, Clouds clouds) implements JumpAccess {

    @Override
    public List<String> publicKeys(SandboxId sandbox) {
        return owner(sandbox)
                .map(owner -> Stream.concat(
                                keys(clouds.open(sandbox).sandbox()),
                                school.sshKeys().of(owner.tenant(), owner.person()).stream()
                                        .map(SshKey::publicKey))
                        .toList())
                .orElse(List.of());
    }

    private static Stream<String> keys(Sandbox sandbox) {
        return Stream.concat(
                sandbox.state().all(KeyPair.KIND).stream().map(KeyPair::publicKey),
                PushedKeys.active(sandbox.state(), sandbox.now()).stream());
    }

    @Override
    public Optional<Dialer> internet(SandboxId sandbox) {
        return owner(sandbox)
                .filter(SandboxOwner::isOpen)
                .map(owner -> clouds.open(sandbox).internet());
    }

    @Override
    public Optional<String> closed(SandboxId sandbox) {
        return owner(sandbox).flatMap(SandboxOwner::closed).map(why -> switch (why) {
            case COURSE_ARCHIVED -> "This sandbox is closed: its course is archived.";
            case REPLACED -> "This sandbox is closed: its lab was started over in a new one.";
            case PERSON_DISABLED -> "This sandbox is closed: the account of its owner is disabled.";
        });
    }

    /// What opens the HTTP door.
    ProxyAccess proxy() {
        return new SchoolProxyAccess(clouds, school.sandboxes(), school.accessKeys());
    }

    private Optional<SandboxOwner> owner(SandboxId sandbox) {
        return school.sandboxes().atTheDoor(sandbox);
    }
}
