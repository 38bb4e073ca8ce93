package brume.store;

import static brume.store.SchoolTablesTest.ALICE;
import static brume.store.SchoolTablesTest.CLOUD;
import static brume.store.SchoolTablesTest.LILLE;
import static brume.store.SchoolTablesTest.LYON;
import static brume.store.SchoolTablesTest.OWNER;
import static brume.store.SchoolTablesTest.SANDBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import brume.cloud.sandbox.SandboxId;
import brume.school.Course;
import brume.school.CourseId;
import brume.school.Quota;
import brume.school.QuotaFull;
import brume.school.SandboxOwner;
import brume.school.Tenant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How many sandboxes there may be, which are open, and what may be in them. [QuotaTablesIT] runs the same on
/// PostgreSQL.
class QuotaTablesTest {

    private static final CourseId OTHER = CourseId.parse("other");

    @TempDir
    Path folder;

    private Database database = Database.open(location());

    Database.Location location() {
        return new Database.Location("jdbc:h2:mem:quotas", "brume", "");
    }

    @BeforeEach
    void open() {
        database.close();
        database = Database.open(location());
        SqlPeople people = new SqlPeople(database);
        people.add(new Tenant(LYON, "École de Lyon"));
        people.add(new Tenant(LILLE, "École de Lille"));
        people.add(SchoolTablesTest.alice());
        for (CourseId id : List.of(CLOUD, OTHER)) {
            new SqlCourses(database).add(new Course(id, LYON, "Cloud", List.of()));
            new SqlCourses(database).add(new Course(id, LILLE, "Cloud", List.of()));
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Quota quota(@Nullable Integer sandboxes, @Nullable Integer instances, @Nullable Integer storageGib) {
        return new Quota(
                Optional.ofNullable(sandboxes), Optional.ofNullable(instances), Optional.ofNullable(storageGib));
    }

    private static SandboxOwner owner(int number, Optional<CourseId> course) {
        return SchoolTablesTest.owner(
                "%012d"
                        .formatted(number)
                        .replace('0', 'a')
                        .replace('1', 'b')
                        .replace('8', 'z')
                        .replace('9', 'y'),
                "1%011d".formatted(number),
                course);
    }

    @Test
    void keepsTheQuotasOfASchoolAndItsCoursesApart() {
        SqlQuotas quotas = new SqlQuotas(database);
        assertThat(quotas.of(LYON)).isEqualTo(Quota.NONE);
        quotas.set(LYON, quota(300, 20, null));
        quotas.set(LYON, CLOUD, quota(30, null, 100));
        assertThat(quotas.of(LYON)).isEqualTo(quota(300, 20, null));
        assertThat(quotas.of(LYON, CLOUD)).isEqualTo(quota(30, null, 100));
        assertThat(quotas.of(LYON, OTHER)).isEqualTo(Quota.NONE);
        assertThat(quotas.of(LILLE)).isEqualTo(Quota.NONE);
        assertThat(quotas.of(LILLE, CLOUD)).isEqualTo(Quota.NONE);
        quotas.set(LYON, quota(null, null, 0));
        assertThat(quotas.of(LYON)).isEqualTo(quota(null, null, 0));
    }

    @Test
    void holdsASandboxToTheNarrowerOfItsSchoolAndItsCourse() {
        SqlQuotas quotas = new SqlQuotas(database);
        SandboxOwner elsewhere = owner(2, Optional.of(OTHER));
        SandboxOwner free = owner(3, Optional.empty());
        for (SandboxOwner one : List.of(OWNER, elsewhere, free)) {
            new SqlSandboxes(database).add(one);
        }
        assertThat(quotas.in(SANDBOX)).isEqualTo(Quota.NONE);
        quotas.set(LYON, quota(300, 20, null));
        quotas.set(LYON, CLOUD, quota(30, 25, 100));
        quotas.set(LILLE, quota(1, 1, 1));
        quotas.set(LILLE, CLOUD, quota(1, 1, 1));
        assertThat(quotas.in(SANDBOX)).isEqualTo(quota(30, 20, 100));
        assertThat(quotas.in(elsewhere.sandbox())).isEqualTo(quota(300, 20, null));
        assertThat(quotas.in(free.sandbox())).isEqualTo(quota(300, 20, null));
        assertThat(quotas.in(SandboxId.parse("sb-zzzzzzzzzzzz"))).isEqualTo(Quota.NONE);
    }

    @Test
    void refusesTheSandboxThatIsOneTooManyAndSaysWhoseQuotaItIs() {
        SqlQuotas quotas = new SqlQuotas(database);
        SqlSandboxes sandboxes = new SqlSandboxes(database);
        quotas.set(LYON, quota(3, null, null));
        quotas.set(LYON, CLOUD, quota(2, null, null));
        sandboxes.add(OWNER);
        sandboxes.add(owner(2, Optional.of(CLOUD)));
        assertThatThrownBy(() -> sandboxes.add(owner(3, Optional.of(CLOUD))))
                .isInstanceOfSatisfying(QuotaFull.class, full -> {
                    assertThat(full.whose()).isEqualTo(QuotaFull.Whose.COURSE);
                    assertThat(full.allowed()).isEqualTo(2);
                });
        sandboxes.add(owner(4, Optional.of(OTHER)));
        assertThatThrownBy(() -> sandboxes.add(owner(5, Optional.of(OTHER))))
                .isInstanceOfSatisfying(
                        QuotaFull.class, full -> assertThat(full.whose()).isEqualTo(QuotaFull.Whose.SCHOOL));
        assertThat(sandboxes.all(LYON)).hasSize(3);
        assertThat(quotas.open(LYON)).isEqualTo(3);
        assertThat(quotas.open(LYON, CLOUD)).isEqualTo(2);
        assertThat(quotas.open(LILLE)).isZero();
        quotas.set(LYON, quota(1, null, null));
        sandboxes.replace(OWNER, owner(6, Optional.of(CLOUD)));
        assertThat(quotas.open(LYON)).as("starting over is nothing new").isEqualTo(3);
        new SqlCourses(database).update(LYON, CLOUD, course -> course.withArchived(true));
        assertThat(quotas.open(LYON)).as("an archived course uses nothing").isEqualTo(1);
    }

    @Test
    void letsOnlyOneTakeTheLastPlace() throws Exception {
        SqlSandboxes sandboxes = new SqlSandboxes(database);
        new SqlQuotas(database).set(LYON, CLOUD, quota(3, null, null));
        List<Callable<Boolean>> students = new ArrayList<>();
        for (int number = 1; number <= 7; number++) {
            SandboxOwner one = owner(number, Optional.of(CLOUD));
            students.add(() -> {
                try {
                    sandboxes.add(one);
                    return true;
                } catch (QuotaFull full) {
                    return false;
                }
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int in = 0;
            for (Future<Boolean> one : threads.invokeAll(students)) {
                in += one.get() ? 1 : 0;
            }
            assertThat(in).isEqualTo(3);
        }
        assertThat(sandboxes.of(LYON, CLOUD)).hasSize(3);
    }

    @Test
    void closesTheDoorsOfAnArchivedCourseOfAnOldSandboxAndOfADisabledPerson() {
        SqlSandboxes sandboxes = new SqlSandboxes(database);
        SqlCourses courses = new SqlCourses(database);
        SqlPeople people = new SqlPeople(database);
        sandboxes.add(OWNER);
        new SqlAccessKeys(database, secrets()).add(SchoolTablesTest.KEY);
        assertThat(isOpen()).isTrue();
        courses.update(LILLE, CLOUD, course -> course.withArchived(true));
        courses.update(LYON, OTHER, course -> course.withArchived(true));
        assertThat(isOpen()).as("other courses are").isTrue();
        courses.update(LYON, CLOUD, course -> course.withArchived(true));
        assertThat(closed()).contains(SandboxOwner.Closed.COURSE_ARCHIVED);
        assertThat(isOpen()).isFalse();
        courses.update(LYON, CLOUD, course -> course.withArchived(false));
        assertThat(isOpen()).as("brought back").isTrue();
        people.update(ALICE, account -> account.withEnabled(false));
        assertThat(closed()).contains(SandboxOwner.Closed.PERSON_DISABLED);
        assertThat(isOpen()).isFalse();
        people.update(ALICE, account -> account.withEnabled(true));
        assertThat(isOpen()).isTrue();
        SandboxOwner fresh = owner(2, Optional.of(CLOUD));
        sandboxes.replace(OWNER, fresh);
        assertThat(closed()).contains(SandboxOwner.Closed.REPLACED);
        assertThat(isOpen()).isFalse();
        assertThat(sandboxes.atTheDoor(fresh.sandbox())).contains(fresh);
    }

    @Test
    void forgetsAtOnceThatTheKeysOfASandboxWereActive() {
        new SqlSandboxes(database).add(OWNER);
        SqlAccessKeys keys = new SqlAccessKeys(database, secrets());
        keys.add(SchoolTablesTest.KEY);
        assertThat(keys.find(SchoolTablesTest.KEY.accessKeyId())).contains(SchoolTablesTest.KEY);
        new SqlCourses(database).update(LYON, CLOUD, course -> course.withArchived(true));
        keys.forget(SANDBOX);
        assertThat(keys.find(SchoolTablesTest.KEY.accessKeyId())).contains(SchoolTablesTest.KEY.deactivated());
    }

    private Secrets secrets() {
        return Secrets.in(folder.resolve("secret.key"));
    }

    private Optional<SandboxOwner.Closed> closed() {
        return new SqlSandboxes(database).atTheDoor(SANDBOX).flatMap(SandboxOwner::closed);
    }

    /// As its owner, as its key, and in the list of its keys: they say the same.
    private boolean isOpen() {
        SqlAccessKeys keys = new SqlAccessKeys(database, secrets());
        boolean owner = new SqlSandboxes(database)
                .atTheDoor(SANDBOX)
                .filter(SandboxOwner::isOpen)
                .isPresent();
        assertThat(keys.find(SchoolTablesTest.KEY.accessKeyId()).orElseThrow().active())
                .isEqualTo(owner);
        assertThat(keys.of(LYON, SANDBOX).getFirst().active()).isEqualTo(owner);
        return owner;
    }
}
