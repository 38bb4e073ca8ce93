package brume.school;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// The door for people whom an identity provider vouches for. The provider is right about them: their name, roles and
/// schools are taken over anew each time. A school it names that is not there yet is made.
public final class ProviderSignIn {

    private static final int SUBJECT_AT_MOST = 255;
    private static final int NAME_AT_MOST = 200;

    private final People people;
    private final RandomGenerator random;

    public ProviderSignIn(People people, RandomGenerator random) {
        this.people = people;
        this.random = random;
    }

    /// What the provider says of somebody.
    ///
    /// @param subject its own word for the person, never another's
    /// @param roles those that are roles of Brume count, the others are passed over
    /// @param tenants ids of schools
    public record Claims(
            String subject, String username, String name, String email, List<String> roles, List<String> tenants) {

        public Claims {
            roles = List.copyOf(roles);
            tenants = List.copyOf(tenants);
        }
    }

    /// What came of it.
    public sealed interface Outcome {
        record Welcome(Person person) implements Outcome {}

        /// The provider gives them no role of Brume.
        record NoRole() implements Outcome {}

        /// They have a role, and belong to no school.
        record NoSchool() implements Outcome {}

        /// The user name belongs to somebody else whom the provider vouched for, or the claims name nobody.
        record Unknown() implements Outcome {}

        /// An admin of Brume has closed the account.
        record Closed() implements Outcome {}
    }

    public Outcome with(Claims claims) {
        String username = claims.username().strip().toLowerCase(Locale.ROOT);
        if (username.isEmpty()
                || username.length() > NAME_AT_MOST
                || claims.subject().isBlank()
                || claims.subject().length() > SUBJECT_AT_MOST) {
            return new Outcome.Unknown();
        }
        Set<Role> roles = roles(claims.roles());
        if (roles.isEmpty()) {
            return new Outcome.NoRole();
        }
        List<TenantId> tenants = tenants(claims.tenants());
        if (tenants.isEmpty() && !roles.contains(Role.ADMIN)) {
            return new Outcome.NoSchool();
        }
        try {
            return enter(claims, username, roles, tenants);
        } catch (IllegalArgumentException taken) {
            // Somebody has the name; it may be the same person, whose other tab came in at the same moment.
        }
        try {
            return enter(claims, username, roles, tenants);
        } catch (IllegalArgumentException taken) {
            return new Outcome.Unknown();
        }
    }

    private Outcome enter(Claims claims, String username, Set<Role> roles, List<TenantId> tenants) {
        Optional<Account> known = known(claims.subject(), username);
        if (known.isPresent() && !known.get().enabled()) {
            return new Outcome.Closed();
        }
        PersonId id = known.map(account -> account.person().id()).orElseGet(() -> PersonId.random(random));
        String name = claims.name().isBlank() ? username : claims.name().strip();
        Person person = new Person(id, username, cut(name), cut(claims.email().strip()), roles, tenants);
        store(known, person, claims.subject());
        return new Outcome.Welcome(person);
    }

    /// Whoever had an account with this name before there was a provider is meant by it: their work stays theirs.
    private Optional<Account> known(String subject, String username) {
        return people.vouchedFor(subject)
                .or(() -> people.account(username)
                        .filter(account -> account.subject().isEmpty()));
    }

    private void store(Optional<Account> known, Person person, String subject) {
        if (known.isEmpty()) {
            people.add(Account.vouchedFor(person, subject));
        } else {
            people.update(person.id(), account -> account.with(person).withSubject(subject));
        }
    }

    private static Set<Role> roles(Collection<String> said) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Role role : Role.values()) {
            if (said.stream().anyMatch(role.name()::equalsIgnoreCase)) {
                roles.add(role);
            }
        }
        return roles;
    }

    private List<TenantId> tenants(List<String> said) {
        List<TenantId> tenants = said.stream()
                .filter(TenantId::isOne)
                .map(TenantId::new)
                .distinct()
                .toList();
        tenants.stream()
                .filter(tenant -> people.tenant(tenant).isEmpty())
                .forEach(tenant -> people.add(new Tenant(tenant, tenant.value())));
        return tenants;
    }

    private static String cut(String text) {
        return text.length() > NAME_AT_MOST ? text.substring(0, NAME_AT_MOST) : text;
    }
}
