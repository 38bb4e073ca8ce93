package brume.lab;

import brume.school.AttemptId;
import brume.school.Course;
import brume.school.CourseId;
import brume.school.Courses;
import brume.school.PersonId;
import brume.school.Principal;
import brume.school.SandboxDesk;
import brume.school.SandboxOwner;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Where a student starts a lab, starts over, and asks for hints. Each call is made by somebody, within their tenant.
public final class LabDesk {

    private final Labs labs;
    private final Attempts attempts;
    private final Courses courses;
    private final SandboxDesk sandboxes;
    private final LiveGrades grades;
    private final SecureRandom random;
    private final InstantSource clock;

    public LabDesk(
            Labs labs,
            Attempts attempts,
            Courses courses,
            SandboxDesk sandboxes,
            LiveGrades grades,
            SecureRandom random,
            InstantSource clock) {
        this.labs = labs;
        this.attempts = attempts;
        this.courses = courses;
        this.sandboxes = sandboxes;
        this.grades = grades;
        this.random = random;
        this.clock = clock;
    }

    /// No more attempts at this lab.
    public static final class NoAttemptLeft extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoAttemptLeft(int allowed) {
            super("Only " + allowed + " attempts are allowed");
        }
    }

    /// An attempt of their own, or of somebody in a course that they teach.
    public Optional<Attempt> find(Principal who, AttemptId id) {
        return attempts.find(who.tenant(), id)
                .filter(attempt -> attempt.person().equals(who.person()) || courses.isTaughtBy(who, attempt.course()));
    }

    /// The newest attempt at a lab of everybody in the class who has begun it.
    ///
    /// @throws Principal.Refused when this person does not teach such a course
    public Map<PersonId, Attempt> newest(Principal who, CourseId course, String lab) {
        mustTeach(who, course);
        Map<PersonId, Attempt> newest = new HashMap<>();
        for (Attempt attempt : attempts.of(who.tenant(), course, lab)) {
            newest.merge(attempt.person(), attempt, (a, b) -> a.number() >= b.number() ? a : b);
        }
        return newest;
    }

    /// Hears of every new result in a lab of a class, and of attempts that begin.
    ///
    /// @return ends the subscription
    /// @throws Principal.Refused when this person does not teach such a course
    public Runnable listen(Principal who, CourseId course, String lab, Consumer<Attempt> consumer) {
        mustTeach(who, course);
        return grades.listen(who.tenant(), course, lab, consumer);
    }

    private void mustTeach(Principal who, CourseId course) {
        if (!courses.isTaughtBy(who, course)) {
            throw new Principal.Refused();
        }
    }

    /// Goes on with the newest attempt at a lab of a course, or starts the first.
    ///
    /// @throws Principal.Refused when there is no such lab in such a course for this person
    /// @throws NoAttemptLeft when the lab's author allows none
    /// @throws brume.school.QuotaFull when the school or the course has all the sandboxes that it may
    public Attempt enter(Principal who, CourseId course, String lab) {
        open(who, course, lab);
        return own(who, course, lab).stream().findFirst().orElseGet(() -> start(who, course, lab));
    }

    private List<Attempt> own(Principal who, CourseId course, String lab) {
        return attempts.of(who.tenant(), who.person()).stream()
                .filter(attempt ->
                        attempt.course().equals(course) && attempt.lab().equals(lab))
                .toList();
    }

    /// Starts an attempt with a sandbox of its own.
    ///
    /// @throws Principal.Refused when there is no such lab in such a course for this person
    /// @throws NoAttemptLeft when the lab's author allows no further one
    /// @throws brume.school.QuotaFull when the school or the course has all the sandboxes that it may
    public Attempt start(Principal who, CourseId courseId, String labId) {
        Course course = open(who, courseId, labId);
        Lab lab = labs.find(labId).orElseThrow(Principal.Refused::new);
        List<Attempt> before = own(who, courseId, labId);
        if (lab.attempts() > 0 && before.size() >= lab.attempts()) {
            throw new NoAttemptLeft(lab.attempts());
        }
        AttemptId id = AttemptId.random(random);
        SandboxOwner sandbox = sandboxes
                .open(who.tenant(), who.person(), who.username(), course.id(), id)
                .owner();
        Attempt attempt = new Attempt(
                id,
                who.tenant(),
                course.id(),
                who.person(),
                lab.id(),
                lab.version(),
                before.stream().mapToInt(Attempt::number).max().orElse(0) + 1,
                Variants.seed(who.tenant(), course.id(), lab.id(), who.person()),
                sandbox.sandbox(),
                List.of(),
                clock.instant(),
                Optional.empty(),
                Map.of(),
                List.of(),
                0,
                Optional.empty());
        try {
            attempts.add(attempt);
        } catch (RuntimeException failure) {
            sandboxes.discard(sandbox);
            throw failure;
        }
        return grades.check(who.tenant(), id);
    }

    /// A course in which this person may work on this lab: they are in it, and it is not over.
    private Course open(Principal who, CourseId id, String lab) {
        return courses.find(who.tenant(), id)
                .filter(found -> found.labs().contains(lab) && !found.archived())
                .filter(found -> courses.isTaughtBy(who, id)
                        || courses.role(who.tenant(), id, who.person()).isPresent())
                .orElseThrow(Principal.Refused::new);
    }

    /// Starts over in a new sandbox. The old one is kept and can be looked at, but its doors are closed; hints that
    /// were
    /// taken stay taken.
    public Attempt reset(Principal who, AttemptId id) {
        Attempt attempt = own(who, id);
        SandboxOwner fresh = sandboxes
                .replace(who.tenant(), attempt.sandbox(), who.username())
                .owner();
        attempts.update(who.tenant(), id, now -> now.movedTo(fresh.sandbox()));
        return grades.check(who.tenant(), id);
    }

    /// Takes the next hint of a step; without a further one nothing changes.
    public Attempt hint(Principal who, AttemptId id, String stepId) {
        Attempt attempt = own(who, id);
        Step step = labs.find(attempt.lab()).flatMap(lab -> lab.step(stepId)).orElseThrow(Principal.Refused::new);
        Attempt after = attempts.update(who.tenant(), id, now -> {
            Optional<Hint> next = next(step, now);
            if (next.isEmpty()) {
                return now;
            }
            int price = Grade.of(step, now).complete() ? 0 : next.get().price();
            return now.with(new Attempt.HintTaken(stepId, layers(step, now), price, clock.instant()));
        });
        return told(after);
    }

    /// The student asks for help: whoever teaches them sees it at once. Asking again changes nothing.
    public Attempt raiseHand(Principal who, AttemptId id) {
        Attempt attempt = own(who, id);
        return told(attempts.update(
                who.tenant(),
                attempt.id(),
                now -> now.hand().isPresent() ? now : now.with(Optional.of(clock.instant()))));
    }

    /// Nobody needs to come any more: said by the student, or by whoever teaches them.
    public Attempt lowerHand(Principal who, AttemptId id) {
        Attempt attempt = find(who, id).orElseThrow(Principal.Refused::new);
        return told(attempts.update(who.tenant(), attempt.id(), now -> now.with(Optional.<Instant>empty())));
    }

    private Attempt told(Attempt after) {
        grades.publish(after);
        return after;
    }

    /// The hints of a step that the student has taken, the first layer first.
    public static List<Hint> taken(Step step, Attempt attempt) {
        return step.hints()
                .subList(0, Math.min(layers(step, attempt), step.hints().size()));
    }

    /// The next hint, whose price is to be shown before it is taken.
    public static Optional<Hint> next(Step step, Attempt attempt) {
        return step.hints().stream().skip(layers(step, attempt)).findFirst();
    }

    private static int layers(Step step, Attempt attempt) {
        return (int) attempt.hints().stream()
                .filter(hint -> hint.step().equals(step.id()))
                .count();
    }

    private Attempt own(Principal who, AttemptId id) {
        Attempt attempt = attempts.find(who.tenant(), id)
                .filter(found -> found.person().equals(who.person()))
                .orElseThrow(Principal.Refused::new);
        open(who, attempt.course(), attempt.lab());
        return attempt;
    }
}
