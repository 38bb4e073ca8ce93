package brume.app;

import static org.assertj.core.api.Assertions.assertThat;

import brume.portal.frame.Places;
import brume.portal.frame.Portal;
import brume.portal.frame.Visitor;
import brume.portal.palette.Place;
import brume.school.CourseId;
import brume.school.Person;
import brume.school.PersonId;
import brume.school.Principal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the command palette offers each role of two schools: nothing that the person may not open.
class PalettePlacesIT {

    private static final String SECRET = TwoSchools.CLOSED_TITLE;

    private static TwoSchools schools;
    private static Portal portal;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        schools = TwoSchools.in(folder);
        portal = PortalParts.of(schools.brume(), InstantSource.system());
    }

    @AfterAll
    static void stop() {
        if (schools != null) {
            schools.close();
        }
    }

    private static Visitor visitor(String name) {
        Person person = portal.school().people().account(name).orElseThrow().person();
        return new Visitor(person, person.tenants().stream().findFirst());
    }

    private static List<Place> places(String name) {
        return new Places(portal, visitor(name), path -> {}).all();
    }

    private static List<String> ids(String name) {
        return places(name).stream().map(Place::id).toList();
    }

    private static String text(String name) {
        return places(name).toString();
    }

    /// The paths that the places of somebody lead to.
    private static List<String> paths(String name) {
        List<String> paths = new ArrayList<>();
        new Places(portal, visitor(name), paths::add)
                .all().stream()
                        .filter(place -> !place.id().startsWith("do/"))
                        .forEach(place -> place.go().run());
        return paths;
    }

    @Test
    void aStudentIsOfferedTheirOwnLabsAndNoPageOfThoseWhoTeach() {
        assertThat(ids("alice"))
                .containsExactlyInAnyOrder(
                        "/",
                        "/lab/cloud/ec2-first-instance",
                        "/lab/only-lyon/ec2-first-instance",
                        "/password",
                        "do/language",
                        "do/theme",
                        "do/signOut");
        assertThat(ids("fred")).contains("/lab/cloud/ec2-first-instance").noneMatch(id -> id.contains("only-lyon"));
    }

    @Test
    void aSandboxIsFoundByItsAccountByNobodyElse() {
        String account = schools.alice().owner().account();
        assertThat(text("alice")).contains(account);
        for (String other : List.of("fred", "ines", "bob", "ivan", "root")) {
            assertThat(text(other)).as(other).doesNotContain(account);
        }
    }

    @Test
    void anInstructorIsOfferedTheirCoursesWithTheirStudents() {
        assertThat(ids("ines"))
                .contains(
                        "/live",
                        "/grades",
                        "/courses",
                        "/audit",
                        "/courses/only-lyon",
                        "/live/only-lyon/ec2-first-instance",
                        "/grades/only-lyon/ec2-first-instance",
                        "student/only-lyon/" + schools.alice().person().id())
                .doesNotContain("/people");
        assertThat(paths("ines"))
                .contains("grades/only-lyon/ec2-first-instance/students/"
                        + schools.alice().person().id());
    }

    @Test
    void aColleagueWhoDoesNotTeachACourseIsNotOfferedIt() {
        assertThat(text("irma")).doesNotContain(SECRET, "only-lyon");
        assertThat(ids("irma")).contains("/courses/cloud");
    }

    @Test
    void nothingOfAnotherSchoolIsOffered() {
        for (String other : List.of("bob", "ivan")) {
            assertThat(text(other))
                    .as(other)
                    .doesNotContain(SECRET, "only-lyon", "lyon", "Alice", "Xanthopoulos", "Fellow", "Moreau");
        }
        assertThat(text("ines")).doesNotContain("nantes", "Le Goff", "Petit");
    }

    @Test
    void anAdminOutsideOfTheSchoolsIsOfferedPeopleAndTheCoursesOfEverySchool() {
        assertThat(ids("root"))
                .contains(
                        "/",
                        "/people",
                        "/audit",
                        "/courses",
                        "/courses/only-lyon?school=lyon",
                        "/courses/cloud?school=nantes")
                .noneMatch(id -> id.startsWith("/live") || id.startsWith("/grades") || id.startsWith("/lab"))
                .noneMatch(id -> id.startsWith("student/"));
    }

    @Test
    void anArchivedCourseIsOfferedToNoStudentAndItsClassToNobody() {
        portal.school().courses().update(TwoSchools.LYON, TwoSchools.CLOSED, course -> course.withArchived(true));
        try {
            assertThat(text("alice")).doesNotContain("only-lyon");
            assertThat(ids("ines"))
                    .contains("/grades/only-lyon/ec2-first-instance")
                    .doesNotContain("/live/only-lyon/ec2-first-instance", "/lab/only-lyon/ec2-first-instance");
        } finally {
            portal.school().courses().update(TwoSchools.LYON, TwoSchools.CLOSED, course -> course.withArchived(false));
        }
    }

    @Test
    void everyPlaceOfACourseMayBeOpenedByWhoeverIsOfferedIt() {
        for (String name : List.of("alice", "fred", "ines", "irma", "bob", "ivan")) {
            Principal me = visitor(name).principal();
            for (String path : paths(name)) {
                List<String> parts = Stream.of(path.split("/")).toList();
                if (parts.size() < 2) {
                    continue;
                }
                CourseId course = CourseId.parse(parts.get(1));
                boolean isTaught = portal.school().courses().isTaughtBy(me, course);
                boolean mayEnter = isTaught
                        || portal.school()
                                .courses()
                                .role(me.tenant(), course, me.person())
                                .isPresent();
                assertThat(parts.getFirst().equals("lab") ? mayEnter : isTaught)
                        .as(name + " at " + path)
                        .isTrue();
                if (parts.size() == 5) {
                    assertThat(portal.school().courses().role(me.tenant(), course, PersonId.parse(parts.get(4))))
                            .as(name + " at " + path)
                            .isPresent();
                }
            }
        }
    }
}
