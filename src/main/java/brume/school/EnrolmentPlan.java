package brume.school;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What a file of people would change in a course: who comes in, who changes, who is not in the file any more, and
/// which lines are faulty and why. Nothing is read or written here.
///
/// @param unchanged how many lines say what is so already
public record EnrolmentPlan(
        List<Added> added, List<Changed> changed, List<Dropped> dropped, List<Fault> faults, int unchanged) {

    private static final int CHARACTERS_AT_MOST = 200;

    /// Accents and the gender of French words are taken off before.
    private static final Map<String, Role> ROLES = Map.ofEntries(
            Map.entry("student", Role.STUDENT),
            Map.entry("etudiant", Role.STUDENT),
            Map.entry("etudiante", Role.STUDENT),
            Map.entry("eleve", Role.STUDENT),
            Map.entry("instructor", Role.INSTRUCTOR),
            Map.entry("teacher", Role.INSTRUCTOR),
            Map.entry("enseignant", Role.INSTRUCTOR),
            Map.entry("enseignante", Role.INSTRUCTOR),
            Map.entry("professeur", Role.INSTRUCTOR),
            Map.entry("professeure", Role.INSTRUCTOR),
            Map.entry("admin", Role.ADMIN),
            Map.entry("administrator", Role.ADMIN),
            Map.entry("administrateur", Role.ADMIN),
            Map.entry("administratrice", Role.ADMIN));

    public EnrolmentPlan {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        dropped = List.copyOf(dropped);
        faults = List.copyOf(faults);
    }

    /// Somebody who comes into the course.
    ///
    /// @param known who they are; empty for whoever has no account yet and gets one
    public record Added(int line, String username, String name, String email, Role role, Optional<Person> known) {}

    /// Somebody in the course of whom something becomes something else, or somebody who comes in with another name.
    public record Changed(int line, Person person, List<Change> changes, String name, String email, Role role) {
        public Changed {
            changes = List.copyOf(changes);
        }
    }

    /// What may change of a person.
    public enum Field {
        ROLE,
        NAME,
        EMAIL
    }

    public record Change(Field field, String from, String to) {}

    /// A student of the course who is in no line of the file, faulty ones included.
    public record Dropped(Person person) {}

    /// @param what the text that is meant, or the number of the other line
    public record Fault(int line, Why why, String what) {}

    /// Why a line is passed over.
    public enum Why {
        NO_USERNAME,
        NOT_A_USERNAME,
        NO_NAME,
        TOO_LONG,
        NOT_A_ROLE,
        NO_ADMINS,
        ONLY_ADMINS_MAKE_INSTRUCTORS,
        NOT_AN_INSTRUCTOR,
        ONESELF,
        ANOTHER_SCHOOL,
        NOT_YOURS_TO_RENAME,
        SAME_AS_LINE,
        CONTRADICTS_LINE
    }

    /// The course and its school as they are, and who brings the file.
    ///
    /// @param people the accounts of the school
    /// @param enrolled who is in the course, and as what
    /// @param elsewhere whether a user name is taken by somebody who is not of this school
    public record Roll(
            Principal doer, List<Account> people, Map<PersonId, Role> enrolled, Predicate<String> elsewhere) {
        public Roll {
            people = List.copyOf(people);
            enrolled = Map.copyOf(enrolled);
        }
    }

    public static EnrolmentPlan of(EnrolmentFile file, Roll roll) {
        return new Planning(file, roll).plan();
    }

    /// Whether confirming would write nothing.
    public boolean isEmpty(boolean drop) {
        return added.isEmpty() && changed.isEmpty() && (!drop || dropped.isEmpty());
    }

    private static final class Planning {
        private final EnrolmentFile file;
        private final Roll roll;
        private final Map<String, Account> known = new HashMap<>();
        private final Map<String, EnrolmentFile.Line> first = new HashMap<>();
        private final Set<String> contradicted = new HashSet<>();
        private final List<Added> added = new ArrayList<>();
        private final List<Changed> changed = new ArrayList<>();
        private final List<Fault> faults = new ArrayList<>();
        private int unchanged;

        Planning(EnrolmentFile file, Roll roll) {
            this.file = file;
            this.roll = roll;
            roll.people().forEach(one -> known.put(one.person().username(), one));
        }

        EnrolmentPlan plan() {
            findContradictions();
            for (EnrolmentFile.Line line : file.lines()) {
                look(line).ifPresent(faults::add);
            }
            List<Dropped> dropped = roll.people().stream()
                    .map(Account::person)
                    .filter(one -> roll.enrolled().get(one.id()) == Role.STUDENT)
                    .filter(one -> !first.containsKey(one.username()))
                    .map(Dropped::new)
                    .toList();
            return new EnrolmentPlan(added, changed, dropped, faults, unchanged);
        }

        /// Where two lines say different things of one person, neither counts.
        private void findContradictions() {
            for (EnrolmentFile.Line line : file.lines()) {
                String username = username(line);
                Optional<EnrolmentFile.Line> before = Optional.ofNullable(first.putIfAbsent(username, line));
                if (before.filter(one -> !isSame(one, line)).isPresent()) {
                    contradicted.add(username);
                }
            }
        }

        private static boolean isSame(EnrolmentFile.Line one, EnrolmentFile.Line other) {
            return one.name().equals(other.name())
                    && one.email().equals(other.email())
                    && one.role().equalsIgnoreCase(other.role());
        }

        private static String username(EnrolmentFile.Line line) {
            return line.username().toLowerCase(Locale.ROOT);
        }

        private Optional<Fault> look(EnrolmentFile.Line line) {
            String username = username(line);
            if (username.isEmpty()) {
                return fault(line, Why.NO_USERNAME, "");
            }
            EnrolmentFile.Line before = first.getOrDefault(username, line);
            if (contradicted.contains(username)) {
                return fault(line, Why.CONTRADICTS_LINE, Integer.toString(other(line, before)));
            }
            if (before.number() != line.number()) {
                return fault(line, Why.SAME_AS_LINE, Integer.toString(before.number()));
            }
            if (line.name().length() > CHARACTERS_AT_MOST || line.email().length() > CHARACTERS_AT_MOST) {
                return fault(line, Why.TOO_LONG, "");
            }
            Optional<Role> role = role(line);
            if (role.isEmpty() && !line.role().isEmpty()) {
                return fault(line, Why.NOT_A_ROLE, line.role());
            }
            if (role.filter(Role.ADMIN::equals).isPresent()) {
                return fault(line, Why.NO_ADMINS, "");
            }
            Optional<Account> account = Optional.ofNullable(known.get(username));
            return account.isPresent() ? known(line, account.get(), role) : unknown(line, username, role);
        }

        private int other(EnrolmentFile.Line line, EnrolmentFile.Line before) {
            return before.number() != line.number()
                    ? before.number()
                    : file.lines().stream()
                            .filter(one -> username(one).equals(username(line)) && !isSame(one, line))
                            .mapToInt(EnrolmentFile.Line::number)
                            .findFirst()
                            .orElse(before.number());
        }

        private Optional<Fault> unknown(EnrolmentFile.Line line, String username, Optional<Role> wanted) {
            Role role = wanted.orElse(Role.STUDENT);
            if (!Accounts.isUsername(username)) {
                return fault(line, Why.NOT_A_USERNAME, line.username());
            }
            if (roll.elsewhere().test(username)) {
                return fault(line, Why.ANOTHER_SCHOOL, username);
            }
            if (role == Role.INSTRUCTOR && !roll.doer().administers()) {
                return fault(line, Why.ONLY_ADMINS_MAKE_INSTRUCTORS, "");
            }
            if (line.name().isEmpty()) {
                return fault(line, Why.NO_NAME, username);
            }
            added.add(new Added(line.number(), username, line.name(), line.email(), role, Optional.empty()));
            return Optional.empty();
        }

        private Optional<Fault> known(EnrolmentFile.Line line, Account account, Optional<Role> wanted) {
            Person person = account.person();
            Optional<Role> before = Optional.ofNullable(roll.enrolled().get(person.id()));
            Role role = wanted.or(() -> before).orElse(Role.STUDENT);
            Optional<Why> against = against(person, before, role);
            if (against.isPresent()) {
                return fault(line, against.get(), "");
            }
            List<Change> changes = new ArrayList<>();
            before.filter(was -> was != role)
                    .ifPresent(was -> changes.add(new Change(Field.ROLE, was.name(), role.name())));
            // An identity provider is right about the names of those whom it vouches for.
            boolean named = account.subject().isEmpty();
            String name = named && !line.name().isEmpty() ? line.name() : person.name();
            String email = named && !line.email().isEmpty() ? line.email() : person.email();
            boolean renamed = !name.equals(person.name()) || !email.equals(person.email());
            if (renamed && !mayRename(person)) {
                return fault(line, Why.NOT_YOURS_TO_RENAME, person.username());
            }
            if (!name.equals(person.name())) {
                changes.add(new Change(Field.NAME, person.name(), name));
            }
            if (!email.equals(person.email())) {
                changes.add(new Change(Field.EMAIL, person.email(), email));
            }
            if (before.isEmpty()) {
                added.add(new Added(
                        line.number(), person.username(), person.name(), person.email(), role, Optional.of(person)));
            }
            if (!changes.isEmpty()) {
                changed.add(new Changed(line.number(), person, changes, name, email, role));
            } else if (before.isPresent()) {
                unchanged++;
            }
            return Optional.empty();
        }

        private Optional<Why> against(Person person, Optional<Role> before, Role role) {
            boolean isNew = before.filter(role::equals).isEmpty();
            if (!isNew) {
                return Optional.empty();
            }
            if (role == Role.INSTRUCTOR && !roll.doer().administers()) {
                return Optional.of(Why.ONLY_ADMINS_MAKE_INSTRUCTORS);
            }
            if (role == Role.INSTRUCTOR && !person.is(Role.INSTRUCTOR) && !person.is(Role.ADMIN)) {
                return Optional.of(Why.NOT_AN_INSTRUCTOR);
            }
            return person.id().equals(roll.doer().person()) && !roll.doer().administers()
                    ? Optional.of(Why.ONESELF)
                    : Optional.empty();
        }

        /// An instructor renames students of this school alone.
        private boolean mayRename(Person person) {
            return roll.doer().administers()
                    || person.roles().equals(Set.of(Role.STUDENT))
                            && person.tenants().size() == 1;
        }

        private static Optional<Role> role(EnrolmentFile.Line line) {
            return Optional.ofNullable(ROLES.get(EnrolmentFile.plain(line.role())));
        }

        private static Optional<Fault> fault(EnrolmentFile.Line line, Why why, String what) {
            return Optional.of(new Fault(line.number(), why, what));
        }
    }
}
