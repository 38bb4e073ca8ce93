package brume.school;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrincipalTest {

    private static final TenantId LYON = new TenantId("lyon");
    private static final TenantId NANTES = new TenantId("nantes");

    private final Person alice = person("alice", Role.STUDENT, LYON);
    private final Person ines = person("ines", Role.INSTRUCTOR, LYON);

    @Test
    void actsInTheirOwnTenantOnly() {
        assertThat(Principal.of(alice, LYON).tenant()).isEqualTo(LYON);
        assertThatThrownBy(() -> Principal.of(alice, NANTES)).isInstanceOf(Principal.Refused.class);
        assertThatThrownBy(() -> Principal.of(ines, NANTES)).isInstanceOf(Principal.Refused.class);
        assertThat(Principal.of(person("root", Role.ADMIN), NANTES).teaches()).isTrue();
    }

    @Test
    void findsNothingOfAnotherTenant() {
        MemorySandboxes sandboxes = new MemorySandboxes();
        SandboxDesk desk = new SandboxDesk(
                sandboxes, sandboxes, (sandbox, account) -> {}, new SecureRandom(), () -> Instant.EPOCH);
        SandboxDesk.Opened opened = desk.open(LYON, alice.id(), "alice");
        assertThat(sandboxes.find(LYON, opened.owner().sandbox())).contains(opened.owner());
        assertThat(sandboxes.find(NANTES, opened.owner().sandbox())).isEmpty();
        assertThat(sandboxes.of(NANTES, opened.owner().sandbox())).isEmpty();
        sandboxes.deactivate(NANTES, opened.key().accessKeyId());
        assertThat(sandboxes.find(opened.key().accessKeyId()).orElseThrow().active())
                .isTrue();
        sandboxes.remove(NANTES, opened.owner().sandbox());
        assertThat(sandboxes.find(LYON, opened.owner().sandbox())).isPresent();
    }

    @Test
    void makesKeysThatLookLikeTheProvidersAndHidesTheSecret() {
        MemorySandboxes sandboxes = new MemorySandboxes();
        SandboxDesk desk = new SandboxDesk(
                sandboxes, sandboxes, (sandbox, account) -> {}, new SecureRandom(), () -> Instant.EPOCH);
        SandboxDesk.Opened opened = desk.open(LYON, alice.id(), "alice");
        assertThat(opened.key().accessKeyId()).matches("AKIA[A-Z2-7]{16}");
        assertThat(opened.key().secret()).matches("[A-Za-z0-9/+]{40}");
        assertThat(opened.key().toString()).doesNotContain(opened.key().secret());
        assertThat(opened.owner().account()).matches("[1-9][0-9]{11}");
    }

    private static Person person(String name, Role role, TenantId... tenants) {
        return new Person(new PersonId("p-" + name), name, name, "", Set.of(role), List.of(tenants));
    }
}
