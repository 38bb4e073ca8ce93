package brume.store;

import static org.assertj.core.api.Assertions.assertThat;

import brume.school.Account;
import brume.school.PasswordHash;
import brume.school.Person;
import brume.school.PersonId;
import brume.school.Role;
import brume.school.Stays;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who is signed in stays so over a restart, and no longer than they may. [StayTableIT] runs the same on PostgreSQL.
class StayTableTest {

    private static final PersonId ALICE = PersonId.random(new SecureRandom());

    private final Database database = Database.open(location());
    private final SqlPeople people = new SqlPeople(database);
    private Instant now = Instant.parse("2026-11-23T10:00:00Z");
    private final SqlStays stays = new SqlStays(database, people, new SecureRandom(), () -> now);

    Database.Location location() {
        return new Database.Location("jdbc:h2:mem:stay", "brume", "");
    }

    @BeforeEach
    void alice() {
        Person person = new Person(ALICE, "alice", "Alice", "", Set.of(Role.STUDENT), List.of());
        people.add(new Account(person, PasswordHash.parse("one")));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Account account() {
        return people.account(ALICE).orElseThrow();
    }

    private void change(UnaryOperator<Account> change) {
        people.update(ALICE, change);
    }

    @Test
    void theWordOpensTheAccountForEightHours() {
        String word = stays.begin(account());
        now = now.plus(Stays.LONGEST);
        assertThat(stays.find(word)).contains(account());
        now = now.plus(Duration.ofSeconds(1));
        assertThat(stays.find(word)).isEmpty();
    }

    @Test
    void aWordThatWasNotGivenOutOpensNothing() {
        stays.begin(account());
        for (String guess : List.of("", "alice", "x".repeat(100_000), "' or '1'='1")) {
            assertThat(stays.find(guess)).isEmpty();
        }
    }

    @Test
    void theDatabaseHoldsNoWordThatOpens() {
        String word = stays.begin(account());
        List<String> kept = database.read(handle ->
                handle.select("select word_hash from stay").mapTo(String.class).list());
        assertThat(kept).hasSize(1).doesNotContain(word);
        assertThat(stays.find(kept.getFirst())).isEmpty();
    }

    @Test
    void whoeverSignsOutHasEndedThatBrowserOnly() {
        String here = stays.begin(account());
        String there = stays.begin(account());
        stays.end(here);
        assertThat(stays.find(here)).isEmpty();
        assertThat(stays.find(there)).isPresent();
        stays.endAll(ALICE);
        assertThat(stays.find(there)).isEmpty();
    }

    @Test
    void anotherPasswordOrRoleOrAClosedAccountEndsIt() {
        String word = stays.begin(account());
        change(account -> account.withPassword(PasswordHash.parse("two")));
        assertThat(stays.find(word)).isEmpty();
        String next = stays.begin(account());
        change(account -> account.withEnabled(false));
        assertThat(stays.find(next)).isEmpty();
        change(account -> account.withEnabled(true));
        assertThat(stays.find(next)).as("it has ended for good").isEmpty();
    }
}
