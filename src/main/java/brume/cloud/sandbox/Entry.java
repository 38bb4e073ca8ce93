package brume.cloud.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// One line of a sandbox's journal: who did what, when, and what it left.
///
/// @param position from 1, without a gap
/// @param at the sandbox's virtual time
/// @param principal who asked: a person, a role, or the provider itself
/// @param action the provider's own name (`RunInstances`, `guest:write`)
/// @param parameters what was asked, in words fit for an audit log: never a secret
public record Entry(
        long position,
        Instant at,
        String principal,
        String action,
        Map<String, String> parameters,
        List<Change> changes) {

    public Entry {
        parameters = Map.copyOf(parameters);
        changes = List.copyOf(changes);
    }
}
