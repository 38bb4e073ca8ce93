package brume.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/// An instructor makes a course, brings people in and archives it; whoever does not teach it sees nothing of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(OneBrume.class)
class CoursesIT {

    private static final Path AXE = Path.of("node_modules/axe-core/axe.min.js");
    private static final String LAB = "ec2-first-instance";

    private RunningBrume brume;
    private Browser ines;
    private Browser alice;

    @BeforeAll
    void start(RunningBrume one) {
        assumeTrue(Files.exists(Browser.DRIVER), "chromedriver is not installed (Debian: chromium-driver)");
        brume = one;
        ines = new Browser(1440, 900, "en");
        alice = new Browser(1440, 900, "en");
        ines.signIn(brume, "ines");
        alice.signIn(brume, "alice");
    }

    @AfterAll
    void stop() {
        for (Browser open : new Browser[] {ines, alice}) {
            if (open != null) {
                open.close();
            }
        }
    }

    private void at(Browser browser, String path) {
        browser.open(brume.portal() + path);
    }

    private void act(String person, String item) {
        ines.click("[data-person=" + person + "] .acts vaadin-button");
        ines.click("#" + item);
    }

    @Test
    @Order(1)
    void anInstructorMakesACourseAndTeachesIt() {
        at(ines, "/courses");
        ines.find("[data-course=cloud]");
        ines.picture("courses");
        ines.click("#create-course");
        ines.type("#course-title", "Réseaux 2026");
        ines.type("#course-id", "cloud");
        ines.click("#course-labs [data-lab=" + LAB + "] vaadin-checkbox");
        ines.picture("course-form");
        ines.click("#dialog-main");
        ines.awaitText(".ask-refusal", "has a course with this id already");
        ines.type("#course-id", "reseaux-2026");
        ines.click("#dialog-main");
        ines.awaitText("h1", "Réseaux 2026");
        ines.awaitText("[data-person=ines]", "Instructor");
        assertThat(ines.url()).endsWith("/courses/reseaux-2026");
    }

    @Test
    @Order(2)
    void studentsAreBroughtInAndFindTheLabAtHome() {
        ines.click("#add-people");
        ines.type(".found-people, .ask .filter-bar", "alice");
        ines.click(".found-people [data-person=alice] vaadin-button");
        ines.awaitText(".found", "Nobody of the school who is not in the course yet matches");
        ines.picture("course-add");
        ines.click("#add-close");
        ines.awaitText(".people [data-person=alice]", "Student");
        ines.awaitText(".flashes", "takes part as a student");
        ines.picture("course");
        at(alice, "/");
        alice.awaitText(".home", "Réseaux 2026");
        limit("0");
        at(alice, "/lab/reseaux-2026/" + LAB);
        alice.awaitText(".lost", "The course Réseaux 2026 has reached its limit of open sandboxes (0)");
        alice.picture("lab-full");
        limit("1");
        ines.awaitText("[data-quota=sandboxes]", "0 of 1");
        at(alice, "/lab/reseaux-2026/" + LAB);
        alice.find("#tab-instances, .console, .steps");
        act("alice", "change-role");
        ines.awaitText(".flashes", "Only an instructor of the school can teach a course");
        act("ines", "remove-person");
        ines.click("#dialog-main");
        ines.awaitText(".ask-refusal", "You cannot leave the course");
        ines.click("#dialog-cancel");
    }

    /// An instructor says how many sandboxes the course may have.
    private void limit(String most) {
        ines.click("#change-quota");
        ines.type("#quota-sandboxes", "-1");
        ines.click("#dialog-main");
        ines.awaitText("#quota-sandboxes", "Type a whole number from 0 to 100,000");
        ines.picture("course-limits");
        ines.type("#quota-sandboxes", most);
        ines.click("#dialog-main");
        ines.awaitText(".flashes", "Limits of Réseaux 2026 saved");
    }

