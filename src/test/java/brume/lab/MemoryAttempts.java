package brume.lab;

import brume.cloud.sandbox.SandboxId;
import brume.school.AttemptId;
import brume.school.CourseId;
import brume.school.PersonId;
import brume.school.Principal;
import brume.school.TenantId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Attempts in memory, for tests.
final class MemoryAttempts implements Attempts {

    private final Map<AttemptId, Attempt> attempts = new LinkedHashMap<>();

    @Override
    public synchronized Optional<Attempt> find(TenantId within, AttemptId id) {
        return Optional.ofNullable(attempts.get(id))
                .filter(attempt -> attempt.tenant().equals(within));
    }

    @Override
    public List<Attempt> of(TenantId within, PersonId person) {
        return those(
                attempt -> attempt.tenant().equals(within) && attempt.person().equals(person));
    }

    @Override
    public List<Attempt> of(TenantId within, CourseId course, String lab) {
        return those(attempt -> attempt.tenant().equals(within)
                && attempt.course().equals(course)
                && attempt.lab().equals(lab));
    }

    @Override
    public Optional<Attempt> in(SandboxId sandbox) {
        return those(attempt -> attempt.sandbox().equals(sandbox)).stream().findFirst();
    }

    private synchronized List<Attempt> those(Predicate<Attempt> wanted) {
        return attempts.values().stream()
                .filter(wanted)
                .sorted(Comparator.comparing(Attempt::number).reversed())
                .toList();
    }

    @Override
    public synchronized void add(Attempt attempt) {
        if (attempts.putIfAbsent(attempt.id(), attempt) != null) {
            throw new IllegalArgumentException("Taken: " + attempt.id());
        }
    }

    @Override
    public synchronized Attempt update(TenantId within, AttemptId id, UnaryOperator<Attempt> change) {
        Attempt after = change.apply(find(within, id).orElseThrow(Principal.Refused::new));
        attempts.put(id, after);
        return after;
    }
}
