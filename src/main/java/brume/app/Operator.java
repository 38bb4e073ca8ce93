package brume.app;

import brume.cloud.offer.AwsOffer;
import brume.cloud.sandbox.SandboxId;
import brume.school.AccessKey;
import brume.school.PersonId;
import brume.school.SandboxDesk;
import brume.school.SandboxOwner;
import brume.school.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What whoever runs Brume may ask of it from a shell: sandboxes that belong to no student, for scripts, tests and
/// teachers.
final class Operator {

    private static final TenantId TENANT = TenantId.parse("operator");
    private static final PersonId PERSON = PersonId.parse("p-operator");
    private static final String PRINCIPAL = "operator";

    private final Plates plates;
    private final School school;
    private final SandboxDesk desk;
    private final Consumer<SandboxId> disconnect;

    /// @param disconnect ends what is open into a sandbox
    Operator(Plates plates, School school, SandboxDesk desk, Consumer<SandboxId> disconnect) {
        this.plates = plates;
        this.school = school;
        this.desk = desk;
        this.disconnect = disconnect;
    }

    /// All that a client needs.
    ///
    /// @param sshJump `sandbox@host:port`, as `ssh -J` takes it
    /// @param httpProxy a URL with its password
    record Ticket(
            String sandbox,
            String account,
            String accessKeyId,
            String secretAccessKey,
            String region,
            String endpoint,
            String sshJump,
            String httpProxy) {}

    Ticket open() {
        SandboxDesk.Opened opened = desk.open(TENANT, PERSON, PRINCIPAL);
        return ticket(opened.owner(), opened.key());
    }

    List<Ticket> list() {
        return school.sandboxes().of(TENANT, PERSON).stream()
                .flatMap(owner -> ticket(owner).stream())
                .toList();
    }

    Optional<Ticket> show(SandboxId sandbox) {
        return school.sandboxes().find(TENANT, sandbox).flatMap(this::ticket);
    }

    /// A new sandbox in place of the old one, whose keys open nothing any more.
    Optional<Ticket> reset(SandboxId sandbox) {
        return school.sandboxes().find(TENANT, sandbox).map(owner -> {
            Ticket fresh = open();
            remove(owner);
            return fresh;
        });
    }

    boolean delete(SandboxId sandbox) {
        Optional<SandboxOwner> known = school.sandboxes().find(TENANT, sandbox);
        known.ifPresent(this::remove);
        return known.isPresent();
    }

    private void remove(SandboxOwner owner) {
        school.accessKeys()
                .of(TENANT, owner.sandbox())
                .forEach(key -> school.accessKeys().deactivate(TENANT, key.accessKeyId()));
        school.sandboxes().remove(TENANT, owner.sandbox());
        disconnect.accept(owner.sandbox());
    }

    Optional<String> sshConfig(SandboxId sandbox) {
        return school.sandboxes()
                .find(TENANT, sandbox)
                .map(owner -> plates.sshConfig(owner.sandbox()).stripTrailing());
    }

    private Optional<Ticket> ticket(SandboxOwner owner) {
        return school.accessKeys().of(owner.tenant(), owner.sandbox()).stream()
                .filter(AccessKey::active)
                .findFirst()
                .map(key -> ticket(owner, key));
    }

    private Ticket ticket(SandboxOwner owner, AccessKey key) {
        SandboxId sandbox = owner.sandbox();
        return new Ticket(
                sandbox.value(),
                owner.account(),
                key.accessKeyId(),
                key.secret(),
                AwsOffer.HOME_REGION,
                plates.endpoint(),
                sandbox + "@" + plates.sshHost() + ":" + plates.sshPort(),
                plates.proxy(sandbox, key.secret()));
    }
}
