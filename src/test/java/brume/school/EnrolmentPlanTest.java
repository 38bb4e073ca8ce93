package brume.school;

import static org.assertj.core.api.Assertions.assertThat;

import brume.school.EnrolmentPlan.Added;
import brume.school.EnrolmentPlan.Change;
import brume.school.EnrolmentPlan.Dropped;
import brume.school.EnrolmentPlan.Fault;
import brume.school.EnrolmentPlan.Field;
import brume.school.EnrolmentPlan.Why;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a file would change, and what it may not.
class EnrolmentPlanTest {

    private static final TenantId LYON = TenantId.parse("lyon");
    private static final TenantId NANTES = TenantId.parse("nantes");
    private static final Person INES = person("ines", Set.of(Role.INSTRUCTOR), LYON);
    private static final Person OMAR = person("omar", Set.of(Role.INSTRUCTOR), LYON);
    private static final Person ALICE = person("alice", Set.of(Role.STUDENT), LYON);
    private static final Person BOB = person("bob", Set.of(Role.STUDENT), LYON, NANTES);
    private static final Person CAROL = person("carol", Set.of(Role.STUDENT), LYON);
    private static final Map<PersonId, Role> ENROLLED =
            Map.of(INES.id(), Role.INSTRUCTOR, ALICE.id(), Role.STUDENT, BOB.id(), Role.STUDENT);

    private static Person person(String name, Set<Role> roles, TenantId... schools) {
        return new Person(PersonId.parse("p-" + name), name, name, name + "@example.org", roles, List.of(schools));
    }

    private static EnrolmentPlan plan(Set<Role> roles, String... lines) {
        List<Account> accounts = List.of(INES, OMAR, ALICE, BOB, CAROL).stream()
                .map(one -> new Account(one, new PasswordHash("none")))
                .toList();
        return EnrolmentPlan.of(
                EnrolmentFile.parse("username,name,email,role\n" + String.join("\n", lines)),
                new EnrolmentPlan.Roll(
                        new Principal(INES.id(), "ines", LYON, roles), accounts, ENROLLED, Set.of("ivan")::contains));
    }

    private static EnrolmentPlan byInes(String... lines) {
        return plan(Set.of(Role.INSTRUCTOR), lines);
    }

    private static EnrolmentPlan byAdmin(String... lines) {
        return plan(Set.of(Role.INSTRUCTOR, Role.ADMIN), lines);
    }

    private static void faulty(Why why, EnrolmentPlan plan) {
        assertThat(plan.faults()).extracting(Fault::why).containsExactly(why);
        assertThat(plan.added()).isEmpty();
        assertThat(plan.changed()).isEmpty();
    }

    @Test
    void tellsWhoComesWhoChangesAndWhoIsNotThereAnyMore() {
        EnrolmentPlan plan = byInes("Zoe,Zoé Leroy,zoe@example.org,", "carol,,,étudiante", "alice,Alice M.,,student");
        assertThat(plan.added())
                .containsExactly(
                        new Added(2, "zoe", "Zoé Leroy", "zoe@example.org", Role.STUDENT, Optional.empty()),
                        new Added(3, "carol", "carol", "carol@example.org", Role.STUDENT, Optional.of(CAROL)));
        assertThat(plan.changed()).singleElement().satisfies(one -> {
            assertThat(one.person()).isEqualTo(ALICE);
            assertThat(one.changes()).containsExactly(new Change(Field.NAME, "alice", "Alice M."));
            assertThat(one.email()).isEqualTo("alice@example.org");
        });
        assertThat(plan.dropped()).containsExactly(new Dropped(BOB));
        assertThat(plan.faults()).isEmpty();
        assertThat(plan.isEmpty(false)).isFalse();
    }

    @Test
    void aFileThatSaysWhatIsSoChangesNothing() {
        EnrolmentPlan plan = byInes("ALICE,alice,alice@example.org,Student", "bob", "ines,,,enseignante");
        assertThat(plan.unchanged()).isEqualTo(3);
        assertThat(plan.isEmpty(true)).isTrue();
        assertThat(plan.faults()).isEmpty();
    }

