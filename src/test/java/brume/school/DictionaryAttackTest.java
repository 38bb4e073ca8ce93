package brume.school;

import static org.assertj.core.api.Assertions.assertThat;

import brume.school.SignIn.Outcome;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Somebody tries a list of passwords on every account of a school.
class DictionaryAttackTest {

    private static final String ATTACKER = "203.0.113.9";
    private static final String SCHOOL = "192.0.2.7";
    private static final int ACCOUNTS = 400;

    private final MemoryPeople people = new MemoryPeople();
    private final MemoryAudit audit = new MemoryAudit();
    private final Passwords passwords = new Passwords(new SecureRandom(), 1);
    private volatile Instant now = Instant.parse("2026-11-23T08:00:00Z");
    private final SignIn signIn = new SignIn(people, passwords, audit, () -> now);

    DictionaryAttackTest() {
        PasswordHash right = passwords.hash("right");
        for (int i = 0; i < ACCOUNTS; i++) {
            Person person =
                    new Person(PersonId.parse("p-" + i), "student" + i, "S", "", Set.of(Role.STUDENT), List.of());
            people.add(new Account(person, right));
        }
    }

    /// @return how many of the guesses were looked at
    private long attack(int guesses, Duration pause, String address) {
        long looked = 0;
        for (int i = 0; i < guesses; i++) {
            Outcome outcome = signIn.with("student" + (i % ACCOUNTS), "guess" + i, address);
            looked += outcome instanceof Outcome.TooMany ? 0 : 1;
            now = now.plus(pause);
        }
        return looked;
    }

    @Test
    void fromOneAddressOverManyAccountsIsSlowedToThreeGuessesAMinute() {
        assertThat(attack(36_000, Duration.ofMillis(100), ATTACKER))
                .as("guesses looked at in an hour, of ten each second")
                .isBetween(200L, 245L);
    }

    @Test
    void withManyGuessesAtOnceIsSlowedAsMuch() throws Exception {
        List<Callable<Outcome>> guesses = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            String name = "student" + i % ACCOUNTS;
            guesses.add(() -> signIn.with(name, "guess", ATTACKER));
        }
        long looked = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Outcome> outcome : threads.invokeAll(guesses)) {
                looked += outcome.get() instanceof Outcome.TooMany ? 0 : 1;
            }
        }
        assertThat(looked)
                .isBetween(
                        (long) Failures.FREE,
                        (long) Failures.FREE + Runtime.getRuntime().availableProcessors() + 2);
    }

    @Test
    void saysFromWhenOnToTryAgainAndKeepsTheWord() {
        attack(Failures.FREE, Duration.ZERO, ATTACKER);
        assertThat(signIn.with("student0", "right", ATTACKER)).isEqualTo(new Outcome.TooMany(now.plus(Failures.EACH)));
        now = now.plus(Failures.EACH);
        assertThat(signIn.with("student399", "right", ATTACKER)).isInstanceOf(Outcome.Welcome.class);
    }

    @Test
    void troublesNobodyAtAnotherAddressNorWhoeverHasBeenHereBefore() {
        assertThat(signIn.with("student399", "right", ATTACKER)).isInstanceOf(Outcome.Welcome.class);
        attack(200, Duration.ZERO, ATTACKER);
        assertThat(signIn.with("student398", "right", SCHOOL)).isInstanceOf(Outcome.Welcome.class);
        assertThat(signIn.with("student399", "right", ATTACKER)).isInstanceOf(Outcome.Welcome.class);
    }

    @Test
    void aWholeClassBehindOneAddressSignsInAtOnceWithSomeMistakes() {
        for (int i = 0; i < 300; i++) {
            if (i % 6 == 0) {
                assertThat(signIn.with("student" + i, "rihgt", SCHOOL)).isEqualTo(new Outcome.Refused());
            }
            assertThat(signIn.with("student" + i, "right", SCHOOL)).isInstanceOf(Outcome.Welcome.class);
        }
    }

    @Test
    void fillsTheAuditNoFasterThanItIsLookedAt() {
        attack(10_000, Duration.ZERO, ATTACKER);
        assertThat(audit.said()).hasSize(Failures.FREE);
        assertThat(audit.said().getLast()).isEqualTo("sign-in-refused student59  address slowed");
    }

    @Test
    void aMachineWithManyAddressesOfOneNetworkIsOne() {
        for (int i = 0; i < Failures.FREE; i++) {
            signIn.with("student" + i, "guess", "2001:db8:1:2::" + Integer.toHexString(i + 1));
        }
        assertThat(signIn.with("student100", "guess", "2001:db8:1:2:ffff::1")).isInstanceOf(Outcome.TooMany.class);
        assertThat(signIn.with("student100", "guess", "2001:db8:1:3::1")).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void rememberedIsABoundedNumberOfAddresses() {
        Failures failures = new Failures();
        for (int i = 0; i < 3 * Failures.ADDRESSES; i++) {
            failures.add("10." + (i >> 16) + "." + ((i >> 8) & 255) + "." + (i & 255), now);
            failures.know("10.0.0.1", "student" + i);
        }
        assertThat(failures.size()).isEqualTo(Failures.ADDRESSES);
        assertThat(failures.waits("10.0.0.1", "nobody", now)).isEqualTo(Optional.empty());
    }
}
