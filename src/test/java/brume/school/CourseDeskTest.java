package brume.school;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import brume.school.Accounts.Doer;
import brume.school.CourseDesk.Participant;
import brume.school.CourseDesk.Why;
import brume.school.CourseDesk.Wish;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Courses, and who may change what of them.
class CourseDeskTest {

    private static final TenantId LYON = TenantId.parse("lyon");
    private static final TenantId NANTES = TenantId.parse("nantes");
    private static final CourseId CLOUD = CourseId.parse("cloud");
    private static final Person INES = person("ines", Role.INSTRUCTOR, LYON);
    private static final Person OMAR = person("omar", Role.INSTRUCTOR, LYON);
    private static final Person ALICE = person("alice", Role.STUDENT, LYON);
    private static final Person BOB = person("bob", Role.STUDENT, LYON);
    private static final Person IVAN = person("ivan", Role.INSTRUCTOR, NANTES);
    private static final Person ROOT =
            new Person(PersonId.parse("p-root"), "root", "Root", "", Set.of(Role.ADMIN), List.of());

    private final MemoryPeople people = new MemoryPeople();
    private final MemoryAudit audit = new MemoryAudit();
    private final MemoryCourses courses = new MemoryCourses(
            new Course(CLOUD, LYON, "Cloud", List.of("vpc")),
            List.of(
                    new Enrolment(LYON, CLOUD, INES.id(), Role.INSTRUCTOR),
                    new Enrolment(LYON, CLOUD, ALICE.id(), Role.STUDENT)));
    private final List<Course> closed = new ArrayList<>();
    private final CourseDesk desk = new CourseDesk(
            people,
            courses,
            Set.of("vpc", "s3")::contains,
            closed::add,
            audit,
            () -> Instant.parse("2026-11-23T08:00:00Z"));

    CourseDeskTest() {
        people.add(new Tenant(LYON, "Lyon"));
        people.add(new Tenant(NANTES, "Nantes"));
        for (Person one : List.of(INES, OMAR, ALICE, BOB, IVAN, ROOT)) {
            people.add(new Account(one, new PasswordHash("none")));
        }
    }

    private static Person person(String name, Role role, TenantId school) {
        return new Person(PersonId.parse("p-" + name), name, name, "", Set.of(role), List.of(school));
    }

    private static Doer by(Person person) {
        return new Doer(person, "192.0.2.7");
    }

    private static void refused(Why why, Runnable deed) {
        assertThatThrownBy(deed::run)
                .isInstanceOfSatisfying(
                        CourseDesk.Refused.class,
                        refused -> assertThat(refused.why()).isEqualTo(why));
    }

    private static void notTheirs(Runnable deed) {
        assertThatThrownBy(deed::run).isInstanceOf(Principal.Refused.class);
    }

    @Test
    void whoeverMakesACourseTeachesIt() {
        Course made = desk.create(by(OMAR), LYON, new Wish(" Storage ", " Storage ", List.of("s3", "vpc")));
        assertThat(made).isEqualTo(new Course(CourseId.parse("storage"), LYON, "Storage", List.of("s3", "vpc")));
        assertThat(courses.taughtBy(Principal.of(OMAR, LYON))).containsExactly(made);
        assertThat(courses.taughtBy(Principal.of(INES, LYON)))
                .extracting(Course::id)
                .containsExactly(CLOUD);
        assertThat(courses.taughtBy(Principal.of(ALICE, LYON))).isEmpty();
        desk.create(by(ROOT), NANTES, new Wish("cloud", "Cloud", List.of()));
        assertThat(courses.enrolments(NANTES, CLOUD)).isEmpty();
        assertThat(audit.said())
                .containsExactly("course-created omar storage Storage", "course-created root cloud Cloud");
    }

    @Test
    void refusesACourseThatIsNone() {
        refused(Why.ID_TAKEN, () -> desk.create(by(INES), LYON, new Wish("cloud", "Cloud", List.of())));
        refused(Why.NOT_AN_ID, () -> desk.create(by(INES), LYON, new Wish("à la carte", "Cloud", List.of())));
        refused(Why.NO_TITLE, () -> desk.create(by(INES), LYON, new Wish("c", " ", List.of())));
        refused(Why.NO_TITLE, () -> desk.change(by(INES), LYON, CLOUD, "x".repeat(201), List.of()));
        refused(Why.NO_SUCH_LAB, () -> desk.create(by(INES), LYON, new Wish("c", "Cloud", List.of("gone"))));
        refused(Why.NO_SUCH_LAB, () -> desk.create(by(INES), LYON, new Wish("c", "Cloud", List.of("vpc", "vpc"))));
        notTheirs(() -> desk.create(by(ALICE), LYON, new Wish("c", "Cloud", List.of())));
        notTheirs(() -> desk.create(by(IVAN), LYON, new Wish("c", "Cloud", List.of())));
        notTheirs(() -> desk.create(by(ROOT), TenantId.parse("lille"), new Wish("c", "Cloud", List.of())));
        assertThat(audit.said()).isEmpty();
    }

