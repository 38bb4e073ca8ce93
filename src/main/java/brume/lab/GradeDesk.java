package brume.lab;

import brume.school.Course;
import brume.school.CourseId;
import brume.school.Courses;
import brume.school.PersonId;
import brume.school.Principal;
import brume.school.Role;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where whoever teaches reads the marks of a class, gives one by hand, and looks into a student's work. Each call is
/// made by somebody, within their tenant.
public final class GradeDesk {

    public static final int LONGEST_REASON = 500;

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\n]]+");

    private final Labs labs;
    private final Attempts attempts;
    private final Courses courses;
    private final GradeOverrides overrides;
    private final LiveGrades live;
    private final InstantSource clock;

    public GradeDesk(
            Labs labs,
            Attempts attempts,
            Courses courses,
            GradeOverrides overrides,
            LiveGrades live,
            InstantSource clock) {
        this.labs = labs;
        this.attempts = attempts;
        this.courses = courses;
        this.overrides = overrides;
        this.live = live;
        this.clock = clock;
    }

    /// What is wrong with a mark that somebody wants to give.
    public enum Fault {
        POINTS,
        NO_REASON,
        LONG_REASON
    }

    /// A mark that cannot be given as it is.
    public static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final Fault fault;

        Unfit(Fault fault) {
            super("Not a mark: " + fault);
            this.fault = fault;
        }

        public Fault fault() {
            return fault;
        }
    }

    /// The marks of everybody enrolled as a student, those without an attempt too.
    ///
    /// @throws Principal.Refused when this person teaches no such lab
    public Map<PersonId, Mark> marks(Principal who, CourseId course, String labId) {
        Lab lab = taught(who, course, labId);
        Map<PersonId, Attempt> newest = new HashMap<>();
        for (Attempt attempt : attempts.of(who.tenant(), course, labId)) {
            newest.merge(attempt.person(), attempt, (a, b) -> a.number() >= b.number() ? a : b);
        }
        Map<PersonId, GradeOverride> given = new HashMap<>();
        overrides.newest(who.tenant(), course, labId).forEach(one -> given.put(one.person(), one));
        Map<PersonId, Mark> marks = new LinkedHashMap<>();
        courses.enrolments(who.tenant(), course).stream()
                .filter(one -> one.role() == Role.STUDENT)
                .forEach(one -> marks.put(
                        one.person(),
                        Mark.of(
                                lab,
                                Optional.ofNullable(newest.get(one.person())),
                                Optional.ofNullable(given.get(one.person())))));
        return marks;
    }

    /// A look into a student's work: their mark, with the attempt through which the sandbox and its journal are found.
    /// Every page that shows somebody else's work asks here first, so this is the one place to note who looked.
    ///
    /// @throws Principal.Refused when this person teaches no such student
    public Mark look(Principal who, CourseId course, String lab, PersonId student) {
        return mark(who, course, lab, student);
    }

    /// A student's mark, as the gradebook has it.
    ///
    /// @throws Principal.Refused when this person teaches no such student
    public Mark mark(Principal who, CourseId course, String lab, PersonId student) {
        return mark(who, taught(who, course, lab), course, enrolled(who, course, student));
    }

    /// One's own mark, as the lab shows it.
    ///
    /// @throws Principal.Refused when there is no such lab in such a course
    public Mark own(Principal who, CourseId course, String lab) {
        return mark(who, lab(who, course, lab), course, who.person());
    }

    private Mark mark(Principal who, Lab lab, CourseId course, PersonId student) {
        Optional<Attempt> newest = attempts.of(who.tenant(), student).stream()
                .filter(one -> one.course().equals(course) && one.lab().equals(lab.id()))
                .max(Comparator.comparingInt(Attempt::number));
        return Mark.of(
                lab,
                newest,
                overrides.of(who.tenant(), course, lab.id(), student).stream().findFirst());
    }

    /// Every mark given by hand and every withdrawal, the newest first.
    ///
    /// @throws Principal.Refused when this person teaches no such student
    public List<GradeOverride> history(Principal who, CourseId course, String lab, PersonId student) {
        taught(who, course, lab);
        return overrides.of(who.tenant(), course, lab, enrolled(who, course, student));
    }

    /// Gives a mark by hand. The automatic one stays beside it.
    ///
    /// @throws Unfit when the points are not of this lab, or the reason is missing or too long
    /// @throws Principal.Refused when this person teaches no such student
    public Mark override(Principal who, CourseId course, String labId, PersonId student, int points, String reason) {
        Lab lab = taught(who, course, labId);
        String why = CONTROL.matcher(reason).replaceAll(" ").strip();
        if (points < 0 || points > lab.points()) {
            throw new Unfit(Fault.POINTS);
        }
        if (why.isEmpty()) {
            throw new Unfit(Fault.NO_REASON);
        }
        if (why.length() > LONGEST_REASON) {
            throw new Unfit(Fault.LONG_REASON);
        }
        return add(who, lab, course, student, Optional.of(points), why);
    }

    /// The automatic mark counts again. Where none was given by hand, nothing changes.
    ///
    /// @throws Principal.Refused when this person teaches no such student
    public Mark withdraw(Principal who, CourseId course, String labId, PersonId student) {
        Lab lab = taught(who, course, labId);
        Mark now = mark(who, lab, course, enrolled(who, course, student));
        return now.override().isEmpty() ? now : add(who, lab, course, student, Optional.empty(), "");
    }

    private Mark add(
            Principal who, Lab lab, CourseId course, PersonId student, Optional<Integer> points, String reason) {
        Mark before = mark(who, lab, course, enrolled(who, course, student));
        overrides.add(new GradeOverride(
                who.tenant(),
                course,
                lab.id(),
                student,
                points,
                reason,
                before.automatic().points(),
                who.person(),
                who.username(),
                clock.instant()));
        before.attempt().ifPresent(live::publish);
        return mark(who, lab, course, student);
    }

    private Lab taught(Principal who, CourseId course, String lab) {
        if (!courses.isTaughtBy(who, course)) {
            throw new Principal.Refused();
        }
        return lab(who, course, lab);
    }

    private Lab lab(Principal who, CourseId id, String lab) {
        Course course = courses.find(who.tenant(), id).orElseThrow(Principal.Refused::new);
        return Optional.of(lab)
                .filter(course.labs()::contains)
                .flatMap(labs::find)
                .orElseThrow(Principal.Refused::new);
    }

    private PersonId enrolled(Principal who, CourseId course, PersonId student) {
        return courses.enrolments(who.tenant(), course).stream()
                .filter(one -> one.role() == Role.STUDENT && one.person().equals(student))
                .findFirst()
                .orElseThrow(Principal.Refused::new)
                .person();
    }
}
