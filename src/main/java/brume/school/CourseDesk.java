package brume.school;

import brume.school.Accounts.Doer;
import java.text.Normalizer;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Where courses are made, changed and archived, and people come into them and leave. Admins do so in every school,
/// instructors in the courses that they teach. Each deed is in the [Audit].
public final class CourseDesk {

    private static final int TITLE_CHARACTERS = 200;
    private static final int ID_CHARACTERS = 63;

    private final People people;
    private final Courses courses;
    private final Predicate<String> isLab;
    private final Consumer<Course> closing;
    private final Audit audit;
    private final InstantSource clock;

    /// @param isLab whether the shelf has a lab of this id
    /// @param closing hears of a course that has been archived: what is open into its sandboxes ends
    public CourseDesk(
            People people,
            Courses courses,
            Predicate<String> isLab,
            Consumer<Course> closing,
            Audit audit,
            InstantSource clock) {
        this.people = people;
        this.courses = courses;
        this.isLab = isLab;
        this.closing = closing;
        this.audit = audit;
        this.clock = clock;
    }

    /// What somebody says of a course.
    public record Wish(String id, String title, List<String> labs) {
        public Wish {
            id = id.strip().toLowerCase(Locale.ROOT);
            title = title.strip();
            labs = List.copyOf(labs);
        }
    }

    /// Somebody who takes part in a course.
    ///
    /// @param role in the course: student or instructor
    public record Participant(Person person, Role role) {}

    /// Why it is not done.
    public enum Why {
        NOT_AN_ID,
        ID_TAKEN,
        NO_TITLE,
        NO_SUCH_LAB,
        NOT_AN_INSTRUCTOR,
        ONESELF
    }

    /// It is not done; whoever shows it says why, in the person's language.
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final Why why;

        Refused(Why why) {
            super("Not done: " + why);
            this.why = why;
        }

