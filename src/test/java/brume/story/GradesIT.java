package brume.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/// The gradebook of the second school: a mark given by hand in one browser and read in another, the file for a
/// spreadsheet, and nothing of it for anybody else.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(OneBrume.class)
class GradesIT {

    private static final String LAB = "cloud/ec2-first-instance";
    private static final String REASON = "The network was down; \"step 4\" counted";
    private static final Path AXE = Path.of("node_modules/axe-core/axe.min.js");

    private RunningBrume brume;
    private Browser ivan;
    private Browser bob;
    private String page = "";
    private String file = "";

    @BeforeAll
    void start(RunningBrume one) {
        assumeTrue(Files.exists(Browser.DRIVER), "chromedriver is not installed (Debian: chromium-driver)");
        brume = one;
        ivan = new Browser(1440, 900, "en");
        bob = new Browser(1440, 900, "en");
        bob.signIn(brume, "bob");
        bob.open(brume.portal() + "/lab/" + LAB);
        bob.find("#console");
        ivan.signIn(brume, "ivan");
    }

    @AfterAll
    void stop() {
        for (Browser open : new Browser[] {ivan, bob}) {
            if (open != null) {
                open.close();
            }
        }
    }

    @Test
    @Order(1)
    void theGradebookHasTheStudentsOfTheOwnSchoolOnly() {
        ivan.click(".nav a[href='/grades']");
        ivan.find("[data-student=bob]");
        assertThat(ivan.has("[data-student=alice]")).isFalse();
        assertThat(ivan.has("[data-student=ivan]")).isFalse();
        file = (String) ivan.script("return document.querySelector('#export').href");
        ivan.type(".filter-bar", "nobody");
        ivan.awaitText(".book", "No student matches");
        ivan.click(".book .empty vaadin-button");
        ivan.find("[data-student=bob]");
    }

    @Test
    @Order(2)
    void theLiveClassLeadsToTheGradebookAndToAStudent() {
        ivan.open(brume.portal() + "/live/" + LAB);
        ivan.find(".to-grades[href='/grades/" + LAB + "']");
        ivan.click("[data-student=bob] a");
        ivan.awaitText("h1", "Bob Le Goff");
        ivan.awaitText(".deeds", "Sandbox opened");
        assertThat(ivan.has(".step-line")).isTrue();
        page = ivan.url();
    }

    @Test
    @Order(3)
    void aMarkNeedsPointsOfTheLabAndAReason() {
        ivan.type("#mark-points", "61");
        ivan.click("#mark-give");
        ivan.awaitText("#mark-points", "A whole number from 0 to 60.");
        ivan.type("#mark-points", "42");
        ivan.click("#mark-give");
        ivan.awaitText("#mark-reason", "Say why");
        assertThat(ivan.has(".mark-form .by-hand")).isFalse();
    }

    @Test
    @Order(4)
    void whatWasTypedStaysInTheOtherLanguage() {
        ivan.find("#mark-reason textarea").sendKeys(REASON, Keys.TAB);
        ivan.click(".seg button[lang=fr]");
        ivan.awaitText(".mark-form", "Donner cette note");
        assertThat(ivan.find("#mark-points input").getDomProperty("value")).isEqualTo("42");
        assertThat(ivan.find("#mark-reason textarea").getDomProperty("value")).isEqualTo(REASON);
        ivan.click(".seg button[lang=en]");
        ivan.awaitText(".mark-form", "Give this mark");
    }

    @Test
    @Order(5)
    void aMarkGivenByKeyboardIsReadByTheStudentAtOnce() {
        ivan.find("#mark-reason textarea").sendKeys(Keys.TAB);
        ivan.press(Keys.ENTER);
        ivan.awaitText(".mark-form", "Mark given.");
        ivan.awaitText(".mark-form .by-hand", "42 of 60 by hand");
        ivan.awaitText(".totals", "42 / 60");
        bob.awaitText(".ins-mark", REASON);
        bob.awaitText(".ins-mark", "By Ivan Petit.");
        bob.awaitText(".score", "42");
        bob.picture("lab-marked");
    }

    @Test
    @Order(6)
    void theGradebookShowsItBesideTheAutomaticMark() {
        ivan.open(brume.portal() + "/grades/" + LAB);
        ivan.awaitText("[data-student=bob] .by-hand", REASON);
        ivan.awaitText("[data-student=bob] .final", "42 / 60");
        assertThat(ivan.text("[data-student=bob] .auto")).isNotEqualTo("42");
        ivan.picture("grades");
    }