    @Test
    void instructorsAreNeverDropped() {
        assertThat(byAdmin("alice", "bob").dropped()).isEmpty();
    }

    @Test
    void aPersonOnAFaultyLineIsNotDropped() {
        EnrolmentPlan plan = byInes("alice,,,king", "bob,,,admin");
        assertThat(plan.faults())
                .containsExactly(new Fault(2, Why.NOT_A_ROLE, "king"), new Fault(3, Why.NO_ADMINS, ""));
        assertThat(plan.dropped()).isEmpty();
    }

    @Test
    void ofTwoLinesThatSayTheSameTheFirstCounts() {
        EnrolmentPlan plan = byInes("zoe,Zoé,,", "ZOE,Zoé,,");
        assertThat(plan.added()).hasSize(1);
        assertThat(plan.faults()).containsExactly(new Fault(3, Why.SAME_AS_LINE, "2"));
    }

    @Test
    void ofTwoLinesThatContradictEachOtherNeitherCounts() {
        EnrolmentPlan plan = byAdmin("zoe,Zoé,,student", "Zoe,Zoé,,instructor");
        assertThat(plan.added()).isEmpty();
        assertThat(plan.faults())
                .containsExactly(new Fault(2, Why.CONTRADICTS_LINE, "3"), new Fault(3, Why.CONTRADICTS_LINE, "2"));
    }

    @Test
    void anAccountOfAnotherSchoolIsNotSeized() {
        faulty(Why.ANOTHER_SCHOOL, byInes("IVAN,Ivan,,"));
        faulty(Why.ANOTHER_SCHOOL, byAdmin("ivan,Ivan,,"));
    }

    @Test
    void anInstructorMakesStudentsOnly() {
        faulty(Why.ONLY_ADMINS_MAKE_INSTRUCTORS, byInes("zoe,Zoé,,instructor"));
        faulty(Why.ONLY_ADMINS_MAKE_INSTRUCTORS, byInes("omar,,,enseignant"));
        faulty(Why.ONLY_ADMINS_MAKE_INSTRUCTORS, byInes("alice,,,instructor"));
        faulty(Why.NO_ADMINS, byInes("zoe,Zoé,,admin"));
        faulty(Why.NO_ADMINS, byAdmin("zoe,Zoé,,administratrice"));
        faulty(Why.NOT_AN_INSTRUCTOR, byAdmin("alice,,,instructor"));
        faulty(Why.ONESELF, byInes("ines,,,student"));
        assertThat(byAdmin("zoe,Zoé,,instructor", "omar,,,instructor").added())
                .extracting(Added::role)
                .containsOnly(Role.INSTRUCTOR);
    }

    @Test
    void anInstructorRenamesStudentsOfTheirOwnSchoolOnly() {
        faulty(Why.NOT_YOURS_TO_RENAME, byInes("omar,Omar the Great,,"));
        faulty(Why.NOT_YOURS_TO_RENAME, byInes("bob,,bob@evil.example,"));
        faulty(Why.NOT_YOURS_TO_RENAME, byInes("ines,Inès,,"));
        assertThat(byAdmin("bob,Bob,,").changed()).hasSize(1);
        assertThat(byInes("carol,Carole,,").added()).hasSize(1);
    }

    @Test
    void saysWhatIsWrongWithALine() {
        faulty(Why.NO_USERNAME, byInes(",Zoé,,"));
        faulty(Why.NOT_A_USERNAME, byInes("Zoé!,Zoé,,"));
        faulty(Why.NOT_A_USERNAME, byInes("=1+1,Zoé,,"));
        faulty(Why.NO_NAME, byInes("zoe,,,"));
        faulty(Why.TOO_LONG, byInes("zoe," + "x".repeat(201) + ",,"));
    }
}
