package brume.store;

import brume.cloud.sandbox.SandboxId;
import brume.lab.Attempt;
import brume.lab.Attempts;
import brume.school.AttemptId;
import brume.school.CourseId;
import brume.school.PersonId;
import brume.school.Principal;
import brume.school.TenantId;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/// Attempts in the table `attempt`, each as one JSON text.
public final class SqlAttempts implements Attempts {

    private final Database database;
    private final JsonMapper json = EntryJson.mapper();

    public SqlAttempts(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Attempt> find(TenantId within, AttemptId id) {
        return select("tenant = ? and id = ?", within.value(), id.value()).stream()
                .findFirst();
    }

    @Override
    public List<Attempt> of(TenantId within, PersonId person) {
        return select("tenant = ? and person = ? order by started desc, id", within.value(), person.value());
    }

    @Override
    public List<Attempt> of(TenantId within, CourseId course, String lab) {
        return select(
                "tenant = ? and course = ? and lab = ? order by started desc, id", within.value(), course.value(), lab);
    }

    @Override
    public Optional<Attempt> in(SandboxId sandbox) {
        return select("sandbox = ?", sandbox.value()).stream().findFirst();
    }

    private List<Attempt> select(String which, Object... arguments) {
        return database.read(handle -> select(handle, which, arguments));
    }

    private List<Attempt> select(Handle handle, String which, Object... arguments) {
        return handle.select("select body from attempt where " + which, arguments)
                .mapTo(String.class)
                .map(this::read)
                .list();
    }

    @Override
    public void add(Attempt attempt) {
        database.update(
                """
                insert into attempt (id, tenant, course, person, lab, number, sandbox, started, body)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                attempt.id().value(),
                attempt.tenant().value(),
                attempt.course().value(),
                attempt.person().value(),
                attempt.lab(),
                attempt.number(),
                attempt.sandbox().value(),
                Rows.time(attempt.started()),
                write(attempt));
    }

    @Override
    public Attempt update(TenantId within, AttemptId id, UnaryOperator<Attempt> change) {
        return database.write(handle -> {
            Attempt before = select(handle, "tenant = ? and id = ? for update", within.value(), id.value()).stream()
                    .findFirst()
                    .orElseThrow(Principal.Refused::new);
            Attempt after = change.apply(before);
            handle.execute(
                    "update attempt set sandbox = ?, body = ? where id = ?",
                    after.sandbox().value(),
                    write(after),
                    id.value());
            return after;
        });
    }

    private String write(Attempt attempt) {
        try {
            return json.writeValueAsString(attempt);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("An attempt that cannot be stored", impossible);
        }
    }

    private Attempt read(String body) {
        try {
            return json.readValue(body, Attempt.class);
        } catch (JsonProcessingException broken) {
            throw new StoreException("A stored attempt cannot be read.", broken);
        }
    }
}
