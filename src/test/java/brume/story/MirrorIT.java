package brume.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import brume.app.TwoSchools;
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
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/// Alice works, her teachers look in: she knows it for as long as they do, they see what she sees and can do nothing,
/// and nobody else sees anything.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MirrorIT {

    private static final String LAB = "cloud/" + TwoSchools.LAB;

    private Map<String, String> alices = Map.of();
    private RunningBrume brume;
    private Browser alice;
    private Browser ines;
    private Browser irma;
    private String page = "";

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        assumeTrue(Files.exists(Browser.DRIVER), "chromedriver is not installed (Debian: chromium-driver)");
        alices = TwoSchools.prepare(folder);
        brume = new RunningBrume(folder, "--realm", TwoSchools.realm(folder).toString());
        page = brume.portal() + "/live/" + LAB + "/" + alices.get("person");
        alice = new Browser(1440, 900, "en");
        ines = new Browser(1440, 900, "en");
        irma = new Browser(1440, 900, "en");
        alice.signIn(brume, "alice");
        ines.signIn(brume, "ines");
        irma.signIn(brume, "irma");
    }

    @AfterAll
    void stop() {
        for (Browser open : new Browser[] {alice, ines, irma}) {
            if (open != null) {
                open.close();
            }
        }
        if (brume != null) {
            brume.close();
        }
    }

    @Test
    @Order(1)
    void theLiveClassLeadsToWhatTheStudentSeesNow() {
        alice.open(brume.portal() + "/lab/" + LAB + "?page=terminal");
        alice.click(".dock .idle vaadin-button");
        alice.awaitTerminal("$");
        alice.terminal("echo early-$((40+2))");
        alice.awaitTerminal("early-42");
        assertThat(alice.has(".looked-at span")).isFalse();

        ines.open(brume.portal() + "/live/" + LAB);
        ines.click("[data-student=alice] .look-in");
        ines.awaitTerminal("early-42");
        ines.awaitText(".crumb", "Alice Xanthopoulos");
        ines.awaitText(".looked-at", "Alice Xanthopoulos sees that you are looking");
        ines.awaitText("[data-machine]", alices.get("instance"));
        ines.find(".step .checks");
        alice.awaitText(".looked-at", "Ines Moreau is looking at your work");
        alice.picture("lab-looked-at");
        ines.picture("mirror");
    }

    @Test
    @Order(2)
    void whatTheStudentTypesIsSeenWithinMoments() {
        ines.script("window.sameTab = true");
        alice.terminal("echo live-$((6*7))");
        ines.awaitTerminal("live-42");
        assertThat(ines.script("return window.sameTab")).isEqualTo(true);
    }

    @Test
    @Order(3)
    void whatAStudentBuildsAndAchievesIsSeenToo() {
        alice.click("#console-security-groups");
        alice.find(".con-below, .listing, vaadin-grid");
        alice.click("#stuck");
        alice.awaitText("#stuck", "Lower my hand");
        alice.click("#stuck");
        alice.click("#check");
        ines.find("[data-check][data-state=pass], [data-check][data-state=fail]");
    }

    @Test
    @Order(4)
    void whoeverLooksCanTypeNothing() {
        ines.script("document.querySelector('brume-terminal .xterm-helper-textarea').focus()");
        ines.press("echo from-the-teacher", Keys.ENTER);
        ines.script("const t = document.querySelector('brume-terminal');"
                + "try { t.$server.typed('echo from-the-teacher\\r'); } catch (none) { }");
        alice.terminal("echo after-$((2+2))");
        ines.awaitTerminal("after-4");
        assertThat(alice.terminalText()).doesNotContain("from-the-teacher");
        assertThat(ines.has(".mirror .ins-foot, .mirror .hint-show, .mirror #check, .mirror .con-menu"))
                .isFalse();
    }

    @Test
    @Order(5)
    void aSecretThatTheStudentTypesIsCovered() {
        String secret = alices.get("secret");
        alice.terminal("export AWS_SECRET_ACCESS_KEY=" + secret);
        alice.terminal("echo ${AWS_SECRET_ACCESS_KEY}; echo told-$((3+4))");
        ines.awaitTerminal("told-7");
        assertThat(alice.terminalText().replace("\n", "")).contains(secret);
        assertThat(ines.terminalText().replace("\n", "")).contains("*****").doesNotContain(secret.substring(8));
        assertThat(String.valueOf(ines.script("return document.documentElement.innerHTML")))
                .doesNotContain(secret.substring(8));
    }

    @Test
    @Order(6)
    void theLanguageChangesWhileOneLooks() {
        ines.click(".seg button[lang=fr]");
        ines.awaitText(".looked-at", "Lecture seule. Alice Xanthopoulos voit que vous regardez.");
        ines.awaitTerminal("told-7");
        alice.click(".seg button[lang=fr]");
        alice.awaitText(".looked-at", "Ines Moreau regarde votre travail");
        alice.terminal("echo still-$((5+5))");
        ines.awaitTerminal("still-10");
        ines.click(".seg button[lang=en]");
        alice.click(".seg button[lang=en]");
        alice.awaitText(".looked-at", "Ines Moreau is looking");
    }

    @Test
    @Order(7)
    void twoMayLookAndWhoeverLosesTheCourseSeesNothingMore() {
        irma.open(page);
        irma.awaitTerminal("still-10");
        alice.awaitText(".looked-at", "Ines Moreau and Irma Colleague are looking at your work");
        String mirror = ines.tab();
        ines.open(brume.portal() + "/courses/cloud");
        ines.click("[data-person=irma] vaadin-button");
        ines.click("#remove-person");
        ines.click("#dialog-main");
        ines.awaitText(".flashes", "Irma Colleague");
        ines.turnTo(mirror);
        irma.awaitText(".lost", "This look has ended");
        alice.until("only one looks", d -> !alice.text(".looked-at").contains("Irma"));
        alice.awaitText(".looked-at", "Ines Moreau is looking");
        assertThat(irma.has("brume-terminal, .mirror .step")).isFalse();
        irma.open(page);
        irma.awaitText(".lost", "Nothing here for you");
    }

    @Test
    @Order(8)
    void aTerminalThatIsClosedIsNoMoreSeen() {
        alice.click(".dock-tab .square");
        ines.awaitText(".dock .idle", "No terminal is open");
        alice.click(".dock .idle vaadin-button");
        alice.awaitTerminal("$");
        alice.terminal("echo again-$((1+1))");
        ines.awaitTerminal("again-2");
        assertThat(ines.terminalText()).doesNotContain("still-10");
    }

    @Test
    @Order(9)
    void theStudentSeesThatTheyHaveLeft() {
        ines.click(".to-leave");
        ines.find("[data-student=alice]");
        alice.until("nobody looks", d -> !alice.has(".looked-at span"));
    }

    @Test
    @Order(9)
    void andReadsItInTheirJournalAfterwards() {
        alice.click("#console-journal");
        alice.awaitText(".looked-in", "Ines Moreau looked in");
    }

    @Test
    @Order(10)
    void aLookEndsWithTheSession() {
        ines.open(page);
        alice.awaitText(".looked-at", "Ines Moreau is looking");
        String mirror = ines.tab();
        ines.open(brume.portal() + "/");
        ines.click(".who");
        ines.click("#sign-out");
        ines.find("#sign-in");
        alice.until("nobody looks", d -> !alice.has(".looked-at span"));
        ines.turnTo(mirror);
        ines.find("#sign-in");
    }

    @Test
    @Order(11)
    void eachLookIsNotedFromItsBeginningToItsEnd() {
        ines.signIn(brume, "ines");
        ines.open(brume.portal() + "/audit");
        ines.find("[data-action=mirror-closed]");
        assertThat(ines.script("return [...document.querySelectorAll('.audit-lines [data-action^=mirror]')]"
                        + ".map(r => r.querySelector('.by').innerText + ' ' + r.dataset.action + ' ' + r.querySelector('.about .mono').innerText)"
                        + ".reverse().join('\\n')"))
                .isEqualTo("""
                        ines mirror-opened alice
                        irma mirror-opened alice
                        irma mirror-closed alice
                        ines mirror-closed alice
                        ines mirror-opened alice
                        ines mirror-closed alice""");
    }

    @Test
    @Order(12)
    void nobodyElseFindsIt() {
        for (String who : List.of("fred", "ivan", "bob")) {
            try (Browser stranger = new Browser(1440, 900, "en")) {
                stranger.signIn(brume, who);
                stranger.open(page);
                stranger.awaitText(".lost", "Nothing here for you");
            }
        }
        alice.open(page);
        alice.awaitText(".lost", "Nothing here for you");
    }

    @Test
    @Order(13)
    void noPageHasASeriousFaultOfAccessibility() {
        Axe.needed();
        alice.open(brume.portal() + "/lab/" + LAB + "?page=terminal");
        alice.click(".dock .idle vaadin-button");
        alice.awaitTerminal("$");
        ines.open(page);
        ines.awaitTerminal("$");
        alice.find(".looked-at span");
        for (String language : List.of("fr", "en")) {
            for (Browser browser : List.of(ines, alice)) {
                browser.click(".seg button[lang=" + language + "]");
                browser.until(
                        "in " + language, d -> language.equals(browser.script("return document.documentElement.lang")));
                assertThat(Axe.faults(browser)).as(language).isEmpty();
            }
        }
    }
}
