package brume.school;

import brume.school.Accounts.Doer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Where quotas are read and set: a school's by admins, a course's by whoever teaches it, never above its school's. A
/// change holds from the next deed on in every sandbox, ends nothing that is there, and is in the [Audit].
public final class QuotaDesk {

    private final Quotas quotas;
    private final Courses courses;
    private final Audit audit;
    private final InstantSource clock;

    public QuotaDesk(Quotas quotas, Courses courses, Audit audit, InstantSource clock) {
        this.quotas = quotas;
        this.courses = courses;
        this.audit = audit;
        this.clock = clock;
    }

    /// What is limited, and how large a limit may be.
    public enum Field {
        SANDBOXES("sandboxes", 100_000, Quota::sandboxes),
        INSTANCES("instances", 1_000, Quota::instances),
        STORAGE("storage-gib", 1_000_000, Quota::storageGib);

        private final String key;
        private final int most;
        private final Function<Quota, Optional<Integer>> value;

        Field(String key, int most, Function<Quota, Optional<Integer>> value) {
            this.key = key;
            this.most = most;
            this.value = value;
        }

        /// As words are looked up and the audit says it.
        public String key() {
            return key;
        }

        public int most() {
            return most;
        }

        public Optional<Integer> of(Quota quota) {
            return value.apply(quota);
        }
    }

    /// A quota and how much of it is used.
    ///
    /// @param open sandboxes
    public record Standing(Quota quota, int open) {}

    /// Why it is not set.
    public enum Why {
        OUT_OF_BOUNDS,
        ABOVE_SCHOOL
    }

    /// Nothing is changed; whoever shows it says why, beside the field.
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final Field field;
        private final Why why;
        private final int most;

        Refused(Field field, Why why, int most) {
            super(field + ": " + why + " " + most);
            this.field = field;
            this.why = why;
            this.most = most;
        }

        public Field field() {
            return field;
        }

        public Why why() {
            return why;
        }

        /// What would be allowed.
        public int most() {
            return most;
        }
    }

    /// What a school may use, for whoever teaches in it.
    ///
    /// @throws Principal.Refused for students
    public Standing school(Principal who) {
        if (!who.teaches()) {
            throw new Principal.Refused();
        }
        return new Standing(quotas.of(who.tenant()), quotas.open(who.tenant()));
    }

    /// @throws Principal.Refused when this person does not teach such a course
    public Standing course(Principal who, CourseId course) {
        mustTeach(who, course);
        return new Standing(quotas.of(who.tenant(), course), quotas.open(who.tenant(), course));
    }

    /// @throws Principal.Refused for whoever is no admin
    /// @throws Refused when a limit is out of bounds
    public void setSchool(Doer doer, TenantId school, Quota quota) {
        Principal who = Principal.of(doer.person(), school);
        if (!who.administers()) {
            throw new Principal.Refused();
        }
        check(quota, Quota.NONE);
        Quota before = quotas.of(school);
        quotas.set(school, quota);
        note(doer, school, "", before, quota);
    }

    /// @throws Principal.Refused when this person does not teach such a course
    /// @throws Refused when a limit is out of bounds, or above the school's
    public void setCourse(Doer doer, TenantId school, CourseId course, Quota quota) {
        mustTeach(Principal.of(doer.person(), school), course);
        check(quota, quotas.of(school));
        Quota before = quotas.of(school, course);
        quotas.set(school, course, quota);
        note(doer, school, course.value(), before, quota);
    }

    private void mustTeach(Principal who, CourseId course) {
        if (!courses.isTaughtBy(who, course)
                || courses.find(who.tenant(), course).isEmpty()) {
            throw new Principal.Refused();
        }
    }

    private static void check(Quota wanted, Quota school) {
        for (Field field : Field.values()) {
            field.of(wanted).ifPresent(value -> {
                if (value < 0 || value > field.most()) {
                    throw new Refused(field, Why.OUT_OF_BOUNDS, field.most());
                }
                field.of(school).filter(most -> value > most).ifPresent(most -> {
                    throw new Refused(field, Why.ABOVE_SCHOOL, most);
                });
            });
        }
    }

    private void note(Doer doer, TenantId school, String subject, Quota before, Quota after) {
        List<String> changes = new ArrayList<>();
        for (Field field : Field.values()) {
            if (!field.of(before).equals(field.of(after))) {
                changes.add(field.key() + ": " + word(field.of(before)) + " -> " + word(field.of(after)));
            }
        }
        if (!changes.isEmpty()) {
            audit.add(new Audit.Line(
                    clock.instant(),
                    Optional.of(school),
                    doer.person().username(),
                    Audit.Action.QUOTA_CHANGED,
                    subject,
                    String.join(", ", changes),
                    doer.address()));
        }
    }

    private static String word(Optional<Integer> limit) {
        return limit.map(Object::toString).orElse("no limit");
    }
}
