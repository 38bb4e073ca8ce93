package brume.app;

import brume.lab.Attempt;
import brume.lab.Lab;
import brume.lab.Variants;
import brume.school.AccessKey;
import brume.school.Account;
import brume.school.Course;
import brume.school.Enrolment;
import brume.school.Person;
import brume.school.PersonId;
import brume.school.Principal;
import brume.school.Role;
import brume.school.TenantId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A class of many students, each with an attempt at the first lab, made on a data folder before a Brume starts there.
public final class LoadClass {

    private static final TenantId SCHOOL = TenantId.parse("lyon");

    private LoadClass() {}

    /// One of them, and what opens the sandbox.
    ///
    /// @param variants what this student's lab asks for: `name`, `project`, `word`
    public record Seat(
            String username,
            String sandbox,
            String accessKeyId,
            String secretAccessKey,
            Map<String, String> variants) {}

    public static List<Seat> seat(Path data, int students) {
        SecureRandom random = new SecureRandom();
        List<Seat> seats = new ArrayList<>();
        try (Brume brume = Brume.start(Settings.inFolder(data))) {
            Course course = brume.school().courses().all(SCHOOL).getFirst();
            Lab lab = brume.labs().find(course.labs().getFirst()).orElseThrow();
            for (int i = 1; i <= students; i++) {
                String username = "load%03d".formatted(i);
                Person person = new Person(
                        PersonId.random(random),
                        username,
                        "Student %03d".formatted(i),
                        username + "@lyon.example.org",
                        Set.of(Role.STUDENT),
                        List.of(SCHOOL));
                brume.school()
                        .people()
                        .add(new Account(person, true, Optional.empty(), Optional.empty(), 0, Optional.empty()));
                brume.school().courses().enrol(new Enrolment(SCHOOL, course.id(), person.id(), Role.STUDENT));
                Attempt attempt = brume.labDesk().start(Principal.of(person, SCHOOL), course.id(), lab.id());
                AccessKey key = brume.school()
                        .accessKeys()
                        .of(SCHOOL, attempt.sandbox())
                        .getFirst();
                seats.add(new Seat(
                        username,
                        attempt.sandbox().value(),
                        key.accessKeyId(),
                        key.secret(),
                        Variants.draw(lab, attempt.seed())));
            }
        }
        return seats;
    }
}
