package brume.portal.grades;

import brume.cloud.Clouds;
import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.Sandbox;
import brume.cloud.sandbox.SandboxId;
import brume.lab.Attempt;
import brume.lab.Mark;
import brume.portal.frame.Portal;
import brume.portal.frame.TaughtLab;
import brume.school.Person;
import brume.school.Principal;
import java.text.Collator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One student in the gradebook.
///
/// @param last when something was last done in the sandbox, on its clock; empty before
record GradeRow(Person person, Mark mark, Optional<Instant> last) {

    /// How far back a last action is looked for behind what the provider did by itself.
    private static final int LOOKED_BACK = 40;

    /// Everybody enrolled as a student, by name. It opens their sandboxes, which may take a while.
    static List<GradeRow> all(Portal portal, Principal me, TaughtLab of) {
        Collator alphabet = Collator.getInstance(Locale.FRENCH);
        return portal.labs().marks().marks(me, of.course().id(), of.lab().id()).entrySet().stream()
                .flatMap(one -> portal.school().people().find(me.tenant(), one.getKey()).stream()
                        .map(person -> new GradeRow(
                                person,
                                one.getValue(),
                                one.getValue()
                                        .attempt()
                                        .map(Attempt::sandbox)
                                        .flatMap(sandbox -> last(portal.clouds(), sandbox)))))
                .sorted(Comparator.comparing((GradeRow row) -> row.person().name(), alphabet)
                        .thenComparing(row -> row.person().username()))
                .toList();
    }

    private static Optional<Instant> last(Clouds clouds, SandboxId id) {
        Sandbox sandbox = clouds.open(id).sandbox();
        List<Instant> done = new ArrayList<>();
        sandbox.history(Math.max(0, sandbox.position() - LOOKED_BACK), entry -> {
            if (!entry.principal().equals(Caller.PROVIDER.principal())) {
                done.add(entry.at());
            }
        });
        return done.isEmpty() ? Optional.empty() : Optional.of(done.getLast());
    }
}
