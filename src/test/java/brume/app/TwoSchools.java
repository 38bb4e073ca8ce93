package brume.app;

import brume.lab.Attempt;
import brume.school.AccessKey;
import brume.school.Course;
import brume.school.CourseId;
import brume.school.Enrolment;
import brume.school.Person;
import brume.school.Principal;
import brume.school.Role;
import brume.school.SandboxOwner;
import brume.school.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Two schools with a student at work in each, and everybody who might look over a shoulder: what the tests of
/// isolation begin with. Lyon has a course that only Alice and Ines take part in.
public final class TwoSchools implements AutoCloseable {

    public static final TenantId LYON = TenantId.parse("lyon");
    public static final TenantId NANTES = TenantId.parse("nantes");
    public static final String LAB = "ec2-first-instance";
    public static final CourseId OPEN = CourseId.parse("cloud");
    public static final CourseId CLOSED = CourseId.parse("only-lyon");
    public static final String CLOSED_TITLE = "Secret course of Lyon";

    private static final String USER = """
            {"username": "%1$s", "email": "%1$s@example.org", "firstName": "%2$s", "lastName": "%3$s", "enabled": true,
             "credentials": [{"type": "password", "value": "%1$s"}], "realmRoles": ["%4$s"], "groups": [%5$s]}""";
    private static final String REALM = """
            {"realm": "brume", "groups": [{"name": "tenants", "subGroups": [{"name": "lyon"}, {"name": "nantes"}]}],
             "users": [%s]}""";

    private final Brume brume;
    private final Workplace alice;
    private final Workplace bob;

    private TwoSchools(Brume brume) {
        this.brume = brume;
        School school = brume.school();
        school.courses().add(new Course(CLOSED, LYON, CLOSED_TITLE, List.of(LAB)));
        for (String name : List.of("alice", "ines")) {
            Person person = person(school, LYON, name);
            Role role = person.is(Role.INSTRUCTOR) ? Role.INSTRUCTOR : Role.STUDENT;
            school.courses().enrol(new Enrolment(LYON, CLOSED, person.id(), role));
        }
        alice = at(LYON, "alice");
        bob = at(NANTES, "bob");
    }

    /// A student's sandbox, and what opens it.
    public record Workplace(Person person, SandboxOwner owner, AccessKey key) {}

    /// Starts a Brume without pages on `folder/data`, with the people of `folder/realm.json`.
    public static TwoSchools in(Path folder) throws IOException {
        Files.writeString(realm(folder), REALM.formatted(people()));
        Map<String, String> settings = Map.of(
                "brume.data", folder.resolve("data").toString(),
                "brume.realm", realm(folder).toString(),
                "brume.portal.port", "0",
                "brume.endpoint.port", "0",
                "brume.ssh.port", "0",
                "brume.proxy.port", "0",
                "brume.api.rate", "off");
        return new TwoSchools(Brume.start(Settings.of(settings::get, name -> null)));
    }

    public static Path realm(Path folder) {
        return folder.resolve("realm.json");
    }

    private static String people() {
        return Stream.of(
                        "alice,Alice,Xanthopoulos,student,lyon",
                        "fred,Fred,Fellow,student,lyon",
                        "ines,Ines,Moreau,instructor,lyon",
                        "irma,Irma,Colleague,instructor,lyon",
                        "bob,Bob,Le Goff,student,nantes",
                        "ivan,Ivan,Petit,instructor,nantes",
                        "root,Robin,Admin,admin,")
                .map(line -> line.split(",", -1))
                .map(user -> USER.formatted(
                        user[0], user[1], user[2], user[3], user[4].isEmpty() ? "" : "\"/tenants/" + user[4] + "\""))
                .collect(Collectors.joining(",\n"));
    }

    private static Person person(School school, TenantId tenant, String name) {
        return school.people().all(tenant).stream()
                .filter(person -> person.username().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Workplace at(TenantId tenant, String name) {
        Person person = person(brume.school(), tenant, name);
        Attempt attempt = brume.labDesk().start(Principal.of(person, tenant), OPEN, LAB);
        SandboxOwner owner =
                brume.school().sandboxes().find(tenant, attempt.sandbox()).orElseThrow();
        return new Workplace(
                person,
                owner,
                brume.school().accessKeys().of(tenant, owner.sandbox()).getFirst());
    }

    public Workplace alice() {
        return alice;
    }

    public Workplace bob() {
        return bob;
    }

    /// Gives Alice a machine, and a start in the closed course; then nothing more is done here, and the folder is
    /// another
    /// Brume's.
    ///
    /// @return what stands on no page but hers and her teachers', by a word for each
    public static Map<String, String> prepare(Path folder) throws IOException {
        try (TwoSchools schools = in(folder)) {
            Workplace alice = schools.alice;
            Map<String, String> names = new TreeMap<>(Machine.of(schools, alice).names());
            names.keySet().removeIf(word -> word.startsWith("private"));
            names.put("person", alice.person().id().value());
            names.put("name", alice.person().name());
            names.put("sandbox", alice.owner().sandbox().value());
            names.put("account", alice.owner().account());
            names.put("accessKey", alice.key().accessKeyId());
            names.put("secret", alice.key().secret());
            names.put("course", CLOSED_TITLE);
            schools.brume.labDesk().start(Principal.of(alice.person(), LYON), CLOSED, LAB);
            return names;
        }
    }

    Brume brume() {
        return brume;
    }

    /// How far the journal of a sandbox has come: equal numbers, nothing changed.
    long position(Workplace place) {
        return brume.clouds().open(place.owner().sandbox()).sandbox().position();
    }

    @Override
    public void close() {
        brume.close();
    }
}
