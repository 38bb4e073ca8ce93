package brume.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import brume.cloud.sandbox.SandboxId;
import brume.lab.Attempt;
import brume.lab.CheckResult;
import brume.lab.GradeOverride;
import brume.lab.Words;
import brume.school.AccessKey;
import brume.school.AccessKeys;
import brume.school.Account;
import brume.school.AttemptId;
import brume.school.Audit;
import brume.school.Course;
import brume.school.CourseId;
import brume.school.Enrolment;
import brume.school.Enrolments;
import brume.school.PasswordHash;
import brume.school.Person;
import brume.school.PersonId;
import brume.school.Principal;
import brume.school.Role;
import brume.school.SandboxOwner;
import brume.school.SshKey;
import brume.school.SshKeyId;
import brume.school.Tenant;
import brume.school.TenantId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the school and the lab keep, and that a stranger's tenant finds none of it. [SchoolTablesIT] runs the same on
/// PostgreSQL.
class SchoolTablesTest {

    static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123456Z");
    static final TenantId LYON = TenantId.parse("lyon");
    static final TenantId LILLE = TenantId.parse("lille");
    static final PersonId ALICE = PersonId.parse("p-alice");
    static final CourseId CLOUD = CourseId.parse("cloud");
    static final SandboxId SANDBOX = SandboxId.parse("sb-aaaaaaaaaaaa");
    static final AttemptId ATTEMPT = AttemptId.parse("at-aaaaaaaaaaaaaaaa");
    static final SandboxOwner OWNER = owner("aaaaaaaaaaaa", "123456789012", Optional.of(CLOUD));
    static final AccessKey KEY = new AccessKey("AKIAABCDEFGHIJKLMNOP", "s3cret/of+40", SANDBOX, "alice", true);

    @TempDir
    Path folder;

    private Database database = Database.open(new Database.Location("jdbc:h2:mem:school", "brume", ""));

    Database.Location location() {
        return new Database.Location("jdbc:h2:mem:school", "brume", "");
    }

    @BeforeEach
    void open() {
        database.close();
        database = Database.open(location());
        SqlPeople people = new SqlPeople(database);
        people.add(new Tenant(LYON, "École de Lyon"));
        people.add(new Tenant(LILLE, "École de Lille"));
        people.add(alice());
    }

    @AfterEach
    void close() {
        database.close();
    }

    static SandboxOwner owner(String letters, String account, Optional<CourseId> course) {
        return new SandboxOwner(
                SandboxId.parse("sb-" + letters),
                LYON,
                ALICE,
                account,
                NOW,
                course.map(id -> ATTEMPT),
                course,
                Optional.empty());
    }

    static Account alice() {
        Person person =
                new Person(ALICE, "alice", "Alice Étudiante", "alice@example.org", Set.of(Role.STUDENT), List.of(LYON));
        return new Account(person, PasswordHash.parse("pbkdf2-sha256$1$a$b"));
    }

