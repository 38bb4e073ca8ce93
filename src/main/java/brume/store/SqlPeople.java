package brume.store;

import brume.school.Account;
import brume.school.PasswordHash;
import brume.school.People;
import brume.school.Person;
import brume.school.PersonId;
import brume.school.Role;
import brume.school.Tenant;
import brume.school.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The tenants and the people in them, in the tables `tenant`, `person` and `person_tenant`.
public final class SqlPeople implements People {

    private static final String SELECT = """
            select p.id, p.username, p.name, p.email, p.roles, p.enabled, p.subject, p.password, p.failures, p.locked_until from person p
            """;

    private final Database database;

    public SqlPeople(Database database) {
        this.database = database;
    }

    @Override
    public List<Tenant> tenants() {
        return database.read(handle -> handle.createQuery("select id, name from tenant order by name, id")
                .map((row, context) -> tenant(row))
                .list());
    }

    @Override
    public Optional<Tenant> tenant(TenantId id) {
        return database.read(handle -> handle.select("select id, name from tenant where id = ?", id.value())
                .map((row, context) -> tenant(row))
                .findOne());
    }

    private static Tenant tenant(ResultSet row) throws SQLException {
        return new Tenant(TenantId.parse(row.getString("id")), row.getString("name"));
    }

    @Override
    public void add(Tenant tenant) {
        database.update(
                "insert into tenant (id, name) values (?, ?)", tenant.id().value(), tenant.name());
    }

    @Override
    public void rename(Tenant tenant) {
        database.update(
                "update tenant set name = ? where id = ?",
                tenant.name(),
                tenant.id().value());
    }

    @Override
    public List<Person> all(TenantId within) {
        return accounts(Optional.of(within)).stream().map(Account::person).toList();
    }

    @Override
    public List<Account> accounts(Optional<TenantId> within) {
        return within.map(tenant -> accounts(
                        "join person_tenant t on t.person = p.id where t.tenant = ? order by p.name, p.id",
                        tenant.value()))
                .orElseGet(
                        () -> accounts(
                                "where not exists (select 1 from person_tenant t where t.person = p.id) order by p.name, p.id"));
    }

    @Override
    public Optional<Person> find(TenantId within, PersonId id) {
        return account(id).map(Account::person).filter(person -> person.isIn(within));
    }

    @Override
    public Optional<Person> find(TenantId within, String username) {
        return account(username).map(Account::person).filter(person -> person.isIn(within));
    }

    @Override
    public Optional<Account> account(String username) {
        return accounts("where p.username = ?", username).stream().findFirst();
    }

    @Override
    public Optional<Account> account(PersonId id) {
        return accounts("where p.id = ?", id.value()).stream().findFirst();
    }

    @Override
    public Optional<Account> vouchedFor(String subject) {
        return accounts("where p.subject = ?", subject).stream().findFirst();
    }

    private List<Account> accounts(String which, Object... arguments) {
        return database.read(handle -> accounts(handle, which, arguments));
    }

    private static List<Account> accounts(Handle handle, String which, Object... arguments) {
        return handle.select(SELECT + which, arguments)
                .map((row, context) -> account(handle, row))
                .list();
    }

    private static Account account(Handle handle, ResultSet row) throws SQLException {
        String id = row.getString("id");
        List<TenantId> tenants = handle.select("select tenant from person_tenant where person = ? order by place", id)
                .mapTo(String.class)
                .map(TenantId::parse)
                .list();
        Person person = new Person(
                PersonId.parse(id),
                row.getString("username"),
                row.getString("name"),
                row.getString("email"),
                roles(row.getString("roles")),
                tenants);
        return new Account(
                person,
                row.getBoolean("enabled"),
                Optional.ofNullable(row.getString("subject")),
                Optional.ofNullable(row.getString("password")).map(PasswordHash::parse),
                row.getInt("failures"),
                Rows.optionalTime(row, "locked_until"));
    }

    private static Set<Role> roles(String names) {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        Arrays.stream(names.split(" ", -1))
                .filter(name -> !name.isEmpty())
                .forEach(name -> roles.add(Role.valueOf(name)));
        return roles;
    }

    private static String names(Set<Role> roles) {
        return roles.stream().sorted(Comparator.naturalOrder()).map(Role::name).collect(Collectors.joining(" "));
    }

    @Override
    public void add(Account account) {
        database.write(handle -> insert(handle, account));
    }

    static Account insert(Handle handle, Account account) {
        Person person = account.person();
        handle.execute(
                "insert into person (id, username, name, email, roles, enabled, failures) values (?, ?, '', '', '', false, 0)",
                person.id().value(),
                person.username());
        store(handle, account);
        return account;
    }

    @Override
    public Account update(PersonId id, UnaryOperator<Account> change) {
        return database.write(handle -> {
            Account before = accounts(handle, "where p.id = ? for update", id.value()).stream()
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("No such account: " + id));
            Account changed = change.apply(before);
            store(handle, changed);
            return changed;
        });
    }

    private static void store(Handle handle, Account account) {
        Person person = account.person();
        String id = person.id().value();
        handle.execute(
                """
                update person set username = ?, name = ?, email = ?, roles = ?, enabled = ?, subject = ?, password = ?, failures = ?, locked_until = ?
                where id = ?""",
                person.username(),
                person.name(),
                person.email(),
                names(person.roles()),
                account.enabled(),
                account.subject().orElse(null),
                account.password().map(PasswordHash::value).orElse(null),
                account.failures(),
                Rows.time(account.lockedUntil()),
                id);
        handle.execute("delete from person_tenant where person = ?", id);
        for (int place = 0; place < person.tenants().size(); place++) {
            handle.execute(
                    "insert into person_tenant (tenant, person, place) values (?, ?, ?)",
                    person.tenants().get(place).value(),
                    id,
                    place);
        }
    }
}
