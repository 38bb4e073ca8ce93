package brume.lab;

import static brume.lab.LabDeskTest.ALICE;
import static brume.lab.LabDeskTest.CAROL;
import static brume.lab.LabDeskTest.CLOUD;
import static brume.lab.LabDeskTest.INES;
import static brume.lab.LabDeskTest.IVAN;
import static brume.lab.LabDeskTest.LYON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import brume.cloud.CloudKinds;
import brume.cloud.Clouds;
import brume.cloud.sandbox.MemoryBlobs;
import brume.cloud.sandbox.MemoryJournal;
import brume.cloud.sandbox.SandboxId;
import brume.school.AttemptId;
import brume.school.CourseId;
import brume.school.PersonId;
import brume.school.Principal;
import brume.school.Role;
import brume.school.TenantId;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Marks given by hand: who may, within what, and what stays of them.
class GradeDeskTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Principal ROOT = new Principal(new PersonId("p-root"), "root", LYON, Set.of(Role.ADMIN));

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Lab lab = Samples.lab(Samples.check("key", "true"), Samples.check("gone", "true"));
    private final Labs labs = new Labs(List.of(lab));
    private final MemoryAttempts attempts = new MemoryAttempts();
    private final MemoryOverrides overrides = new MemoryOverrides();
    private final Clouds clouds = new Clouds(
            new MemoryJournal(),
            new MemoryBlobs(),
            CloudKinds.KINDS,
            InstantSource.fixed(NOW),
            new SecureRandom(),
            executor,
            wait -> {});
    private final LiveGrades live = new LiveGrades(
            new Grader(labs, attempts, clouds, executor, InstantSource.fixed(NOW)), attempts, timer, executor);
    private final GradeDesk desk =
            new GradeDesk(labs, attempts, LabDeskTest.oneCourse(), overrides, live, InstantSource.fixed(NOW));

    @AfterEach
    void close() {
        live.close();
        timer.shutdownNow();
        executor.shutdownNow();
    }

    private Mark given(Principal who, int points, String reason) {
        return desk.override(who, CLOUD, "sample", ALICE.person(), points, reason);
    }

    @Test
    void aStudentWithoutAnAttemptHasNothingAndCanBeMarkedByHand() {
        assertThat(desk.marks(INES, CLOUD, "sample")).containsOnlyKeys(ALICE.person());
        Mark before = desk.look(INES, CLOUD, "sample", ALICE.person());
        assertThat(before).isEqualTo(new Mark(Optional.empty(), new Grade(0, 6, 0, 0, 2), Optional.empty()));
        Mark after = given(INES, 5, "  Oral\u0000 exam ");
        assertThat(after.points()).isEqualTo(5);
        assertThat(after.automatic()).isEqualTo(before.automatic());
        assertThat(after.override()).hasValueSatisfying(one -> {
            assertThat(one.reason()).isEqualTo("Oral  exam");
            assertThat(one.by()).isEqualTo(INES.person());
            assertThat(one.byName()).isEqualTo("ines");
            assertThat(one.at()).isEqualTo(NOW);
        });
        assertThat(desk.own(ALICE, CLOUD, "sample")).isEqualTo(after);
        assertThat(desk.marks(INES, CLOUD, "sample")).containsEntry(ALICE.person(), after);
    }

    @Test
    void theAutomaticMarkStaysBesideAndIsSeenToHaveChanged() {
        attempts.add(attempt(Map.of()));
        given(INES, 0, "Copied");
        attempts.update(LYON, attempt(Map.of()).id(), now -> attempt(Map.of("key", passed("key"))));
        Mark mark = desk.look(INES, CLOUD, "sample", ALICE.person());
        assertThat(mark.automatic().points()).isEqualTo(3);
        assertThat(mark.points()).isZero();
        assertThat(mark.isOutdated()).isTrue();
        assertThat(given(ROOT, 4, "Seen again").isOutdated()).isFalse();
    }

    @Test
    void aWithdrawalBringsTheAutomaticMarkBackAndTheHistoryStays() {
        attempts.add(attempt(Map.of("key", passed("key"))));
        assertThat(desk.withdraw(INES, CLOUD, "sample", ALICE.person()).override())
                .isEmpty();
        assertThat(overrides.all).isEmpty();
        given(INES, 6, "Good");
        Mark mark = desk.withdraw(ROOT, CLOUD, "sample", ALICE.person());
        assertThat(mark.override()).isEmpty();
        assertThat(mark.points()).isEqualTo(3);
        assertThat(desk.marks(INES, CLOUD, "sample")).containsEntry(ALICE.person(), mark);
        assertThat(desk.history(INES, CLOUD, "sample", ALICE.person()))
                .extracting(GradeOverride::points)
                .containsExactly(Optional.empty(), Optional.of(6));
    }

    @Test
    void whoeverWatchesTheAttemptHearsOfIt() {
        attempts.add(attempt(Map.of()));
        List<Attempt> heard = new ArrayList<>();
        live.listen(LYON, attempt(Map.of()).id(), heard::add);
        given(INES, 2, "Half");
        assertThat(heard).hasSize(1);
    }

    @Test
    void refusesMarksThatAreNone() {
        assertUnfit(-1, "Oral", GradeDesk.Fault.POINTS);
        assertUnfit(7, "Oral", GradeDesk.Fault.POINTS);
        assertUnfit(3, " \n ", GradeDesk.Fault.NO_REASON);
        assertUnfit(3, "x".repeat(501), GradeDesk.Fault.LONG_REASON);
        assertThat(overrides.all).isEmpty();
        assertThat(given(INES, 6, "x".repeat(500)).points()).isEqualTo(6);
    }

    private void assertUnfit(int points, String reason, GradeDesk.Fault fault) {
        assertThatThrownBy(() -> given(INES, points, reason))
                .isInstanceOfSatisfying(
                        GradeDesk.Unfit.class,
                        unfit -> assertThat(unfit.fault()).isEqualTo(fault));
    }

    @Test
    void refusesStudentsStrangersAndWhatIsNotTaught() {
        Principal colleague = new Principal(new PersonId("p-omar"), "omar", LYON, Set.of(Role.INSTRUCTOR));
        for (Principal who : List.of(ALICE, CAROL, IVAN, colleague)) {
            assertThatThrownBy(() -> given(who, 6, "Me")).isInstanceOf(Principal.Refused.class);
            assertThatThrownBy(() -> desk.withdraw(who, CLOUD, "sample", ALICE.person()))
                    .isInstanceOf(Principal.Refused.class);
            assertThatThrownBy(() -> desk.look(who, CLOUD, "sample", ALICE.person()))
                    .isInstanceOf(Principal.Refused.class);
            assertThatThrownBy(() -> desk.history(who, CLOUD, "sample", ALICE.person()))
                    .isInstanceOf(Principal.Refused.class);
            assertThatThrownBy(() -> desk.marks(who, CLOUD, "sample")).isInstanceOf(Principal.Refused.class);
        }
        assertThatThrownBy(() -> desk.own(IVAN, CLOUD, "sample")).isInstanceOf(Principal.Refused.class);
        assertThatThrownBy(() -> desk.override(INES, CLOUD, "sample", CAROL.person(), 1, "Not enrolled"))
                .isInstanceOf(Principal.Refused.class);
        assertThatThrownBy(() -> desk.marks(INES, CLOUD, "other")).isInstanceOf(Principal.Refused.class);
        assertThatThrownBy(() -> desk.marks(INES, new CourseId("other"), "sample"))
                .isInstanceOf(Principal.Refused.class);
        assertThat(overrides.all).isEmpty();
    }

    private static Attempt attempt(Map<String, CheckResult> results) {
        return new Attempt(
                AttemptId.parse("at-aaaaaaaaaaaaaaaa"),
                LYON,
                CLOUD,
                ALICE.person(),
                "sample",
                1,
                1,
                7,
                SandboxId.parse("sb-aaaaaaaaaaaa"),
                List.of(),
                NOW,
                Optional.empty(),
                results,
                List.of(),
                1,
                Optional.empty());
    }

    private static CheckResult passed(String check) {
        return new CheckResult(
                check,
                CheckResult.Status.PASSED,
                3,
                3,
                "",
                "",
                Words.NONE,
                Optional.empty(),
                "instances",
                Optional.of(NOW));
    }

    /// The marks given by hand, in memory.
    private static final class MemoryOverrides implements GradeOverrides {

        private final List<GradeOverride> all = new ArrayList<>();

        @Override
        public void add(GradeOverride given) {
            all.add(given);
        }

        @Override
        public List<GradeOverride> of(TenantId within, CourseId course, String lab, PersonId person) {
            return all.stream()
                    .filter(one -> one.tenant().equals(within)
                            && one.course().equals(course)
                            && one.lab().equals(lab)
                            && one.person().equals(person))
                    .toList()
                    .reversed();
        }

        @Override
        public List<GradeOverride> newest(TenantId within, CourseId course, String lab) {
            Map<PersonId, GradeOverride> newest = new LinkedHashMap<>();
            all.stream()
                    .filter(one -> one.tenant().equals(within)
                            && one.course().equals(course)
                            && one.lab().equals(lab))
                    .forEach(one -> newest.put(one.person(), one));
            return List.copyOf(newest.values());
        }
    }
}
