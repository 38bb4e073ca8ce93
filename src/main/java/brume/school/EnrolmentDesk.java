package brume.school;

import brume.school.Accounts.Doer;
import brume.school.Accounts.Handed;
import brume.school.EnrolmentPlan.Added;
import brume.school.EnrolmentPlan.Change;
import brume.school.EnrolmentPlan.Changed;
import brume.school.EnrolmentPlan.Dropped;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Enrols a course from a file: first what it would change, then, once somebody has confirmed exactly that, the change.
public final class EnrolmentDesk {

    private final People people;
    private final Courses courses;
    private final Enrolments enrolments;
    private final Optional<Passwords> passwords;
    private final SecureRandom random;
    private final InstantSource clock;

    /// @param passwords empty where an identity provider signs people in: those who are made get none
    public EnrolmentDesk(
            People people,
            Courses courses,
            Enrolments enrolments,
            Optional<Passwords> passwords,
            SecureRandom random,
            InstantSource clock) {
        this.people = people;
        this.courses = courses;
        this.enrolments = enrolments;
        this.passwords = passwords;
        this.random = random;
        this.clock = clock;
    }

    /// Something changed between the dry run and the confirmation: nothing is done.
    public static final class Outdated extends RuntimeException {
        private static final long serialVersionUID = 1;

        Outdated() {
            super("It is not as it was shown any more");
        }
    }

    /// What the file would change; nothing is written.
    ///
    /// @throws Principal.Refused when this person does not teach such a course
    public EnrolmentPlan plan(Principal who, CourseId course, EnrolmentFile file) {
        if (!courses.isTaughtBy(who, course)) {
            throw new Principal.Refused();
        }
        List<Account> accounts = people.accounts(Optional.of(who.tenant()));
        Set<String> inside =
                accounts.stream().map(one -> one.person().username()).collect(Collectors.toSet());
        Map<PersonId, Role> enrolled = courses.enrolments(who.tenant(), course).stream()
                .collect(Collectors.toMap(Enrolment::person, Enrolment::role));
        return EnrolmentPlan.of(
                file,
                new EnrolmentPlan.Roll(
                        who,
                        accounts,
                        enrolled,
                        name -> !inside.contains(name) && people.account(name).isPresent()));
    }

    /// Does what was shown, all of it or nothing.
    ///
    /// @param drop whether those leave the course who are not in the file
    /// @return who was made, with the password that is shown once; empty passwords where a provider signs people in
    /// @throws Outdated when it is not as it was shown any more
    public List<Handed> run(
            Doer doer, TenantId school, CourseId course, EnrolmentFile file, EnrolmentPlan shown, boolean drop) {
        EnrolmentPlan now = plan(Principal.of(doer.person(), school), course, file);
        if (!now.equals(shown)) {
            throw new Outdated();
        }
        Writing writing = new Writing(doer, school, course);
        now.added().forEach(writing::add);
        now.changed().forEach(writing::change);
        if (drop) {
            now.dropped().forEach(writing::drop);
        }
        writing.sum(now, drop);
        try {
            enrolments.write(writing.batch());
        } catch (IllegalArgumentException taken) {
            throw new Outdated();
        }
        return writing.handed;
    }

    private final class Writing {
        private final Doer doer;
        private final TenantId school;
        private final CourseId course;
        private final Instant at = clock.instant();
        private final List<Handed> handed = new ArrayList<>();
        private final List<Account> made = new ArrayList<>();
        private final List<Enrolments.Renamed> renamed = new ArrayList<>();
        private final List<Enrolment> enrolled = new ArrayList<>();
        private final List<PersonId> left = new ArrayList<>();
        private final List<Audit.Line> lines = new ArrayList<>();

        Writing(Doer doer, TenantId school, CourseId course) {
            this.doer = doer;
            this.school = school;
            this.course = course;
        }

        void add(Added one) {
            Person person = one.known().orElseGet(() -> make(one));
            enrolled.add(new Enrolment(school, course, person.id(), one.role()));
            note(
                    Audit.Action.COURSE_JOINED,
                    person.username(),
                    course + ": " + word(one.role().name()));
        }

        private Person make(Added one) {
            Person person = new Person(
                    PersonId.random(random),
                    one.username(),
                    one.name(),
                    one.email(),
                    Set.of(one.role()),
                    List.of(school));
            String password =
                    passwords.map(any -> Accounts.firstPassword(random)).orElse("");
            made.add(new Account(
                    person,
                    true,
                    Optional.empty(),
                    passwords.map(hashing -> hashing.hashRandom(password)),
                    0,
                    Optional.empty()));
            handed.add(new Handed(person, password));
            note(Audit.Action.PERSON_CREATED, person.username(), word(one.role().name()) + " (" + school + ")");
            return person;
        }

        void change(Changed one) {
            PersonId id = one.person().id();
            for (Change change : one.changes()) {
                switch (change.field()) {
                    case ROLE -> {
                        enrolled.add(new Enrolment(school, course, id, one.role()));
                        note(
                                Audit.Action.COURSE_JOINED,
                                one.person().username(),
                                course + ": " + word(change.from()) + " -> " + word(change.to()));
                    }
                    case NAME, EMAIL ->
                        note(
                                Audit.Action.PERSON_CHANGED,
                                one.person().username(),
                                change.from() + " -> " + change.to());
                }
            }
            renamed.add(new Enrolments.Renamed(id, one.name(), one.email()));
        }

        void drop(Dropped one) {
            left.add(one.person().id());
            note(Audit.Action.COURSE_LEFT, one.person().username(), course + ": student");
        }

        void sum(EnrolmentPlan plan, boolean drop) {
            if (!plan.isEmpty(drop)) {
                note(
                        Audit.Action.ENROLMENT_FILE,
                        course.value(),
                        "added " + plan.added().size() + ", changed "
                                + plan.changed().size() + ", dropped " + left.size());
            }
        }

        Enrolments.Batch batch() {
            return new Enrolments.Batch(school, course, made, renamed, enrolled, left, lines);
        }

        private void note(Audit.Action action, String subject, String detail) {
            lines.add(new Audit.Line(
                    at, Optional.of(school), doer.person().username(), action, subject, detail, doer.address()));
        }

        private static String word(String role) {
            return role.toLowerCase(Locale.ROOT);
        }
    }
}
