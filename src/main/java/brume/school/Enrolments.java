package brume.school;

import java.util.List;

/// Writes what a file of people changes, all of it or nothing.
public interface Enrolments {

    /// @param made accounts that are new
    /// @param renamed what people are called from now on
    /// @param enrolled who is in the course from now on, and as what
    /// @param left who is in it no more
    /// @param lines what the audit says of it
    record Batch(
            TenantId school,
            CourseId course,
            List<Account> made,
            List<Renamed> renamed,
            List<Enrolment> enrolled,
            List<PersonId> left,
            List<Audit.Line> lines) {
        public Batch {
            made = List.copyOf(made);
            renamed = List.copyOf(renamed);
            enrolled = List.copyOf(enrolled);
            left = List.copyOf(left);
            lines = List.copyOf(lines);
        }
    }

    record Renamed(PersonId person, String name, String email) {}

    /// @throws IllegalArgumentException when a user name is taken: then nothing is written
    void write(Batch batch);
}
