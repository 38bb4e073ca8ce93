package brume.store;

import static org.assertj.core.api.Assertions.assertThat;

import brume.school.Account;
import brume.school.Audit;
import brume.school.Audit.Action;
import brume.school.Audit.Line;
import brume.school.Audit.Wanted;
import brume.school.PasswordHash;
import brume.school.Person;
import brume.school.PersonId;
import brume.school.Role;
import brume.school.Tenant;
import brume.school.TenantId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What was done is kept, in its order and for its school. [AuditTableIT] runs the same on PostgreSQL.
class AuditTableTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123456Z");
    private static final Optional<TenantId> LYON = Optional.of(TenantId.parse("lyon"));
    private static final Optional<TenantId> LILLE = Optional.of(TenantId.parse("lille"));

    private Database database = Database.open(new Database.Location("jdbc:h2:mem:audit", "brume", ""));
    private SqlAudit audit = new SqlAudit(database);

    Database.Location location() {
        return new Database.Location("jdbc:h2:mem:audit", "brume", "");
    }

    @BeforeEach
    void open() {
        database.close();
        database = Database.open(location());
        audit = new SqlAudit(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Line line(Optional<TenantId> tenant, String username, Action action, String subject) {
        return new Line(NOW, tenant, username, action, subject, "", "192.0.2.7");
    }

    private List<Line> read(Optional<TenantId> within, Optional<Action> action, String text) {
        return audit.read(new Wanted(within, action, text, Optional.empty(), 100)).stream()
                .map(Audit.Kept::line)
                .toList();
    }

    private List<Line> all() {
        return read(Optional.empty(), Optional.empty(), "");
    }

    @Test
    void aLineComesBackAsItWentIn() {
        Line line =
                new Line(NOW, LYON, "ines", Action.PERSON_CHANGED, "été 100%", "student -> instructor", "2001:db8::1");
        audit.add(line);
        assertThat(all()).containsExactly(line);
    }

    @Test
    void everyKindOfLineIsKept() {
        Arrays.stream(Action.values()).forEach(action -> audit.add(line(LYON, "ines", action, "")));
        assertThat(all().reversed()).extracting(Line::action).containsExactly(Action.values());
    }

    @Test
    void anInstructorFindsTheirOwnSchoolOnly() {
        audit.add(line(LYON, "alice", Action.SIGNED_IN, ""));
        audit.add(line(LILLE, "bob", Action.SIGNED_IN, ""));
        audit.add(line(Optional.empty(), "nobody", Action.SIGN_IN_REFUSED, ""));
        assertThat(read(LYON, Optional.empty(), "")).extracting(Line::username).containsExactly("alice");
        assertThat(read(LYON, Optional.empty(), "bob")).isEmpty();
        assertThat(all()).extracting(Line::username).containsExactly("nobody", "bob", "alice");
    }

    @Test
    void theFilterTakesItsTextAsItIsTyped() {
        audit.add(line(LYON, "ines", Action.PASSWORD_RESET, "alice_1"));
        audit.add(line(LYON, "ines", Action.PASSWORD_RESET, "alicex1"));
        audit.add(line(LYON, "ines", Action.SIGNED_IN, "100%!"));
        assertThat(read(LYON, Optional.empty(), " ALICE_1 "))
                .extracting(Line::subject)
                .containsExactly("alice_1");
        assertThat(read(LYON, Optional.empty(), "0%!")).hasSize(1);
        assertThat(read(LYON, Optional.empty(), "%")).hasSize(1);
        assertThat(read(LYON, Optional.empty(), "'; drop table audit; --")).isEmpty();
        assertThat(read(LYON, Optional.of(Action.PASSWORD_RESET), "192.0.2.7")).hasSize(2);
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        for (int i = 0; i < 25; i++) {
            audit.add(line(i % 2 == 0 ? LYON : LILLE, "u" + i, Action.SIGNED_IN, ""));
        }
        StringBuilder seen = new StringBuilder();
        Optional<Long> before = Optional.empty();
        for (int page = 0; page < 5; page++) {
            List<Audit.Kept> read = audit.read(new Wanted(LYON, Optional.empty(), "", before, 3));
            read.forEach(kept -> seen.append(kept.line().username()).append(' '));
            before = Optional.of(read.getLast().number());
            audit.add(line(LYON, "newer", Action.SIGNED_IN, ""));
        }
        assertThat(seen.toString().strip()).isEqualTo("u24 u22 u20 u18 u16 u14 u12 u10 u8 u6 u4 u2 u0");
    }

    @Test
    void whateverIsTypedAsAUserNameIsWritten() {
        audit.add(line(Optional.empty(), "\u0000\ud800" + "😀".repeat(300), Action.SIGN_IN_REFUSED, "é".repeat(500)));
        assertThat(all().getFirst().username()).startsWith("  😀").hasSize(200);
        assertThat(all().getFirst().subject()).hasSize(400);
    }

    @Test
    void accountsAreListedBySchoolAndThoseOfNoneApart() {
        SqlPeople people = new SqlPeople(database);
        people.add(new Tenant(TenantId.parse("lyon"), "Lyon"));
        for (String name : List.of("b", "a")) {
            Person person = new Person(
                    PersonId.parse("p-" + name), name, name, "", Set.of(Role.STUDENT), List.of(TenantId.parse("lyon")));
            people.add(new Account(person, new PasswordHash("x")));
        }
        Person root = new Person(PersonId.parse("p-root"), "root", "Root", "", Set.of(Role.ADMIN), List.of());
        people.add(new Account(root, new PasswordHash("x")));
        people.update(PersonId.parse("p-a"), account -> account.withEnabled(false));
        assertThat(people.accounts(LYON)).extracting(Account::enabled).containsExactly(false, true);
        assertThat(people.accounts(LILLE)).isEmpty();
        assertThat(people.accounts(Optional.empty()))
                .extracting(Account::person)
                .containsExactly(root);
    }
}
