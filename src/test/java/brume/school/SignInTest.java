package brume.school;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInTest {

    private final MemoryPeople people = new MemoryPeople();
    private static final String HERE = "192.0.2.7";

    private final MemoryAudit audit = new MemoryAudit();
    private final Passwords passwords = new Passwords(new SecureRandom(), 10);
    private Instant now = Instant.parse("2026-11-23T08:00:00Z");
    private final SignIn signIn = new SignIn(people, passwords, audit, () -> now);

    @BeforeEach
    void importTheDemoRealm() throws Exception {
        new RealmImport(people, passwords, new SecureRandom()).read(Files.readString(Path.of("realm-export.json")));
    }

    @Test
    void letsEveryDemoPersonIn() {
        for (String name : List.of("alice", "ines", "bob", "ivan", "root")) {
            assertThat(signIn.with(name, name, HERE)).isInstanceOf(SignIn.Outcome.Welcome.class);
        }
    }

    @Test
    void doesNotMindCapitalsInTheNameButDoesInThePassword() {
        assertThat(signIn.with(" Alice ", "alice", HERE)).isInstanceOf(SignIn.Outcome.Welcome.class);
        assertThat(signIn.with("alice", "Alice", HERE)).isEqualTo(new SignIn.Outcome.Refused());
    }

    @Test
    void tellsNoDifferenceBetweenAStrangerAndAWrongPassword() {
        assertThat(signIn.with("nobody", "nobody has this password", HERE))
                .isEqualTo(signIn.with("alice", "wrong", HERE));
    }

    @Test
    void locksAfterFiveWrongPasswordsEvenForTheRightOne() {
        for (int i = 0; i < SignIn.FREE_FAILURES; i++) {
            assertThat(signIn.with("alice", "guess", HERE)).isEqualTo(new SignIn.Outcome.Refused());
        }
        assertThat(signIn.with("alice", "alice", HERE)).isEqualTo(new SignIn.Outcome.Locked(now.plusSeconds(60)));
        assertThat(signIn.with("bob", "bob", HERE)).isInstanceOf(SignIn.Outcome.Welcome.class);
        now = now.plusSeconds(60);
        assertThat(signIn.with("alice", "guess", HERE)).isEqualTo(new SignIn.Outcome.Refused());
        assertThat(signIn.with("alice", "alice", HERE)).isEqualTo(new SignIn.Outcome.Locked(now.plusSeconds(120)));
        now = now.plus(Duration.ofMinutes(2));
        assertThat(signIn.with("alice", "alice", HERE)).isInstanceOf(SignIn.Outcome.Welcome.class);
        assertThat(people.account("alice").orElseThrow().failures()).isZero();
    }

    @Test
    void neverLocksLongerThanAnHour() {
        PersonId alice = people.account("alice").orElseThrow().person().id();
        people.update(alice, one -> one.withFailures(60, Optional.empty()));
        signIn.with("alice", "guess", HERE);
        assertThat(signIn.with("alice", "alice", HERE))
                .isEqualTo(new SignIn.Outcome.Locked(now.plus(Duration.ofHours(1))));
    }

    @Test
    void refusesAnAccountThatIsSwitchedOffOrHasNoPassword() {
        PersonId alice = people.account("alice").orElseThrow().person().id();
        people.update(
                alice,
                one -> new Account(
                        one.person(), false, one.subject(), one.password(), one.failures(), one.lockedUntil()));
        assertThat(signIn.with("alice", "alice", HERE)).isEqualTo(new SignIn.Outcome.Refused());
        Person guest = new Person(new PersonId("p-guest"), "guest", "Guest", "", Set.of(Role.STUDENT), List.of());
        people.add(new Account(guest, true, Optional.empty(), Optional.empty(), 0, Optional.empty()));
        assertThat(signIn.with("guest", "nobody has this password", HERE)).isEqualTo(new SignIn.Outcome.Refused());
    }

    @Test
    void writesDownWhoWasRefusedAndNeverThePassword() {
        signIn.with("alice", "s3cret-guess", HERE);
        signIn.with("nobody\u0000\ud800", "s3cret-guess", HERE);
        assertThat(audit.said()).containsExactly("sign-in-refused alice", "sign-in-refused nobody");
        assertThat(audit.read(new Audit.Wanted(Optional.empty(), Optional.empty(), "", Optional.empty(), 9))
                        .toString())
                .contains("192.0.2.7", "lyon")
                .doesNotContain("s3cret");
    }
}