        public Why why() {
            return why;
        }
    }

    /// An id that a title suggests: `Réseaux & cloud 2026` gives `reseaux-cloud-2026`; may be empty.
    public static String suggest(String title) {
        String plain = Normalizer.normalize(title, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        String cut = plain.substring(0, Math.min(ID_CHARACTERS, plain.length()));
        return cut.replaceAll("^-+|-+$", "");
    }

    /// @throws Principal.Refused when this person does not teach such a course
    public Course find(Principal who, CourseId id) {
        mustTeach(who, id);
        return courses.find(who.tenant(), id).orElseThrow(Principal.Refused::new);
    }

    /// Who takes part: instructors first, then by name.
    ///
    /// @throws Principal.Refused when this person does not teach such a course
    public List<Participant> participants(Principal who, CourseId id) {
        mustTeach(who, id);
        return courses.enrolments(who.tenant(), id).stream()
                .flatMap(one -> people.find(who.tenant(), one.person()).stream()
                        .map(person -> new Participant(person, one.role())))
                .sorted(Comparator.comparing((Participant one) -> one.role() == Role.STUDENT)
                        .thenComparing(one -> one.person().name(), String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(one -> one.person().username()))
                .toList();
    }

    /// Whom of the school one may bring into a course that they are not in.
    ///
    /// @throws Principal.Refused when this person does not teach such a course
    public List<Person> others(Principal who, CourseId id) {
        mustTeach(who, id);
        HashSet<PersonId> inside = new HashSet<>();
        courses.enrolments(who.tenant(), id).forEach(one -> inside.add(one.person()));
        return people.all(who.tenant()).stream()
                .filter(person -> !inside.contains(person.id()))
                .toList();
    }

    /// A new course; an instructor who makes one is its instructor.
    ///
    /// @throws Refused when the wish is none
    public Course create(Doer doer, TenantId school, Wish wish) {
        Principal who = Principal.of(doer.person(), school);
        if (!who.teaches() || people.tenant(school).isEmpty()) {
            throw new Principal.Refused();
        }
        check(wish.title(), wish.labs(), List.of());
        if (!CourseId.isOne(wish.id())) {
            throw new Refused(Why.NOT_AN_ID);
        }
        Course course = new Course(CourseId.parse(wish.id()), school, wish.title(), wish.labs());
        try {
            courses.add(course);
        } catch (IllegalArgumentException taken) {
            throw new Refused(Why.ID_TAKEN);
        }
        note(doer, school, Audit.Action.COURSE_CREATED, course.id().value(), wish.title());
        if (!who.administers()) {
            courses.enrol(new Enrolment(school, course.id(), who.person(), Role.INSTRUCTOR));
        }
        return course;
    }

    /// Another title or other labs. Grades in labs that are taken out are kept.
    ///
    /// @throws Refused when the wish is none
    public Course change(Doer doer, TenantId school, CourseId id, String title, List<String> labs) {
        Course before = find(Principal.of(doer.person(), school), id);
        check(title.strip(), labs, before.labs());
        Course after = courses.update(school, id, now -> now.with(title.strip(), labs));
        if (!before.equals(after)) {
            note(
                    doer,
                    school,
                    Audit.Action.COURSE_CHANGED,
                    id.value(),
                    after.title() + " (" + String.join(", ", after.labs()) + ")");
        }
        return after;
    }

    /// Over, or brought back: with it the ways into its sandboxes are closed, or open again.
    public Course archive(Doer doer, TenantId school, CourseId id, boolean over) {
        Course before = find(Principal.of(doer.person(), school), id);
        if (before.archived() == over) {
            return before;
        }
        Course after = courses.update(school, id, now -> now.withArchived(over));
        note(
                doer,
                school,
                over ? Audit.Action.COURSE_ARCHIVED : Audit.Action.COURSE_BROUGHT_BACK,
                id.value(),
                after.title());
        if (over) {
            closing.accept(after);
        }
        return after;
    }

    /// Somebody of the school takes part, or in another role than before.
    ///
    /// @throws Refused when somebody would teach who is no instructor, or one's own part would become another
    public void enrol(Doer doer, TenantId school, CourseId id, PersonId person, Role role) {
        Principal who = Principal.of(doer.person(), school);
        Person whom = whom(who, id, person);
        if (role == Role.ADMIN) {
            throw new Principal.Refused();
        }
        if (role == Role.INSTRUCTOR && !whom.is(Role.INSTRUCTOR) && !whom.is(Role.ADMIN)) {
            throw new Refused(Why.NOT_AN_INSTRUCTOR);
        }
        Optional<Role> before = courses.role(school, id, person);
        if (before.filter(role::equals).isPresent()) {
            return;
        }
        mustNotBeOneself(who, person);
        courses.enrol(new Enrolment(school, id, person, role));
        note(
                doer,
                school,
                Audit.Action.COURSE_JOINED,
                whom.username(),
                id + ": "
                        + before.map(CourseDesk::word).map(was -> was + " -> ").orElse("") + word(role));
    }

    /// Somebody takes part no more. Their work and grades stay, and are there again when they come back.
    ///
    /// @throws Refused when an instructor would leave by themselves
    public void remove(Doer doer, TenantId school, CourseId id, PersonId person) {
        Principal who = Principal.of(doer.person(), school);
        Person whom = whom(who, id, person);
        mustNotBeOneself(who, person);
        courses.role(school, id, person).ifPresent(role -> {
            courses.leave(school, id, person);
            note(doer, school, Audit.Action.COURSE_LEFT, whom.username(), id + ": " + word(role));
        });
    }

    private void mustTeach(Principal who, CourseId id) {
        if (!courses.isTaughtBy(who, id)) {
            throw new Principal.Refused();
        }
    }

    private Person whom(Principal who, CourseId id, PersonId person) {
        mustTeach(who, id);
        return people.find(who.tenant(), person).orElseThrow(Principal.Refused::new);
    }

    /// An instructor who went would not come back in: a colleague or an admin does it.
    private static void mustNotBeOneself(Principal who, PersonId person) {
        if (who.person().equals(person) && !who.administers()) {
            throw new Refused(Why.ONESELF);
        }
    }

    /// A lab that the course has already may be gone from the shelf.
    private void check(String title, List<String> labs, List<String> already) {
        if (title.isEmpty() || title.length() > TITLE_CHARACTERS) {
            throw new Refused(Why.NO_TITLE);
        }
        boolean known = labs.stream().allMatch(lab -> already.contains(lab) || isLab.test(lab));
        if (!known || labs.stream().distinct().count() != labs.size()) {
            throw new Refused(Why.NO_SUCH_LAB);
        }
    }

    private void note(Doer doer, TenantId school, Audit.Action action, String subject, String detail) {
        audit.add(new Audit.Line(
                clock.instant(),
                Optional.of(school),
                doer.person().username(),
                action,
                subject,
                detail,
                doer.address()));
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
