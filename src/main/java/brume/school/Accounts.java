package brume.school;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What admins do to embedded accounts, and everybody to their own password. Each deed is in the [Audit], once for
/// each school that it concerns.
public final class Accounts {

    private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._@+-]{0,99}");
    private static final int NAME_CHARACTERS = 200;
    private static final String UNMISTAKABLE = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int FIRST_PASSWORD_LETTERS = 16;

    private final People people;
    private final Passwords passwords;
    private final Audit audit;
    private final SecureRandom random;
    private final InstantSource clock;
    private final List<Consumer<Person>> disabled = new CopyOnWriteArrayList<>();

    public Accounts(People people, Passwords passwords, Audit audit, SecureRandom random, InstantSource clock) {
        this.people = people;
        this.passwords = passwords;
        this.audit = audit;
        this.random = random;
        this.clock = clock;
    }

    /// Who does it, and from which address.
    public record Doer(Person person, String address) {}

    /// What an admin says of a person.
    public record Wish(String username, String name, String email, Set<Role> roles, List<TenantId> tenants) {
        public Wish {
            username = username.strip().toLowerCase(Locale.ROOT);
            name = name.strip();
            email = email.strip();
            roles = Set.copyOf(roles);
            tenants = List.copyOf(tenants);
        }
    }

    /// A person with the password that is shown once.
    public record Handed(Person person, String password) {}

    /// Why it is not done.
    public enum Why {
        NOT_A_USERNAME,
        USERNAME_TAKEN,
        NO_NAME,
        NO_ROLE,
        NO_SCHOOL,
        NOT_A_SCHOOL,
        SCHOOL_TAKEN,
        ONESELF
    }

    /// It is not done; whoever shows it says why, in the person's language.
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final Why why;

        Refused(Why why) {
            super("Not done: " + why);
            this.why = why;
        }

        public Why why() {
            return why;
        }
    }

    /// Whether somebody may be called so at sign-in.
    static boolean isUsername(String text) {
        return USERNAME.matcher(text).matches();
    }

    /// @return why the password stays as it was; empty when it is changed
    public Optional<PasswordRules.Why> changeOwn(Doer me, String old, String wanted) {
        Optional<Account> account = people.account(me.person().id()).filter(Account::enabled);
        Optional<PasswordHash> hash = account.flatMap(Account::password);
        if (hash.isEmpty() || !passwords.matches(old, hash.get())) {
            return Optional.of(PasswordRules.Why.NOT_THE_OLD_ONE);
        }
        Optional<PasswordRules.Why> against =
                PasswordRules.against(wanted, account.get().person());
        if (against.isPresent() || old.equals(wanted)) {
            return against.or(() -> Optional.of(PasswordRules.Why.THE_SAME));
        }
        PasswordHash changed = passwords.hash(wanted);
        people.update(me.person().id(), one -> one.withPassword(changed));
        note(me, Audit.Action.PASSWORD_CHANGED, account.get().person(), "");
        return Optional.empty();
    }

    /// @throws Refused when the wish is none
    public Handed create(Doer admin, Wish wish) {
        mustAdminister(admin);
        check(wish);
        if (!isUsername(wish.username())) {
            throw new Refused(Why.NOT_A_USERNAME);
        }
        Person person = new Person(
                PersonId.random(random), wish.username(), wish.name(), wish.email(), wish.roles(), wish.tenants());
        String password = firstPassword(random);
        try {
            people.add(new Account(person, passwords.hash(password)));
        } catch (IllegalArgumentException taken) {
            throw new Refused(Why.USERNAME_TAKEN);
        }
        note(admin, Audit.Action.PERSON_CREATED, person, roles(person));
        return new Handed(person, password);
    }

    /// Name, e-mail, roles and schools; the user name stays.
    ///
    /// @throws Refused when the wish is none, or takes the admin's own role
    public Person change(Doer admin, PersonId id, Wish wish) {
        mustAdminister(admin);
        check(wish);
        if (isOneself(admin, id) && !wish.roles().contains(Role.ADMIN)) {
            throw new Refused(Why.ONESELF);
        }
        Person before = find(id);
        Person after = update(
                        id,
                        one -> one.with(new Person(
                                id, one.person().username(), wish.name(), wish.email(), wish.roles(), wish.tenants())))
                .person();
        if (!before.equals(after)) {
            note(admin, Audit.Action.PERSON_CHANGED, before, after, roles(before) + " -> " + roles(after));
        }
        return after;
    }

    /// Whoever is disabled does not get in, and is out.
    ///
    /// @throws Refused when it is the admin's own account
    public void enable(Doer admin, PersonId id, boolean enabled) {
        mustAdminister(admin);
        if (isOneself(admin, id)) {
            throw new Refused(Why.ONESELF);
        }
        Account after = update(id, one -> one.withEnabled(enabled));
        note(admin, enabled ? Audit.Action.PERSON_ENABLED : Audit.Action.PERSON_DISABLED, after.person(), "");
        if (!enabled) {
            disabled.forEach(listener -> listener.accept(after.person()));
        }
    }

    /// Hears of each person who has just been disabled.
    public void onDisabled(Consumer<Person> listener) {
        disabled.add(listener);
    }

    /// A fresh password; the account waits no longer.
    public Handed resetPassword(Doer admin, PersonId id) {
        mustAdminister(admin);
        String password = firstPassword(random);
        PasswordHash hash = passwords.hash(password);
        Account after = update(id, one -> one.withPassword(hash).withFailures(0, Optional.empty()));
        note(admin, Audit.Action.PASSWORD_RESET, after.person(), "");
        return new Handed(after.person(), password);
    }

    private static void mustAdminister(Doer doer) {
        if (!doer.person().is(Role.ADMIN)) {
            throw new Principal.Refused();
        }
    }

    private void check(Wish wish) {
        if (wish.name().isEmpty()
                || wish.name().length() > NAME_CHARACTERS
                || wish.email().length() > NAME_CHARACTERS) {
            throw new Refused(Why.NO_NAME);
        }
        if (wish.roles().isEmpty()) {
            throw new Refused(Why.NO_ROLE);
        }
        boolean isKnown =
                wish.tenants().stream().allMatch(tenant -> people.tenant(tenant).isPresent());
        if (!isKnown || (wish.tenants().isEmpty() && !wish.roles().contains(Role.ADMIN))) {
            throw new Refused(Why.NO_SCHOOL);
        }
    }

    private static boolean isOneself(Doer admin, PersonId id) {
        return admin.person().id().equals(id);
    }

    private Person find(PersonId id) {
        return people.account(id).map(Account::person).orElseThrow(Principal.Refused::new);
    }

    private Account update(PersonId id, UnaryOperator<Account> change) {
        find(id);
        return people.update(id, change);
    }

    private void note(Doer doer, Audit.Action action, Person whom, String detail) {
        note(doer, action, whom, whom, detail);
    }

    private void note(Doer doer, Audit.Action action, Person before, Person after, String detail) {
        Set<Optional<TenantId>> schools = Stream.concat(before.tenants().stream(), after.tenants().stream())
                .map(Optional::of)
                .collect(Collectors.toSet());
        String subject = isOneself(doer, after.id()) ? "" : after.username();
        for (Optional<TenantId> school : schools.isEmpty() ? Set.of(Optional.<TenantId>empty()) : schools) {
            audit.add(new Audit.Line(
                    clock.instant(), school, doer.person().username(), action, subject, detail, doer.address()));
        }
    }

    private static String roles(Person person) {
        return person.roles().stream()
                        .sorted()
                        .map(role -> role.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))
                + person.tenants().stream().map(TenantId::value).collect(Collectors.joining(", ", " (", ")"));
    }

    /// 79 bits, of letters and digits that nobody mistakes for others.
    static String firstPassword(SecureRandom random) {
        String letters = Letters.random(random, UNMISTAKABLE, FIRST_PASSWORD_LETTERS);
        return String.join("-", letters.split("(?<=\\G.{4})"));
    }
}