    @Test
    @Order(3)
    void whoDoesNotTeachTheCourseSeesNothingOfIt() {
        at(alice, "/courses");
        alice.awaitText(".lost", "Nothing here for you");
        at(alice, "/courses/reseaux-2026");
        alice.awaitText(".lost", "Nothing here for you");
        try (Browser ivan = new Browser(1440, 900, "en")) {
            ivan.signIn(brume, "ivan");
            at(ivan, "/courses");
            ivan.find("[data-course=cloud]");
            assertThat(ivan.has("[data-course=reseaux-2026]")).isFalse();
            for (String path : List.of(
                    "/courses/reseaux-2026",
                    "/courses/reseaux-2026?school=lyon",
                    "/courses/cloud?school=lyon",
                    "/live/reseaux-2026/" + LAB,
                    "/grades/reseaux-2026/" + LAB)) {
                at(ivan, path);
                ivan.awaitText(".lost", "Nothing here for you");
            }
        }
    }

    @Test
    @Order(4)
    void anArchivedCourseIsGoneForStudentsAndItsGradesAreStillRead() {
        at(alice, "/lab/reseaux-2026/" + LAB);
        alice.find("#check");
        ines.click("#archive-course");
        ines.picture("course-archive");
        ines.click("#dialog-main");
        ines.awaitText("#archived", "This course is archived");
        ines.picture("course-archived");
        alice.awaitText(".lost", "Nothing here for you");
        at(alice, "/");
        alice.find(".home");
        assertThat(alice.text(".home")).doesNotContain("Réseaux 2026");
        at(alice, "/lab/reseaux-2026/" + LAB);
        alice.awaitText(".lost", "Nothing here for you");
        at(ines, "/live/reseaux-2026/" + LAB);
        ines.awaitText(".lost", "Nothing here for you");
        at(ines, "/grades/reseaux-2026/" + LAB);
        ines.awaitText(".marks", "Alice");
        at(ines, "/courses");
        ines.awaitText("[data-course=reseaux-2026]", "Archived");
        ines.picture("courses-archived");
        try (Browser root = new Browser(1440, 900, "fr")) {
            root.signIn(brume, "root");
            at(root, "/courses");
            root.click("[data-course=reseaux-2026] a");
            root.awaitText("#archived", "Ce cours est archivé");
            root.picture("course-fr");
            root.find("[data-quota=sandboxes]");
            at(root, "/courses");
            root.click("[data-school=lyon] .change-school-quota");
            root.type("#quota-sandboxes", "300");
            root.click("#dialog-main");
            root.awaitText("[data-school=lyon]", "sur 300");
            root.picture("courses-fr");
            root.click("[data-course=reseaux-2026] a");
            root.click("#change-quota");
            root.type("#quota-sandboxes", "301");
            root.click("#dialog-main");
            root.awaitText("#quota-sandboxes", "L’école en autorise 300 au plus");
            root.picture("course-limits-fr");
            root.click("#dialog-cancel");
            root.click("#archive-course");
            root.awaitText(".flashes", "est rétabli");
        }
        at(alice, "/");
        alice.awaitText(".home", "Réseaux 2026");
    }