    @Test
    @Order(7)
    void theFileIsReadByASpreadsheetOfEitherLanguage() {
        Map<?, ?> english = fetched(ivan, "document.querySelector('#export').href");
        assertThat(english.get("type")).isEqualTo("text/csv; charset=UTF-8");
        assertThat(String.valueOf(english.get("name")))
                .containsPattern("attachment; filename=.*cloud-ec2-first-instance-\\d{4}-\\d\\d-\\d\\d\\.csv");
        assertThat(String.valueOf(english.get("text")))
                .startsWith("\ufeffStudent,User name,")
                .contains("Bob Le Goff,bob,")
                .contains(",42,42,60,70.0,")
                .contains("\"The network was down; \"\"step 4\"\" counted\",ivan,")
                .doesNotContain("Alice");
        ivan.click(".seg button[lang=fr]");
        ivan.awaitText("#export", "Exporter en CSV");
        assertThat(String.valueOf(
                        fetched(ivan, "document.querySelector('#export').href").get("text")))
                .startsWith("\ufeffÉtudiant;Identifiant;")
                .contains(";42;42;60;70,0;");
        ivan.click(".seg button[lang=en]");
        ivan.awaitText("#export", "Export CSV");
    }

    /// What the address answers to this browser.
    private static Map<?, ?> fetched(Browser browser, String address) {
        return (Map<?, ?>) browser.later("const done = arguments[arguments.length - 1]; fetch(" + address
                + ").then(async (r) => done({ status: r.status, type: r.headers.get('Content-Type'), "
                + "name: decodeURIComponent(r.headers.get('Content-Disposition') || ''), "
                + "text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(await r.arrayBuffer()) }));");
    }

    @Test
    @Order(8)
    void nobodyElseFindsAnyOfIt() {
        try (Browser ines = new Browser(1440, 900, "en")) {
            ines.signIn(brume, "ines");
            ines.open(page);
            ines.awaitText(".lost", "Nothing here for you");
            ines.open(brume.portal() + "/grades/other/ec2-first-instance");
            ines.awaitText(".lost", "Nothing here for you");
            ines.open(brume.portal() + "/grades");
            ines.find("[data-student=alice]");
            assertThat(ines.has("[data-student=bob]")).isFalse();
            assertThat(String.valueOf(fetched(ines, "'" + file + "'").get("text")))
                    .doesNotContain("Le Goff");
        }
        for (String path : List.of(
                "/grades", "/grades/" + LAB, page.substring(brume.portal().length()))) {
            bob.open(brume.portal() + path);
            bob.awaitText(".lost", "Nothing here for you");
        }
        assertThat(String.valueOf(fetched(bob, "'" + file + "'").get("text"))).doesNotContain("Le Goff");
    }

    @Test
    @Order(9)
    void noPageHasASeriousFaultOfAccessibility() throws IOException {
        assumeTrue(Files.exists(AXE), "axe-core is not installed (npm install)");
        String axe = Files.readString(AXE);
        for (String path : List.of(brume.portal() + "/grades/" + LAB, page)) {
            ivan.open(path);
            ivan.find(".marks, .deeds");
            ivan.script(axe);
            for (String language : List.of("fr", "en")) {
                ivan.click(".seg button[lang=" + language + "]");
                for (String theme : List.of("light", "dark")) {
                    ivan.script("document.documentElement.setAttribute('theme', arguments[0])", theme);
                    assertThat(ivan.later("""
                                    const done = arguments[arguments.length - 1];
                                    const look = () => axe.run(document, { resultTypes: ['violations'] }).then((found) => done(found.violations
                                      .filter((fault) => ['serious', 'critical'].includes(fault.impact))
                                      .map((fault) => fault.id + ' ' + fault.nodes.map((node) => node.html.slice(0, 200)).join(' ')).join('\\n')));
                                    setTimeout(look, 600);
                                    """))
                            .as(path + " in " + theme + ", " + language)
                            .isEqualTo("");
                }
            }
        }
    }

    @Test
    @Order(10)
    void aWithdrawnMarkLeavesItsHistory() {
        ivan.open(page);
        ivan.click("#mark-withdraw");
        ivan.awaitText(".mark-form", "Mark withdrawn.");
        ivan.awaitText(".history", "Withdrawn");
        ivan.awaitText(".history", REASON);
        assertThat(ivan.has(".mark-form .by-hand")).isFalse();
        bob.open(brume.portal() + "/lab/" + LAB);
        bob.find("#console");
        bob.find(".ins-track");
        assertThat(bob.has(".ins-mark .reason")).isFalse();
    }
}
