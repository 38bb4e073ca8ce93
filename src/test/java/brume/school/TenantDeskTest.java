package brume.school;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import brume.school.Accounts.Doer;
import brume.school.Accounts.Why;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TenantDeskTest {

    private final MemoryPeople people = new MemoryPeople();
    private final MemoryAudit audit = new MemoryAudit();
    private final TenantDesk desk = new TenantDesk(people, audit, () -> Instant.parse("2026-11-23T08:00:00Z"));
    private final Doer root = doer("root", Role.ADMIN);

    private static Doer doer(String name, Role role) {
        Person person = new Person(PersonId.parse("p-" + name), name, name, "", Set.of(role), List.of());
        return new Doer(person, "192.0.2.7");
    }

    private static void refused(Why why, Runnable deed) {
        assertThatThrownBy(deed::run)
                .isInstanceOfSatisfying(
                        Accounts.Refused.class,
                        refused -> assertThat(refused.why()).isEqualTo(why));
    }

    @Test
    void aSchoolIsFoundedAndGetsAnotherName() {
        Tenant school = desk.found(root, " brest ", " Brest ");
        assertThat(school).isEqualTo(new Tenant(TenantId.parse("brest"), "Brest"));
        desk.rename(root, school.id(), "UBO");
        desk.rename(root, school.id(), "UBO");
        assertThat(people.tenants()).containsExactly(new Tenant(school.id(), "UBO"));
        assertThat(audit.said())
                .containsExactly("school-created root brest Brest", "school-renamed root brest Brest -> UBO");
    }

    @Test
    void whatIsNoSchoolIsNotFounded() {
        desk.found(root, "brest", "Brest");
        refused(Why.SCHOOL_TAKEN, () -> desk.found(root, "brest", "Another"));
        for (String id : List.of("", "Brest", "a b", "-a", "x".repeat(64))) {
            refused(Why.NOT_A_SCHOOL, () -> desk.found(root, id, "Name"));
        }
        refused(Why.NO_NAME, () -> desk.found(root, "quimper", " "));
        refused(Why.NO_NAME, () -> desk.rename(root, TenantId.parse("brest"), "x".repeat(201)));
        assertThat(people.tenants()).hasSize(1);
    }

    @Test
    void nobodyButAnAdminDoesEither() {
        Tenant school = desk.found(root, "brest", "Brest");
        Doer ines = doer("ines", Role.INSTRUCTOR);
        assertThatThrownBy(() -> desk.found(ines, "quimper", "Quimper")).isInstanceOf(Principal.Refused.class);
        assertThatThrownBy(() -> desk.rename(ines, school.id(), "Mine")).isInstanceOf(Principal.Refused.class);
        assertThatThrownBy(() -> desk.rename(root, TenantId.parse("nowhere"), "Name"))
                .isInstanceOf(Principal.Refused.class);
    }
}
