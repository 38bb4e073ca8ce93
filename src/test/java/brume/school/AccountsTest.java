package brume.school;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import brume.school.Accounts.Doer;
import brume.school.Accounts.Handed;
import brume.school.Accounts.Why;
import brume.school.Accounts.Wish;
import brume.school.SignIn.Outcome;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountsTest {

    private static final TenantId LYON = TenantId.parse("lyon");
    private static final TenantId LILLE = TenantId.parse("lille");
    private static final String HERE = "192.0.2.7";
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    private final MemoryPeople people = new MemoryPeople();
    private final MemoryAudit audit = new MemoryAudit();
    private final Passwords passwords = new Passwords(new SecureRandom(), 1);
    private final Accounts accounts = new Accounts(people, passwords, audit, new SecureRandom(), () -> NOW);
    private final SignIn signIn = new SignIn(people, passwords, audit, () -> NOW);
    private final Doer root =
            new Doer(new Person(PersonId.parse("p-root"), "root", "Root", "", Set.of(Role.ADMIN), List.of()), HERE);

    AccountsTest() {
        people.add(new Tenant(LYON, "Lyon"));
        people.add(new Tenant(LILLE, "Lille"));
        people.add(new Account(root.person(), passwords.hash("root")));
    }

    private static Wish wish(String username, Set<Role> roles, List<TenantId> tenants) {
        return new Wish(username, "Chloé Durand", "chloe@example.org", roles, tenants);
    }

    private Handed chloe() {
        return accounts.create(root, wish(" Chloe ", Set.of(Role.STUDENT), List.of(LYON)));
    }

    private void refused(Why why, Runnable deed) {
        assertThatThrownBy(deed::run)
                .isInstanceOfSatisfying(
                        Accounts.Refused.class,
                        refused -> assertThat(refused.why()).isEqualTo(why));
    }

    @Test
    void aPersonWhoWasMadeSignsInWithThePasswordThatWasHandedOut() {
        Handed chloe = chloe();
        assertThat(chloe.password()).matches("([a-z2-9]{4}-){3}[a-z2-9]{4}");
        assertThat(signIn.with("chloe", chloe.password(), HERE)).isEqualTo(new Outcome.Welcome(chloe.person()));
        assertThat(audit.said()).containsExactly("person-created root chloe student (lyon)");
    }

    @Test
    void whatIsNoPersonIsNotMade() {
        chloe();
        Set<Role> student = Set.of(Role.STUDENT);
        refused(Why.USERNAME_TAKEN, this::chloe);
        refused(Why.NOT_A_USERNAME, () -> accounts.create(root, wish("a b", student, List.of(LYON))));
        refused(Why.NO_ROLE, () -> accounts.create(root, wish("eva", Set.of(), List.of(LYON))));
        refused(Why.NO_SCHOOL, () -> accounts.create(root, wish("eva", student, List.of())));
        refused(Why.NO_SCHOOL, () -> accounts.create(root, wish("eva", student, List.of(TenantId.parse("nowhere")))));
        refused(Why.NO_NAME, () -> accounts.create(root, new Wish("eva", " ", "", student, List.of(LYON))));
        assertThat(people.account("eva")).isEmpty();
    }

    @Test
    void nobodyButAnAdminDoesAnyOfIt() {
        Handed chloe = chloe();
        Doer me = new Doer(chloe.person(), HERE);
        PersonId id = chloe.person().id();
        Wish admin = wish("eva", Set.of(Role.ADMIN), List.of());
        for (Runnable deed : List.<Runnable>of(
                () -> accounts.create(me, admin),
                () -> accounts.change(me, id, admin),
                () -> accounts.enable(me, root.person().id(), false),
                () -> accounts.resetPassword(me, root.person().id()))) {
            assertThatThrownBy(deed::run).isInstanceOf(Principal.Refused.class);
        }
        assertThat(audit.said()).hasSize(1);
    }

    @Test
    void whoeverIsDisabledDoesNotGetInUntilEnabledAgain() {
        Handed chloe = chloe();
        accounts.enable(root, chloe.person().id(), false);
        assertThat(signIn.with("chloe", chloe.password(), HERE)).isEqualTo(new Outcome.Refused());
        accounts.enable(root, chloe.person().id(), true);
        assertThat(signIn.with("chloe", chloe.password(), HERE)).isInstanceOf(Outcome.Welcome.class);
        assertThat(audit.said())
                .contains("person-disabled root chloe", "sign-in-refused chloe", "person-enabled root chloe");
    }

    @Test
    void aResetPasswordReplacesTheOldOneAndEndsTheWaiting() {
        Handed before = chloe();
        for (int i = 0; i < SignIn.FREE_FAILURES; i++) {
            signIn.with("chloe", "guess", HERE);
        }
        Handed after = accounts.resetPassword(root, before.person().id());
        assertThat(signIn.with("chloe", before.password(), HERE)).isEqualTo(new Outcome.Refused());
        assertThat(signIn.with("chloe", after.password(), HERE)).isInstanceOf(Outcome.Welcome.class);
        assertThat(audit.said()).contains("password-reset root chloe");
    }

    @Test
    void aChangeOfRolesAndSchoolsIsNotedInBothSchools() {
        PersonId id = chloe().person().id();
        accounts.change(root, id, wish("ignored", Set.of(Role.INSTRUCTOR), List.of(LILLE)));
        Person after = people.account(id).orElseThrow().person();
        assertThat(after.username()).isEqualTo("chloe");
        assertThat(after.roles()).containsExactly(Role.INSTRUCTOR);
        assertThat(after.tenants()).containsExactly(LILLE);
        assertThat(audit.said())
                .filteredOn(line -> line.equals("person-changed root chloe student (lyon) -> instructor (lille)"))
                .hasSize(2);
    }

    @Test
    void anAdminCannotLockThemselvesOut() {
        PersonId me = root.person().id();
        refused(Why.ONESELF, () -> accounts.enable(root, me, false));
        refused(Why.ONESELF, () -> accounts.change(root, me, wish("root", Set.of(Role.STUDENT), List.of(LYON))));
    }

    @Test
    void oneChangesOnesOwnPasswordWithTheOldOne() {
        Handed chloe = chloe();
        Doer me = new Doer(chloe.person(), HERE);
        assertThat(accounts.changeOwn(me, "guess", "four fine words here")).contains(PasswordRules.Why.NOT_THE_OLD_ONE);
        assertThat(accounts.changeOwn(me, chloe.password(), chloe.password())).contains(PasswordRules.Why.THE_SAME);
        assertThat(accounts.changeOwn(me, chloe.password(), "chloe2026")).contains(PasswordRules.Why.THE_USER_NAME);
        assertThat(accounts.changeOwn(me, chloe.password(), "four fine words here"))
                .isEqualTo(Optional.empty());
        assertThat(signIn.with("chloe", "four fine words here", HERE)).isInstanceOf(Outcome.Welcome.class);
        assertThat(audit.said()).contains("password-changed chloe");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "short12, TOO_SHORT",
        "éééééé1, TOO_SHORT",
        "chloe.durand, THE_USER_NAME",
        "Chloe.Durand99!, THE_USER_NAME",
        "Chloé Durand, THE_USER_NAME",
        "Password1, TOO_COMMON",
        "azertyuiop, TOO_COMMON",
        "aaaaaaaaaaaa, TOO_COMMON",
        "chloe.durand likes rain, ",
        "x7#kPq2!, ",
        "il pleut sur Nantes, ",
    })
    void aPasswordIsLongEnoughAndNotTheFirstThatOneTries(String password, PasswordRules.Why why) {
        Person person = new Person(
                PersonId.parse("p-c"),
                "chloe.durand",
                "Chloé Durand",
                "c@example.org",
                Set.of(Role.STUDENT),
                List.of());
        assertThat(PasswordRules.against(password, person)).isEqualTo(Optional.ofNullable(why));
    }
}
