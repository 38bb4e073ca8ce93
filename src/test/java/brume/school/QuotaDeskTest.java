package brume.school;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import brume.school.Accounts.Doer;
import brume.school.QuotaDesk.Field;
import brume.school.QuotaDesk.Why;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Who sets which quota, and how far.
class QuotaDeskTest {

    private static final TenantId LYON = TenantId.parse("lyon");
    private static final TenantId NANTES = TenantId.parse("nantes");
    private static final CourseId CLOUD = CourseId.parse("cloud");
    private static final CourseId GHOST = CourseId.parse("ghost");
    private static final Person INES = person("ines", Role.INSTRUCTOR, LYON);
    private static final Person OMAR = person("omar", Role.INSTRUCTOR, LYON);
    private static final Person ALICE = person("alice", Role.STUDENT, LYON);
    private static final Person IVAN = person("ivan", Role.INSTRUCTOR, NANTES);
    private static final Person ROOT =
            new Person(PersonId.parse("p-root"), "root", "Root", "", Set.of(Role.ADMIN), List.of());

    private final MemoryAudit audit = new MemoryAudit();
    private final MemoryQuotas quotas = new MemoryQuotas();
    private final QuotaDesk desk = new QuotaDesk(
            quotas,
            new MemoryCourses(
                    new Course(CLOUD, LYON, "Cloud", List.of("vpc")),
                    List.of(
                            new Enrolment(LYON, CLOUD, INES.id(), Role.INSTRUCTOR),
                            new Enrolment(LYON, CLOUD, ALICE.id(), Role.STUDENT))),
            audit,
            () -> Instant.parse("2026-11-23T08:00:00Z"));

    private static Person person(String name, Role role, TenantId school) {
        return new Person(PersonId.parse("p-" + name), name, name, "", Set.of(role), List.of(school));
    }

    private static Doer by(Person person) {
        return new Doer(person, "10.0.0.7");
    }

    private static Quota quota(int sandboxes, int instances, int storageGib) {
        return new Quota(Optional.of(sandboxes), Optional.of(instances), Optional.of(storageGib));
    }

    private static Quota sandboxes(int most) {
        return new Quota(Optional.of(most), Optional.empty(), Optional.empty());
    }

    private static void notTheirs(ThrowingCallable deed) {
        assertThatThrownBy(deed).isInstanceOf(Principal.Refused.class);
    }

    private static void refused(Field field, Why why, int most, ThrowingCallable deed) {
        assertThatThrownBy(deed).isInstanceOfSatisfying(QuotaDesk.Refused.class, refused -> {
            assertThat(refused.field()).isEqualTo(field);
            assertThat(refused.why()).isEqualTo(why);
            assertThat(refused.most()).isEqualTo(most);
        });
    }

    @Test
    void anAdminSetsTheSchoolsAndWhoTeachesTheCoursesAndTheAuditSaysBoth() {
        desk.setSchool(by(ROOT), LYON, quota(300, 20, 1000));
        desk.setCourse(by(INES), LYON, CLOUD, sandboxes(30));
        desk.setCourse(by(INES), LYON, CLOUD, sandboxes(30));
        desk.setCourse(by(ROOT), LYON, CLOUD, Quota.NONE);
        assertThat(desk.school(Principal.of(INES, LYON)).quota()).isEqualTo(quota(300, 20, 1000));
        assertThat(desk.course(Principal.of(INES, LYON), CLOUD).quota()).isEqualTo(Quota.NONE);
        assertThat(audit.said())
                .containsExactly(
                        "quota-changed root  sandboxes: no limit -> 300, instances: no limit -> 20, storage-gib: no limit -> 1000",
                        "quota-changed ines cloud sandboxes: no limit -> 30",
                        "quota-changed root cloud sandboxes: 30 -> no limit");
    }

    @Test
    void nobodyElseSetsOrReadsThem() {
        for (Person who : List.of(ALICE, INES, OMAR, IVAN)) {
            notTheirs(() -> desk.setSchool(by(who), LYON, sandboxes(1)));
        }
        for (Person who : List.of(ALICE, OMAR, IVAN)) {
            notTheirs(() -> desk.setCourse(by(who), LYON, CLOUD, sandboxes(1)));
        }
        notTheirs(() -> desk.setCourse(by(IVAN), NANTES, CLOUD, sandboxes(1)));
        notTheirs(() -> desk.setCourse(by(ROOT), NANTES, CLOUD, sandboxes(1)));
        notTheirs(() -> desk.setCourse(by(ROOT), LYON, GHOST, sandboxes(1)));
        notTheirs(() -> desk.course(Principal.of(OMAR, LYON), CLOUD));
        notTheirs(() -> desk.course(Principal.of(IVAN, NANTES), CLOUD));
        notTheirs(() -> desk.school(Principal.of(ALICE, LYON)));
        assertThat(quotas.of(LYON)).isEqualTo(Quota.NONE);
        assertThat(quotas.of(LYON, CLOUD)).isEqualTo(Quota.NONE);
        assertThat(audit.said()).isEmpty();
    }

    @Test
    void aLimitIsNeitherNegativeNorBeyondSenseNorAboveTheSchools() {
        refused(Field.SANDBOXES, Why.OUT_OF_BOUNDS, 100_000, () -> desk.setSchool(by(ROOT), LYON, quota(-1, 1, 1)));
        refused(Field.INSTANCES, Why.OUT_OF_BOUNDS, 1_000, () -> desk.setSchool(by(ROOT), LYON, quota(1, 1_001, 1)));
        refused(
                Field.STORAGE,
                Why.OUT_OF_BOUNDS,
                1_000_000,
                () -> desk.setSchool(by(ROOT), LYON, quota(1, 1, Integer.MAX_VALUE)));
        desk.setSchool(by(ROOT), LYON, quota(300, 20, 1000));
        refused(Field.SANDBOXES, Why.ABOVE_SCHOOL, 300, () -> desk.setCourse(by(INES), LYON, CLOUD, sandboxes(301)));
        refused(Field.STORAGE, Why.ABOVE_SCHOOL, 1000, () -> desk.setCourse(by(ROOT), LYON, CLOUD, quota(0, 20, 1001)));
        assertThat(quotas.of(LYON, CLOUD)).isEqualTo(Quota.NONE);
        desk.setCourse(by(INES), LYON, CLOUD, quota(300, 20, 1000));
    }
}