    @Test
    @Order(5)
    void aFileShowsWhatItWouldChangeAndDoesItWhenConfirmed() throws IOException {
        at(ines, "/courses/reseaux-2026");
        ines.click("#enrol");
        ines.type("#enrol-text", "username,name\nnobody");
        ines.click("#enrol-look");
        ines.awaitText("#enrol-faults", "a name is needed");
        Path file = Files.createTempFile("people", ".csv");
        Files.write(
                file,
                ("Identifiant;Nom;Courriel;Rôle\r\n" + "emile;Émile Zola;emile@example.org;étudiant\r\n"
                                + "jules;=1+1;;\r\n" + "ivan;Ivan;;\r\n" + "rosa;Rosa;;enseignante\r\n")
                        .getBytes(Charset.forName("windows-1252")));
        ines.attach("#enrol-file", file);
        ines.awaitText("#enrol-added", "Émile Zola");
        ines.awaitText("#enrol-faults", "The user name ivan cannot be used here");
        ines.awaitText("#enrol-faults", "Only an administrator makes instructors");
        ines.awaitText("#enrol-dropped", "Alice");
        ines.awaitText("#enrol-confirm", "2 added, 0 changed, 0 removed");
        ines.picture("enrol-plan");
        accessible("enrol-plan");
        fit("enrol-plan");
        ines.click("#enrol-drop");
        ines.awaitText("#enrol-confirm", "2 added, 0 changed, 1 removed");
        ines.click("#enrol-confirm");
        ines.awaitText(".flashes", "Done: 2 added, 0 changed, 1 removed");
        ines.picture("enrol-done");
        String passwords = (String) ines.later("const done = arguments[arguments.length - 1];"
                + "fetch(document.querySelector('#enrol-passwords').href).then((got) => got.text()).then(done);");
        assertThat(passwords).contains("Émile Zola,emile,", "'=1+1,jules,");
        ines.attach("#enrol-file", file);
        ines.awaitText("#enrol-confirm", "Nothing to change");
        Files.delete(file);
        try (Browser emile = new Browser(1440, 900, "fr")) {
            at(emile, "/sign-in");
            emile.type("#username", "emile");
            emile.type(
                    "#password",
                    passwords
                            .lines()
                            .filter(line -> line.contains(",emile,"))
                            .map(line ->
                                    line.substring(line.lastIndexOf(',') + 1).strip())
                            .findFirst()
                            .orElseThrow());
            emile.click("#sign-in");
            emile.awaitText(".home", "Réseaux 2026");
        }
        ines.click("#enrol-back");
        ines.find("[data-person=emile]");
        assertThat(ines.has("[data-person=alice]")).isFalse();
    }

    /// The page on a phone, where nothing may scroll sideways.
    private void fit(String picture) {
        ines.narrow(390, 844);
        ines.picture(picture + "-390");
        assertThat(ines.script("return document.documentElement.scrollWidth")).isEqualTo(390L);
        ines.wide();
    }

    @Test
    @Order(6)
    void theAuditKnowsIt() {
        at(ines, "/audit");
        ines.type("#audit-text", "reseaux-2026");
        for (String did : List.of(
                "course-created",
                "course-joined",
                "course-archived",
                "course-brought-back",
                "enrolment-file",
                "quota-changed")) {
            ines.find("[data-action=" + did + "]");
        }
    }

    @Test
    @Order(7)
    void noneOfThesePagesHasASeriousFaultOfAccessibility() throws IOException {
        for (String path : List.of("/courses", "/courses/reseaux-2026")) {
            at(ines, path);
            ines.find(".people .badge, .people tr.line, .people tr.person");
            accessible("course" + (path.length() > 9 ? "-one" : "-list"));
        }
        ines.narrow(390, 844);
        ines.picture("course-390");
        at(ines, "/courses");
        ines.find("[data-course=cloud]");
        ines.picture("courses-390");
        assertThat(ines.script("return document.documentElement.scrollWidth"))
                .as("no scrolling sideways")
                .isEqualTo(390L);
        ines.wide();
    }

    private void accessible(String what) throws IOException {
        assumeTrue(Files.exists(AXE), "axe-core is not installed (npm install)");
        ines.script(Files.readString(AXE));
        for (String theme : List.of("dark", "light")) {
            ines.script("document.documentElement.setAttribute('theme', arguments[0])", theme);
            ines.picture(what + "-" + theme);
            assertThat(
                            ines.later(
                                    "const done = arguments[arguments.length - 1]; setTimeout(() => axe.run(document, { resultTypes: ['violations'] })"
                                            + ".then((found) => done(found.violations.filter((fault) => ['serious', 'critical'].includes(fault.impact))"
                                            + ".map((fault) => fault.id + ' ' + fault.nodes.map((node) => node.html.slice(0, 200)).join(' ')).join('; '))), 400);"))
                    .as(what + " in " + theme)
                    .isEqualTo("");
        }
    }
}
