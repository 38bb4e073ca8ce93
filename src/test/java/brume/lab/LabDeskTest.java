package brume.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import brume.cloud.Cloud;
import brume.cloud.CloudKinds;
import brume.cloud.Clouds;
import brume.cloud.compute.KeyFormat;
import brume.cloud.compute.KeyType;
import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.MemoryBlobs;
import brume.cloud.sandbox.MemoryJournal;
import brume.school.Course;
import brume.school.CourseId;
import brume.school.Enrolment;
import brume.school.MemoryCourses;
import brume.school.MemorySandboxes;
import brume.school.PersonId;
import brume.school.Principal;
import brume.school.Role;
import brume.school.SandboxDesk;
import brume.school.SandboxOwner;
import brume.school.TenantId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LabDeskTest {

    static final TenantId LYON = new TenantId("lyon");
    static final TenantId NANTES = new TenantId("nantes");
    static final CourseId CLOUD = new CourseId("cloud");
    static final Principal ALICE = principal("alice", LYON, Role.STUDENT);
    static final Principal CAROL = principal("carol", LYON, Role.STUDENT);
    static final Principal INES = principal("ines", LYON, Role.INSTRUCTOR);
    static final Principal IVAN = principal("ivan", NANTES, Role.INSTRUCTOR);

    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock = InstantSource.system();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final MemoryJournal journal = new MemoryJournal();
    private final MemoryBlobs blobs = new MemoryBlobs();
    private final Clouds clouds = new Clouds(journal, blobs, CloudKinds.KINDS, clock, random, executor, wait -> {});
    private final Lab lab = Samples.lab(
            Samples.check("key", "size(keyPairs) > 0"), Samples.check("gone", "size(keyPairs) == 0", true, "key"));
    private final Labs labs = new Labs(List.of(lab));
    private final MemoryAttempts attempts = new MemoryAttempts();
    private final MemoryCourses courses = oneCourse();
    private final MemorySandboxes sandboxes = new MemorySandboxes();
    private final Grader grader = new Grader(labs, attempts, clouds, executor, clock);
    private final LiveGrades grades = new LiveGrades(grader, attempts, timer, executor);
    private final LabDesk desk = new LabDesk(
            labs,
            attempts,
            courses,
            new SandboxDesk(sandboxes, sandboxes, clouds::create, random, clock),
            grades,
            random,
            clock);

    @AfterEach
    void close() {
        grades.close();
        timer.shutdownNow();
        executor.shutdownNow();
    }

    @Test
    void startsInASandboxOfTheirOwnWithNothingAchieved() {
        Attempt attempt = desk.start(ALICE, CLOUD, "sample");
        assertThat(attempt.results().values())
                .extracting(CheckResult::status)
                .containsExactlyInAnyOrder(CheckResult.Status.FAILED, CheckResult.Status.NOT_RUN);
        assertThat(sandboxes.find(LYON, attempt.sandbox()).orElseThrow().attempt())
                .contains(attempt.id());
        assertThat(desk.enter(ALICE, CLOUD, "sample")).isEqualTo(attempt);
        assertThat(Grade.of(lab, attempt)).isEqualTo(new Grade(0, 6, 0, 0, 2));
    }

    @Test
    void judgesByItselfAfterAnEntryAndTellsTheStudentAndTheClass() throws InterruptedException {
        Attempt attempt = desk.start(ALICE, CLOUD, "sample");
        BlockingQueue<Attempt> student = new LinkedBlockingQueue<>();
        BlockingQueue<Attempt> classroom = new LinkedBlockingQueue<>();
        BlockingQueue<Attempt> stranger = new LinkedBlockingQueue<>();
        grades.listen(LYON, attempt.id(), student::add);
        grades.listen(LYON, CLOUD, "sample", classroom::add);
        grades.listen(NANTES, attempt.id(), stranger::add);
        grades.listen(NANTES, CLOUD, "sample", stranger::add);
        Cloud cloud = clouds.open(attempt.sandbox());
        grades.follow(cloud);
        grades.follow(cloud);

        createKey(cloud);

        Attempt judged = student.poll(10, TimeUnit.SECONDS);
        assertThat(judged).isNotNull();
        assertThat(Grade.of(lab, judged).points()).isEqualTo(3);
        assertThat(classroom.poll(10, TimeUnit.SECONDS)).isEqualTo(judged);
        assertThat(stranger).isEmpty();
    }

    @Test
    void followsASandboxThatWasClosedAndOpenedAgain() throws InterruptedException {
        Attempt attempt = desk.start(ALICE, CLOUD, "sample");
        Clouds later = new Clouds(journal, blobs, CloudKinds.KINDS, clock, random, executor, wait -> {});
        try (LiveGrades live =
                new LiveGrades(new Grader(labs, attempts, later, executor, clock), attempts, timer, executor)) {
            BlockingQueue<Attempt> student = new LinkedBlockingQueue<>();
            live.listen(LYON, attempt.id(), student::add);
            live.follow(clouds.open(attempt.sandbox()));
            Cloud again = later.open(attempt.sandbox());
            live.follow(again);
            createKey(again);
            Attempt judged = student.poll(10, TimeUnit.SECONDS);
            assertThat(judged).isNotNull();
            assertThat(Grade.of(lab, judged).points()).isEqualTo(3);
        }
    }

    @Test
    void finishesOnceEverythingHasPassed() {
        Attempt attempt = desk.start(ALICE, CLOUD, "sample");
        Cloud cloud = clouds.open(attempt.sandbox());
        createKey(cloud);
        assertThat(grades.check(LYON, attempt.id()).finished()).isEmpty();
        cloud.aws("eu-west-3").keyPairs().delete(Caller.of("alice"), Optional.of("mine"), Optional.empty());
        Attempt finished = grades.check(LYON, attempt.id());
        assertThat(finished.finished()).isPresent();
        assertThat(Grade.of(lab, finished).percent()).isEqualTo(100);
        createKey(cloud);
        Attempt later = grades.check(LYON, attempt.id());
        assertThat(Grade.of(lab, later).points()).isEqualTo(3);
        assertThat(later.finished()).isEqualTo(finished.finished());
    }

    @Test
    void startsOverInANewSandboxAndKeepsTheOld() {
        Attempt attempt = desk.start(ALICE, CLOUD, "sample");
        createKey(clouds.open(attempt.sandbox()));
        grades.check(LYON, attempt.id());
        Attempt fresh = desk.reset(ALICE, attempt.id());
        assertThat(fresh.sandbox()).isNotEqualTo(attempt.sandbox());
        assertThat(fresh.formerSandboxes()).containsExactly(attempt.sandbox());
        assertThat(Grade.of(lab, fresh).points()).isZero();
        assertThat(fresh.seed()).isEqualTo(attempt.seed());
        assertThat(sandboxes.find(LYON, attempt.sandbox()).flatMap(SandboxOwner::closed))
                .contains(SandboxOwner.Closed.REPLACED);
        assertThat(sandboxes.find(LYON, fresh.sandbox()).flatMap(SandboxOwner::course))
                .contains(CLOUD);
        assertThat(attempts.in(attempt.sandbox())).isEmpty();
    }

    @Test
    void takesAHintsPriceFromItsStepOnceThatIsSolved() {
        Attempt attempt = desk.start(ALICE, CLOUD, "sample");
        Step step = lab.steps().getFirst();
        assertThat(LabDesk.next(step, attempt)).map(Hint::price).contains(1);
        attempt = desk.hint(ALICE, attempt.id(), "only");
        assertThat(LabDesk.taken(step, attempt)).extracting(Hint::price).containsExactly(1);
        Cloud cloud = clouds.open(attempt.sandbox());
        createKey(cloud);
        attempt = grades.check(LYON, attempt.id());
        assertThat(Grade.of(lab, attempt).points()).isEqualTo(3);
        cloud.aws("eu-west-3").keyPairs().delete(Caller.of("alice"), Optional.of("mine"), Optional.empty());
        attempt = grades.check(LYON, attempt.id());
        assertThat(Grade.of(lab, attempt)).isEqualTo(new Grade(5, 6, 1, 2, 2));
        attempt = desk.hint(ALICE, attempt.id(), "only");
        assertThat(Grade.of(lab, attempt).points()).isEqualTo(5);
        assertThat(LabDesk.next(step, attempt)).isEmpty();
        assertThat(desk.hint(ALICE, attempt.id(), "only")).isEqualTo(attempt);
    }

    @Test
    void aRaisedHandIsSeenByTheClassAndLoweredByEither() {
        Attempt attempt = desk.start(ALICE, CLOUD, "sample");
        List<Attempt> seen = new java.util.concurrent.CopyOnWriteArrayList<>();
        grades.listen(LYON, CLOUD, "sample", seen::add);
        Attempt up = desk.raiseHand(ALICE, attempt.id());
        assertThat(up.hand()).isPresent();
        assertThat(desk.raiseHand(ALICE, attempt.id()).hand()).isEqualTo(up.hand());
        assertThat(grades.check(LYON, attempt.id()).hand()).isEqualTo(up.hand());
        assertThatThrownBy(() -> desk.raiseHand(INES, attempt.id())).isInstanceOf(Principal.Refused.class);
        assertThatThrownBy(() -> desk.lowerHand(CAROL, attempt.id())).isInstanceOf(Principal.Refused.class);
        assertThatThrownBy(() -> desk.lowerHand(IVAN, attempt.id())).isInstanceOf(Principal.Refused.class);
        assertThat(desk.lowerHand(INES, attempt.id()).hand()).isEmpty();
        desk.raiseHand(ALICE, attempt.id());
        assertThat(desk.lowerHand(ALICE, attempt.id()).hand()).isEmpty();
        assertThat(seen)
                .extracting(one -> one.hand().isPresent())
                .containsExactly(true, true, true, false, true, false);
    }

    @Test
    void refusesWhoeverHasNoBusinessThere() {
        Attempt attempt = desk.start(ALICE, CLOUD, "sample");
        assertThat(desk.find(ALICE, attempt.id())).isPresent();
        assertThat(desk.find(INES, attempt.id())).isPresent();
        assertThat(desk.find(CAROL, attempt.id())).isEmpty();
        assertThat(desk.find(IVAN, attempt.id())).isEmpty();
        assertThatThrownBy(() -> desk.start(CAROL, CLOUD, "sample")).isInstanceOf(Principal.Refused.class);
        assertThatThrownBy(() -> desk.start(IVAN, CLOUD, "sample")).isInstanceOf(Principal.Refused.class);
        assertThatThrownBy(() -> desk.start(ALICE, CLOUD, "other")).isInstanceOf(Principal.Refused.class);
        assertThatThrownBy(() -> desk.reset(INES, attempt.id())).isInstanceOf(Principal.Refused.class);
        assertThatThrownBy(() -> desk.reset(IVAN, attempt.id())).isInstanceOf(Principal.Refused.class);
        assertThatThrownBy(() -> desk.hint(CAROL, attempt.id(), "only")).isInstanceOf(Principal.Refused.class);
        assertThatThrownBy(() -> grades.check(NANTES, attempt.id())).isInstanceOf(Principal.Refused.class);
    }

    private static void createKey(Cloud cloud) {
        cloud.aws("eu-west-3").keyPairs().create(Caller.of("alice"), "mine", KeyType.ED25519, KeyFormat.PEM, Map.of());
    }

    private static Principal principal(String name, TenantId tenant, Role role) {
        return new Principal(new PersonId("p-" + name), name, tenant, Set.of(role));
    }

    /// Lyon's course with Alice in it, which Inès teaches.
    static MemoryCourses oneCourse() {
        return new MemoryCourses(
                new Course(CLOUD, LYON, "Cloud", List.of("sample")),
                List.of(
                        new Enrolment(LYON, CLOUD, ALICE.person(), Role.STUDENT),
                        new Enrolment(LYON, CLOUD, INES.person(), Role.INSTRUCTOR)));
    }

    @Test
    void aClassIsSeenByThoseWhoTeachThisCourseOnly() {
        Attempt attempt = desk.start(ALICE, CLOUD, "sample");
        Principal omar = principal("omar", LYON, Role.INSTRUCTOR);
        for (Principal who : List.of(ALICE, CAROL, IVAN, omar)) {
            assertThatThrownBy(() -> desk.newest(who, CLOUD, "sample")).isInstanceOf(Principal.Refused.class);
            assertThatThrownBy(() -> desk.listen(who, CLOUD, "sample", heard -> {}))
                    .isInstanceOf(Principal.Refused.class);
        }
        assertThat(desk.find(omar, attempt.id())).isEmpty();
        assertThatThrownBy(() -> desk.lowerHand(omar, attempt.id())).isInstanceOf(Principal.Refused.class);
        assertThatThrownBy(() -> desk.start(omar, CLOUD, "sample")).isInstanceOf(Principal.Refused.class);
        courses.enrol(new Enrolment(LYON, CLOUD, omar.person(), Role.STUDENT));
        assertThatThrownBy(() -> desk.newest(omar, CLOUD, "sample")).isInstanceOf(Principal.Refused.class);
        courses.enrol(new Enrolment(LYON, CLOUD, omar.person(), Role.INSTRUCTOR));
        assertThat(desk.newest(omar, CLOUD, "sample")).containsOnlyKeys(ALICE.person());
        assertThat(desk.newest(principal("root", LYON, Role.ADMIN), CLOUD, "sample"))
                .hasSize(1);
        assertThat(desk.newest(INES, CLOUD, "sample")).containsEntry(ALICE.person(), attempt);
        Principal demoted = principal("ines", LYON, Role.STUDENT);
        assertThatThrownBy(() -> desk.newest(demoted, CLOUD, "sample")).isInstanceOf(Principal.Refused.class);
    }

    @Test
    void nothingIsBegunOrGoneOnWithInACourseThatIsOverOrThatOneHasLeft() {
        Attempt attempt = desk.enter(ALICE, CLOUD, "sample");
        assertThat(desk.enter(ALICE, CLOUD, "sample")).isEqualTo(attempt);
        courses.update(LYON, CLOUD, course -> course.withArchived(true));
        for (Principal who : List.of(ALICE, INES)) {
            assertThatThrownBy(() -> desk.enter(who, CLOUD, "sample")).isInstanceOf(Principal.Refused.class);
            assertThatThrownBy(() -> desk.start(who, CLOUD, "sample")).isInstanceOf(Principal.Refused.class);
        }
        assertThatThrownBy(() -> desk.reset(ALICE, attempt.id())).isInstanceOf(Principal.Refused.class);
        assertThatThrownBy(() -> desk.hint(ALICE, attempt.id(), "only")).isInstanceOf(Principal.Refused.class);
        assertThat(desk.newest(INES, CLOUD, "sample")).containsEntry(ALICE.person(), attempt);
        courses.update(LYON, CLOUD, course -> course.withArchived(false));
        assertThat(desk.enter(ALICE, CLOUD, "sample")).isEqualTo(attempt);
        courses.leave(LYON, CLOUD, ALICE.person());
        assertThatThrownBy(() -> desk.enter(ALICE, CLOUD, "sample")).isInstanceOf(Principal.Refused.class);
        assertThatThrownBy(() -> desk.reset(ALICE, attempt.id())).isInstanceOf(Principal.Refused.class);
    }
}
