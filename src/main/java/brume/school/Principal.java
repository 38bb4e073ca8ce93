package brume.school;

import java.util.Set;

/// One person acting in one tenant: what every request resolves to before anything else happens.
public record Principal(PersonId person, String username, TenantId tenant, Set<Role> roles) {

    public Principal {
        roles = Set.copyOf(roles);
    }

    /// The person in one of their own tenants; an admin may step into any.
    ///
    /// @throws Refused when the person has no business there
    public static Principal of(Person person, TenantId tenant) {
        if (!person.isIn(tenant) && !person.is(Role.ADMIN)) {
            throw new Refused();
        }
        return new Principal(person.id(), person.username(), tenant, person.roles());
    }

    /// Is somebody who teaches; which classes they see, [Courses#isTaughtBy] says.
    public boolean teaches() {
        return roles.contains(Role.INSTRUCTOR) || roles.contains(Role.ADMIN);
    }

    public boolean administers() {
        return roles.contains(Role.ADMIN);
    }

    /// Says as little as possible: whether the thing exists is not the asker's business.
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Refused() {
            super("There is nothing here for you");
        }
    }
}
