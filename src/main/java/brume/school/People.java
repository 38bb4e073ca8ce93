package brume.school;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The tenants and the people in them. [SignIn] is the way to find out who somebody is; everything else is asked
/// within a tenant.
public interface People {

    List<Tenant> tenants();

    Optional<Tenant> tenant(TenantId id);

    /// @throws IllegalArgumentException when the id is taken
    void add(Tenant tenant);

    /// The tenant of this id has this name from now on.
    void rename(Tenant tenant);

    /// The people of a tenant, by name.
    List<Person> all(TenantId within);

    /// The accounts of a tenant, or of the people who belong to none, by name. For admins.
    List<Account> accounts(Optional<TenantId> within);

    Optional<Person> find(TenantId within, PersonId id);

    Optional<Person> find(TenantId within, String username);

    /// For [SignIn] only, before the tenant is known.
    Optional<Account> account(String username);

    /// For sessions being resumed, before the tenant is known.
    Optional<Account> account(PersonId id);

    /// For [ProviderSignIn] only: whom the identity provider means by this word of its own.
    Optional<Account> vouchedFor(String subject);

    /// @throws IllegalArgumentException when the user name or the id is taken
    void add(Account account);

    /// Changes an account in one atomic step, so that two wrong passwords at once count as two.
    ///
    /// @return the account as it is afterwards
    /// @throws IllegalArgumentException when there is no such account
    Account update(PersonId id, UnaryOperator<Account> change);
}