    @Test
    void onlyWhoTeachesTheCourseOrAdministersChangesIt() {
        for (Person who : List.of(ALICE, BOB, OMAR, IVAN)) {
            notTheirs(() -> desk.change(by(who), LYON, CLOUD, "Mine", List.of()));
            notTheirs(() -> desk.archive(by(who), LYON, CLOUD, true));
            notTheirs(() -> desk.enrol(by(who), LYON, CLOUD, BOB.id(), Role.STUDENT));
            notTheirs(() -> desk.enrol(by(who), LYON, CLOUD, OMAR.id(), Role.INSTRUCTOR));
            notTheirs(() -> desk.remove(by(who), LYON, CLOUD, ALICE.id()));
        }
        for (Person who : List.of(ALICE, BOB, OMAR)) {
            notTheirs(() -> desk.participants(Principal.of(who, LYON), CLOUD));
            notTheirs(() -> desk.others(Principal.of(who, LYON), CLOUD));
            notTheirs(() -> desk.find(Principal.of(who, LYON), CLOUD));
        }
        notTheirs(() -> desk.find(Principal.of(IVAN, NANTES), CLOUD));
        assertThat(audit.said()).isEmpty();
        desk.change(by(INES), LYON, CLOUD, "Cloud 2", List.of("s3"));
        desk.archive(by(ROOT), LYON, CLOUD, true);
        desk.archive(by(ROOT), LYON, CLOUD, true);
        assertThat(closed).hasSize(1);
        assertThat(desk.archive(by(INES), LYON, CLOUD, false))
                .isEqualTo(new Course(CLOUD, LYON, "Cloud 2", List.of("s3")));
        assertThat(audit.said())
                .containsExactly(
                        "course-changed ines cloud Cloud 2 (s3)",
                        "course-archived root cloud Cloud 2",
                        "course-brought-back ines cloud Cloud 2");
    }

    @Test
    void peopleComeAndGoAndAColleagueTeachesToo() {
        assertThat(desk.others(Principal.of(INES, LYON), CLOUD)).containsExactly(BOB, OMAR);
        desk.enrol(by(INES), LYON, CLOUD, BOB.id(), Role.STUDENT);
        desk.enrol(by(INES), LYON, CLOUD, BOB.id(), Role.STUDENT);
        desk.enrol(by(INES), LYON, CLOUD, OMAR.id(), Role.STUDENT);
        desk.enrol(by(INES), LYON, CLOUD, OMAR.id(), Role.INSTRUCTOR);
        desk.remove(by(OMAR), LYON, CLOUD, ALICE.id());
        assertThat(desk.participants(Principal.of(OMAR, LYON), CLOUD))
                .containsExactly(
                        new Participant(INES, Role.INSTRUCTOR),
                        new Participant(OMAR, Role.INSTRUCTOR),
                        new Participant(BOB, Role.STUDENT));
        assertThat(audit.said())
                .containsExactly(
                        "course-joined ines bob cloud: student",
                        "course-joined ines omar cloud: student",
                        "course-joined ines omar cloud: student -> instructor",
                        "course-left omar alice cloud: student");
    }

    @Test
    void nobodyTeachesWhoIsNoInstructorAndNobodyLocksThemselvesOut() {
        refused(Why.NOT_AN_INSTRUCTOR, () -> desk.enrol(by(INES), LYON, CLOUD, ALICE.id(), Role.INSTRUCTOR));
        refused(Why.NOT_AN_INSTRUCTOR, () -> desk.enrol(by(ROOT), LYON, CLOUD, ALICE.id(), Role.INSTRUCTOR));
        refused(Why.ONESELF, () -> desk.remove(by(INES), LYON, CLOUD, INES.id()));
        refused(Why.ONESELF, () -> desk.enrol(by(INES), LYON, CLOUD, INES.id(), Role.STUDENT));
        notTheirs(() -> desk.enrol(by(INES), LYON, CLOUD, ALICE.id(), Role.ADMIN));
        notTheirs(() -> desk.enrol(by(INES), LYON, CLOUD, IVAN.id(), Role.STUDENT));
        notTheirs(() -> desk.enrol(by(ROOT), LYON, CLOUD, IVAN.id(), Role.STUDENT));
        desk.remove(by(ROOT), LYON, CLOUD, INES.id());
        notTheirs(() -> desk.participants(Principal.of(INES, LYON), CLOUD));
    }

    @ParameterizedTest
    @CsvSource({
        "Réseaux & cloud 2026, reseaux-cloud-2026",
        "'  Œuvres  ', uvres",
        "C++, c",
        "'???', ''",
        "'x-----y', x-y"
    })
    void suggestsAnIdForATitle(String title, String id) {
        assertThat(CourseDesk.suggest(title)).isEqualTo(id);
    }
}