    @Test
    void aSchoolGetsAnotherNameAndNoSecondOneItsId() {
        SqlPeople people = new SqlPeople(database);
        people.rename(new Tenant(LYON, "Lyon 1"));
        assertThat(people.tenant(LYON)).contains(new Tenant(LYON, "Lyon 1"));
        assertThat(people.tenant(LILLE)).contains(new Tenant(LILLE, "École de Lille"));
        assertThatThrownBy(() -> people.add(new Tenant(LYON, "Another"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findsPeopleInTheirTenantOnly() {
        SqlPeople people = new SqlPeople(database);
        assertThat(people.find(LYON, ALICE)).contains(alice().person());
        assertThat(people.find(LYON, "alice")).contains(alice().person());
        assertThat(people.all(LYON)).containsExactly(alice().person());
        assertThat(people.find(LILLE, ALICE)).isEmpty();
        assertThat(people.find(LILLE, "alice")).isEmpty();
        assertThat(people.all(LILLE)).isEmpty();
        assertThat(people.account("alice")).contains(alice());
        assertThat(people.account("alice' or '1'='1")).isEmpty();
        assertThat(people.tenants()).extracting(Tenant::id).containsExactly(LILLE, LYON);
        assertThat(people.tenant(TenantId.parse("nice"))).isEmpty();
    }

    @Test
    void refusesAUserNameThatIsTaken() {
        Person twin = new Person(PersonId.parse("p-twin"), "alice", "Twin", "", Set.of(), List.of());
        assertThatThrownBy(() -> new SqlPeople(database).add(new Account(twin, PasswordHash.parse("x"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countsEveryWrongPasswordOfManyAtOnce() throws Exception {
        SqlPeople people = new SqlPeople(database);
        List<Callable<Account>> wrong = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            wrong.add(() ->
                    people.update(ALICE, account -> account.withFailures(account.failures() + 1, Optional.of(NOW))));
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var done : threads.invokeAll(wrong)) {
                done.get();
            }
        }
        assertThat(people.account(ALICE)).contains(alice().withFailures(20, Optional.of(NOW)));
    }

    @Test
    void writesAFileOfPeopleAsAWholeOrNotAtAll() {
        SqlPeople people = new SqlPeople(database);
        SqlCourses courses = new SqlCourses(database);
        SqlEnrolments enrolments = new SqlEnrolments(database);
        SqlAudit audit = new SqlAudit(database);
        courses.add(new Course(CLOUD, LYON, "Cloud", List.of()));
        courses.enrol(new Enrolment(LYON, CLOUD, ALICE, Role.STUDENT));
        Person zoe = new Person(PersonId.parse("p-zoe"), "zoe", "Zoé", "", Set.of(Role.STUDENT), List.of(LYON));
        Person twin = new Person(PersonId.parse("p-twin"), "zoe", "Zoé", "", Set.of(Role.STUDENT), List.of(LYON));
        Audit.Line line = new Audit.Line(
                NOW, Optional.of(LYON), "ines", Audit.Action.ENROLMENT_FILE, "cloud-file", "added 1", "192.0.2.7");
        Enrolments.Batch broken = new Enrolments.Batch(
                LYON,
                CLOUD,
                List.of(new Account(zoe, new PasswordHash("x")), new Account(twin, new PasswordHash("x"))),
                List.of(),
                List.of(),
                List.of(ALICE),
                List.of(line));
        assertThatThrownBy(() -> enrolments.write(broken)).isInstanceOf(IllegalArgumentException.class);
        assertThat(people.account("zoe")).isEmpty();
        assertThat(courses.role(LYON, CLOUD, ALICE)).contains(Role.STUDENT);
        enrolments.write(new Enrolments.Batch(
                LYON,
                CLOUD,
                List.of(new Account(zoe, new PasswordHash("x"))),
                List.of(new Enrolments.Renamed(ALICE, "Alice M.", "new@example.org")),
                List.of(new Enrolment(LYON, CLOUD, zoe.id(), Role.STUDENT)),
                List.of(ALICE),
                List.of(line)));
        assertThat(people.account("zoe")).map(Account::person).contains(zoe);
        assertThat(people.account(ALICE).orElseThrow().person().name()).isEqualTo("Alice M.");
        assertThat(people.account(ALICE).orElseThrow().password()).isEqualTo(alice().password());
        assertThat(courses.enrolments(LYON, CLOUD)).containsExactly(new Enrolment(LYON, CLOUD, zoe.id(), Role.STUDENT));
        assertThat(audit.read(new Audit.Wanted(Optional.of(LYON), Optional.empty(), "cloud-file", Optional.empty(), 9)))
                .extracting(Audit.Kept::line)
                .containsExactly(line);
    }

    @Test
    void keepsCoursesAndWhoIsInThem() {
        SqlCourses courses = new SqlCourses(database);
        Course course = new Course(CLOUD, LYON, "Cloud", List.of("ec2-first-instance", "vpc"));
        courses.add(new Course(CLOUD, LYON, "Old title", List.of()));
        assertThatThrownBy(() -> courses.add(course)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> courses.update(LILLE, CLOUD, now -> now)).isInstanceOf(IllegalArgumentException.class);
        assertThat(courses.update(LYON, CLOUD, now -> now.with("Cloud", course.labs())))
                .isEqualTo(course);
        courses.enrol(new Enrolment(LYON, CLOUD, ALICE, Role.INSTRUCTOR));
        courses.enrol(new Enrolment(LYON, CLOUD, ALICE, Role.STUDENT));
        assertThat(courses.find(LYON, CLOUD)).contains(course);
        assertThat(courses.all(LYON)).containsExactly(course);
        assertThat(courses.of(LYON, ALICE)).containsExactly(course);
        assertThat(courses.enrolments(LYON, CLOUD)).containsExactly(new Enrolment(LYON, CLOUD, ALICE, Role.STUDENT));
        assertThat(courses.role(LYON, CLOUD, ALICE)).contains(Role.STUDENT);
        assertThat(courses.role(LILLE, CLOUD, ALICE)).isEmpty();
        courses.update(LYON, CLOUD, now -> now.withArchived(true));
        assertThat(courses.find(LYON, CLOUD)).contains(course.withArchived(true));
        courses.update(LYON, CLOUD, now -> now.withArchived(false));
        assertThat(courses.find(LILLE, CLOUD)).isEmpty();
        assertThat(courses.enrolments(LILLE, CLOUD)).isEmpty();
        courses.leave(LILLE, CLOUD, ALICE);
        assertThat(courses.of(LYON, ALICE)).hasSize(1);
        courses.leave(LYON, CLOUD, ALICE);
        assertThat(courses.of(LYON, ALICE)).isEmpty();
    }

    @Test
    void opensASandboxToItsTenantAndItsDoors() {
        SqlSandboxes sandboxes = new SqlSandboxes(database);
        sandboxes.add(OWNER);
        assertThat(sandboxes.find(LYON, SANDBOX)).contains(OWNER);
        assertThat(sandboxes.of(LYON, ALICE)).containsExactly(OWNER);
        assertThat(sandboxes.atTheDoor(SANDBOX)).contains(OWNER);
        assertThat(sandboxes.find(LILLE, SANDBOX)).isEmpty();
        assertThat(sandboxes.of(LILLE, ALICE)).isEmpty();
        assertThat(sandboxes.all(LILLE)).isEmpty();
        assertThatThrownBy(() -> sandboxes.add(OWNER)).isInstanceOf(IllegalArgumentException.class);
        sandboxes.remove(LILLE, SANDBOX);
        assertThat(sandboxes.all(LYON)).containsExactly(OWNER);
    }

    @Test
    void takesTheKeysOfARemovedSandboxAway() {
        SqlSandboxes sandboxes = new SqlSandboxes(database);
        SqlAccessKeys keys = new SqlAccessKeys(database, Secrets.in(folder.resolve("secret.key")));
        sandboxes.add(OWNER);
        keys.add(KEY);
        sandboxes.remove(LYON, SANDBOX);
        assertThat(keys.find(KEY.accessKeyId())).isEmpty();
        assertThat(sandboxes.atTheDoor(SANDBOX)).isEmpty();
    }

    @Test
    void keepsAccessKeysWithTheirSecretEncrypted() {
        SqlAccessKeys keys = new SqlAccessKeys(database, Secrets.in(folder.resolve("secret.key")));
        new SqlSandboxes(database).add(OWNER);
        keys.add(KEY);
        SqlAccessKeys reopened = new SqlAccessKeys(database, Secrets.in(folder.resolve("secret.key")));
        assertThat(reopened.find(KEY.accessKeyId())).contains(KEY);
        assertThat(reopened.of(LYON, SANDBOX)).containsExactly(KEY);
        assertThat(reopened.of(LILLE, SANDBOX)).isEmpty();
        String stored = database.read(handle -> handle.select("select secret from access_key")
                .mapTo(String.class)
                .one());
        assertThat(stored).doesNotContain(KEY.secret());
        reopened.deactivate(LILLE, KEY.accessKeyId());
        assertThat(reopened.find(KEY.accessKeyId())).contains(KEY);
        reopened.deactivate(LYON, KEY.accessKeyId());
        assertThat(reopened.find(KEY.accessKeyId())).contains(KEY.deactivated());
        assertThat(keys.find(KEY.accessKeyId())).contains(KEY.deactivated());
    }

    @Test
    void remembersWhenAKeyWasMadeShownAndUsed() {
        SqlAccessKeys keys = new SqlAccessKeys(database, Secrets.in(folder.resolve("secret.key")));
        new SqlSandboxes(database).add(OWNER);
        keys.add(KEY);
        AccessKeys.Listed fresh = keys.list(LYON, SANDBOX).getFirst();
        assertThat(fresh.key()).isEqualTo(KEY);
        assertThat(fresh.created())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        assertThat(fresh.lastUsed()).isEmpty();
        assertThat(fresh.shown()).isFalse();
        assertThat(keys.list(LILLE, SANDBOX)).isEmpty();

        assertThat(keys.show(LILLE, KEY.accessKeyId())).isFalse();
        assertThat(keys.show(LYON, KEY.accessKeyId())).isTrue();
        assertThat(keys.show(LYON, KEY.accessKeyId())).isFalse();
        keys.used(KEY.accessKeyId(), NOW);
        keys.used(KEY.accessKeyId(), NOW.plusSeconds(30));
        AccessKeys.Listed now = keys.list(LYON, SANDBOX).getFirst();
        assertThat(now.shown()).isTrue();
        assertThat(now.lastUsed()).contains(NOW);

        assertThat(keys.addShown(AccessKey.create(SANDBOX, "alice", new Random(3)), 2))
                .isTrue();
        assertThat(keys.addShown(AccessKey.create(SANDBOX, "alice", new Random(4)), 2))
                .isFalse();
        keys.remove(LILLE, KEY.accessKeyId());
        assertThat(keys.find(KEY.accessKeyId())).contains(KEY);
        keys.remove(LYON, KEY.accessKeyId());
        assertThat(keys.find(KEY.accessKeyId())).isEmpty();
        assertThat(keys.list(LYON, SANDBOX)).hasSize(1);
    }

    @Test
    void readsNoSecretWithAnotherKeyFile() {
        new SqlSandboxes(database).add(OWNER);
        new SqlAccessKeys(database, Secrets.in(folder.resolve("one.key"))).add(KEY);
        SqlAccessKeys other = new SqlAccessKeys(database, Secrets.in(folder.resolve("two.key")));
        assertThatThrownBy(() -> other.find(KEY.accessKeyId()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("key file")
                .hasMessageNotContaining(KEY.secret());
    }

    @Test
    void keepsRegisteredSshKeys() {
        SqlSshKeys keys = new SqlSshKeys(database);
        SshKey key = new SshKey(
                SshKeyId.parse("sk-aaaaaaaaaaaaaaaa"), LYON, ALICE, "laptop", "ssh-ed25519 AAAA alice@laptop");
        keys.add(key);
        assertThat(keys.of(LYON, ALICE)).containsExactly(key);
        assertThat(keys.of(LILLE, ALICE)).isEmpty();
        keys.remove(LILLE, ALICE, key.id());
        assertThat(keys.of(LYON, ALICE)).hasSize(1);
        keys.remove(LYON, ALICE, key.id());
        assertThat(keys.of(LYON, ALICE)).isEmpty();
    }

    private static Attempt attempt() {
        CheckResult passed = new CheckResult(
                "key-pair",
                CheckResult.Status.PASSED,
                2,
                2,
                "",
                "",
                new Words("", ""),
                Optional.of("wrong-region"),
                "key-pairs",
                Optional.of(NOW));
        return new Attempt(
                ATTEMPT,
                LYON,
                CLOUD,
                ALICE,
                "ec2-first-instance",
                3,
                1,
                -42L,
                SANDBOX,
                List.of(SandboxId.parse("sb-bbbbbbbbbbbb")),
                NOW,
                Optional.empty(),
                Map.of("key-pair", passed),
                List.of(new Attempt.HintTaken("connect", 0, 1, NOW)),
                17,
                Optional.of(NOW));
    }

    @Test
    void keepsAttemptsAndWhatTheyEarned() {
        SqlAttempts attempts = new SqlAttempts(database);
        attempts.add(attempt());
        assertThat(attempts.find(LYON, ATTEMPT)).contains(attempt());
        assertThat(attempts.of(LYON, ALICE)).containsExactly(attempt());
        assertThat(attempts.of(LYON, CLOUD, "ec2-first-instance")).containsExactly(attempt());
        assertThat(attempts.in(SANDBOX)).contains(attempt());
        assertThat(attempts.in(SandboxId.parse("sb-bbbbbbbbbbbb"))).isEmpty();
        assertThat(attempts.find(LILLE, ATTEMPT)).isEmpty();
        assertThat(attempts.of(LILLE, CLOUD, "ec2-first-instance")).isEmpty();
        assertThatThrownBy(() -> attempts.add(attempt())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> attempts.update(LILLE, ATTEMPT, before -> before))
                .isInstanceOf(Principal.Refused.class);
    }

    private static GradeOverride given(PersonId person, Optional<Integer> points, String reason) {
        PersonId ines = PersonId.parse("p-ines");
        return new GradeOverride(LYON, CLOUD, "ec2-first-instance", person, points, reason, 7, ines, "ines", NOW);
    }

    @Test
    void keepsEveryMarkGivenByHandAndFindsTheNewest() {
        SqlGradeOverrides overrides = new SqlGradeOverrides(database);
        PersonId bea = PersonId.parse("p-bea");
        GradeOverride first = given(ALICE, Optional.of(12), "Panne réseau, l’étape 4 comptée");
        GradeOverride second = given(ALICE, Optional.of(0), "Copié");
        GradeOverride withdrawn = given(ALICE, Optional.empty(), "");
        GradeOverride other = given(bea, Optional.of(31), "Oral");
        List.of(first, other, second, withdrawn).forEach(overrides::add);
        assertThat(overrides.of(LYON, CLOUD, "ec2-first-instance", ALICE)).containsExactly(withdrawn, second, first);
        assertThat(overrides.newest(LYON, CLOUD, "ec2-first-instance")).containsExactly(withdrawn, other);
        assertThat(overrides.of(LYON, CLOUD, "vpc", ALICE)).isEmpty();
        assertThat(overrides.of(LILLE, CLOUD, "ec2-first-instance", ALICE)).isEmpty();
        assertThat(overrides.newest(LILLE, CLOUD, "ec2-first-instance")).isEmpty();
    }

    @Test
    void readsAnAttemptOfBeforeHandsWereRaised() {
        SqlAttempts attempts = new SqlAttempts(database);
        attempts.add(attempt());
        String body = database.read(handle ->
                handle.select("select body from attempt").mapTo(String.class).one());
        String before = body.replaceFirst(",\"hand\":\"[^\"]*\"", "");
        assertThat(before).isNotEqualTo(body);
        database.update("update attempt set body = ?", before);
        assertThat(attempts.find(LYON, ATTEMPT)).hasValueSatisfying(read -> {
            assertThat(read.hand()).isEmpty();
            assertThat(read.position()).isEqualTo(attempt().position());
        });
    }
}
