package brume.school;

import java.util.List;
import java.util.Set;

/// Somebody who can sign in.
///
/// @param username what is typed at sign-in; unique in all of Brume, lower case
/// @param name shown to people
/// @param tenants the schools the person belongs to; an admin may have none
public record Person(PersonId id, String username, String name, String email, Set<Role> roles, List<TenantId> tenants) {

    public Person {
        roles = Set.copyOf(roles);
        tenants = List.copyOf(tenants);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    public boolean isIn(TenantId tenant) {
        return tenants.contains(tenant);
    }
}
