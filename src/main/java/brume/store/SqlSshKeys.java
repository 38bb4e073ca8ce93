package brume.store;

import brume.school.PersonId;
import brume.school.SshKey;
import brume.school.SshKeyId;
import brume.school.SshKeys;
import brume.school.TenantId;
import java.util.List;

/// The SSH keys that people registered, in the table `ssh_key`.
public final class SqlSshKeys implements SshKeys {

    private final Database database;

    public SqlSshKeys(Database database) {
        this.database = database;
    }

    @Override
    public List<SshKey> of(TenantId within, PersonId person) {
        return database.read(handle -> handle.select(
                        "select id, name, public_key from ssh_key where tenant = ? and person = ? order by name, id",
                        within.value(),
                        person.value())
                .map((row, context) -> new SshKey(
                        SshKeyId.parse(row.getString("id")),
                        within,
                        person,
                        row.getString("name"),
                        row.getString("public_key")))
                .list());
    }

    @Override
    public void add(SshKey key) {
        database.update(
                "insert into ssh_key (id, tenant, person, name, public_key) values (?, ?, ?, ?, ?)",
                key.id().value(),
                key.tenant().value(),
                key.person().value(),
                key.name(),
                key.publicKey());
    }

    @Override
    public void remove(TenantId within, PersonId person, SshKeyId id) {
        database.update(
                "delete from ssh_key where tenant = ? and person = ? and id = ?",
                within.value(),
                person.value(),
                id.value());
    }
}
