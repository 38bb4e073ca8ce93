package brume.school;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// People in memory, for tests.
public final class MemoryPeople implements People {

    private final Map<String, Tenant> tenants = new TreeMap<>();
    private final Map<String, Account> accounts = new TreeMap<>();

    @Override
    public synchronized List<Tenant> tenants() {
        return List.copyOf(tenants.values());
    }

    @Override
    public synchronized Optional<Tenant> tenant(TenantId id) {
        return Optional.ofNullable(tenants.get(id.value()));
    }

    @Override
    public synchronized void add(Tenant tenant) {
        if (tenants.putIfAbsent(tenant.id().value(), tenant) != null) {
            throw new IllegalArgumentException(tenant.id() + " exists already");
        }
    }

    @Override
    public synchronized void rename(Tenant tenant) {
        tenants.replace(tenant.id().value(), tenant);
    }

    @Override
    public synchronized List<Person> all(TenantId within) {
        return accounts.values().stream()
                .map(Account::person)
                .filter(person -> person.isIn(within))
                .sorted(Comparator.comparing(Person::name))
                .toList();
    }

    @Override
    public synchronized List<Account> accounts(Optional<TenantId> within) {
        return accounts.values().stream()
                .filter(one -> within.map(one.person()::isIn)
                        .orElse(one.person().tenants().isEmpty()))
                .sorted(Comparator.comparing(one -> one.person().name()))
                .toList();
    }

    @Override
    public Optional<Person> find(TenantId within, PersonId id) {
        return one(within, person -> person.id().equals(id));
    }

    @Override
    public Optional<Person> find(TenantId within, String username) {
        return one(within, person -> person.username().equals(username));
    }

    private Optional<Person> one(TenantId within, Predicate<Person> wanted) {
        return all(within).stream().filter(wanted).findFirst();
    }

    @Override
    public synchronized Optional<Account> account(String username) {
        return accounts.values().stream()
                .filter(one -> one.person().username().equals(username))
                .findFirst();
    }

    @Override
    public synchronized Optional<Account> account(PersonId id) {
        return Optional.ofNullable(accounts.get(id.value()));
    }

    @Override
    public synchronized Optional<Account> vouchedFor(String subject) {
        return accounts.values().stream()
                .filter(one -> one.subject().equals(Optional.of(subject)))
                .findFirst();
    }

    @Override
    public synchronized void add(Account account) {
        Person person = account.person();
        if (account(person.username()).isPresent()
                || accounts.putIfAbsent(person.id().value(), account) != null) {
            throw new IllegalArgumentException("Taken: " + person.username());
        }
    }

    @Override
    public synchronized Account update(PersonId id, UnaryOperator<Account> change) {
        Account after = change.apply(account(id).orElseThrow(() -> new IllegalArgumentException("Nobody: " + id)));
        if (account(after.person().username())
                .filter(other -> !other.person().id().equals(id))
                .isPresent()) {
            throw new IllegalArgumentException("Taken: " + after.person().username());
        }
        accounts.put(id.value(), after);
        return after;
    }
}
