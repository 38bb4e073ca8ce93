package brume.school;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import brume.school.Accounts.Doer;
import brume.school.Accounts.Handed;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A file of people is shown, confirmed and done.
class EnrolmentDeskTest {

    private static final TenantId LYON = TenantId.parse("lyon");
    private static final CourseId CLOUD = CourseId.parse("cloud");
    private static final Person INES = person("ines", Role.INSTRUCTOR);
    private static final Person OMAR = person("omar", Role.INSTRUCTOR);
    private static final Person ALICE = person("alice", Role.STUDENT);
    private static final Doer BY_INES = new Doer(INES, "192.0.2.7");
    private static final EnrolmentFile FILE =
            EnrolmentFile.parse("username,name\nzoe,Zoé Leroy\nmax,=1+1\nking of france,Louis\n");

    private final InstantSource clock = () -> Instant.parse("2026-11-23T08:00:00Z");
    private final MemoryPeople people = new MemoryPeople();
    private final MemoryAudit audit = new MemoryAudit();
    private final Passwords passwords = new Passwords(new SecureRandom(), 1);
    private final MemoryCourses courses = new MemoryCourses(
            new Course(CLOUD, LYON, "Cloud", List.of()),
            List.of(
                    new Enrolment(LYON, CLOUD, INES.id(), Role.INSTRUCTOR),
                    new Enrolment(LYON, CLOUD, ALICE.id(), Role.STUDENT)));

    EnrolmentDeskTest() {
        people.add(new Tenant(LYON, "Lyon"));
        List.of(INES, OMAR, ALICE).forEach(one -> people.add(new Account(one, new PasswordHash("none"))));
    }

    private static Person person(String name, Role role) {
        return new Person(PersonId.parse("p-" + name), name, name, "", Set.of(role), List.of(LYON));
    }

    private EnrolmentDesk desk(Optional<Passwords> hashing) {
        return new EnrolmentDesk(people, courses, this::write, hashing, new SecureRandom(), clock);
    }

    private void write(Enrolments.Batch batch) {
        batch.made().forEach(people::add);
        batch.renamed()
                .forEach(one -> people.update(one.person(), account -> {
                    Person was = account.person();
                    return account.with(
                            new Person(was.id(), was.username(), one.name(), one.email(), was.roles(), was.tenants()));
                }));
        batch.enrolled().forEach(courses::enrol);
        batch.left().forEach(one -> courses.leave(LYON, CLOUD, one));
        batch.lines().forEach(audit::add);
    }

    private static Principal ines() {
        return Principal.of(INES, LYON);
    }

    @Test
    void whoeverIsMadeSignsInWithThePasswordThatIsHanded() {
        EnrolmentDesk desk = desk(Optional.of(passwords));
        EnrolmentPlan plan = desk.plan(ines(), CLOUD, FILE);
        assertThat(people.all(LYON)).hasSize(3);
        List<Handed> handed = desk.run(BY_INES, LYON, CLOUD, FILE, plan, false);
        assertThat(handed).extracting(one -> one.person().username()).containsExactly("zoe", "max");
        SignIn signIn = new SignIn(people, passwords, audit, clock);
        for (Handed one : handed) {
            assertThat(signIn.with(one.person().username(), one.password(), "192.0.2.9"))
                    .isEqualTo(new SignIn.Outcome.Welcome(one.person()));
            assertThat(one.person().roles()).containsExactly(Role.STUDENT);
            assertThat(courses.role(LYON, CLOUD, one.person().id())).contains(Role.STUDENT);
        }
        assertThat(audit.said())
                .contains(
                        "person-created ines zoe student (lyon)",
                        "course-joined ines zoe cloud: student",
                        "enrolment-file ines cloud added 2, changed 0, dropped 0");
        assertThat(courses.role(LYON, CLOUD, ALICE.id())).contains(Role.STUDENT);
    }

    @Test
    void theSameFileTwiceChangesNothing() {
        EnrolmentDesk desk = desk(Optional.of(passwords));
        desk.run(BY_INES, LYON, CLOUD, FILE, desk.plan(ines(), CLOUD, FILE), true);
        assertThat(courses.role(LYON, CLOUD, ALICE.id())).isEmpty();
        int lines = audit.said().size();
        EnrolmentPlan again = desk.plan(ines(), CLOUD, FILE);
        assertThat(again.isEmpty(true)).isTrue();
        assertThat(again.unchanged()).isEqualTo(2);
        assertThat(desk.run(BY_INES, LYON, CLOUD, FILE, again, true)).isEmpty();
        assertThat(audit.said()).hasSize(lines);
    }

    @Test
    void whatChangedMeanwhileIsShownAgainBeforeItIsDone() {
        EnrolmentDesk desk = desk(Optional.of(passwords));
        EnrolmentPlan plan = desk.plan(ines(), CLOUD, FILE);
        courses.leave(LYON, CLOUD, ALICE.id());
        assertThatThrownBy(() -> desk.run(BY_INES, LYON, CLOUD, FILE, plan, true))
                .isInstanceOf(EnrolmentDesk.Outdated.class);
        assertThat(people.all(LYON)).hasSize(3);
        assertThat(audit.said()).isEmpty();
    }

    @Test
    void onlyWhoTeachesTheCourseMayAsk() {
        EnrolmentDesk desk = desk(Optional.of(passwords));
        EnrolmentPlan plan = desk.plan(ines(), CLOUD, FILE);
        for (Person who : List.of(OMAR, ALICE)) {
            assertThatThrownBy(() -> desk.plan(Principal.of(who, LYON), CLOUD, FILE))
                    .isInstanceOf(Principal.Refused.class);
            assertThatThrownBy(() -> desk.run(new Doer(who, ""), LYON, CLOUD, FILE, plan, false))
                    .isInstanceOf(Principal.Refused.class);
        }
        assertThat(people.all(LYON)).hasSize(3);
    }

    @Test
    void whereAProviderSignsPeopleInNoPasswordIsMade() {
        EnrolmentDesk desk = desk(Optional.empty());
        List<Handed> handed = desk.run(BY_INES, LYON, CLOUD, FILE, desk.plan(ines(), CLOUD, FILE), false);
        assertThat(handed).extracting(Handed::password).containsOnly("");
        assertThat(people.account("zoe"))
                .hasValueSatisfying(account -> assertThat(account.password()).isEmpty());
    }
}
