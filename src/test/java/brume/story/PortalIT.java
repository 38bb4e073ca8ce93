package brume.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/// What every screen must keep to, tried as a student of the second school: the way in and out, the keyboard, two
/// languages, two themes, refusals, and nothing of anybody else's.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(OneBrume.class)
class PortalIT {

    private static final String LAB = "/lab/cloud/ec2-first-instance";

    private RunningBrume brume;
    private Browser bob;

    @BeforeAll
    void start(RunningBrume one) {
        assumeTrue(Files.exists(Browser.DRIVER), "chromedriver is not installed (Debian: chromium-driver)");
        brume = one;
        bob = new Browser(1440, 900, "en");
    }

    @AfterAll
    void stop() {
        if (bob != null) {
            bob.close();
        }
    }

    private void open(String path) {
        bob.open(brume.portal() + path);
    }

    @Test
    @Order(1)
    void whoeverFollowsALinkSignsInFirstAndComesBackToItUnderANewSession() {
        open(LAB + "?page=journal");
        bob.type("#username", "bob");
        bob.find("#password input").sendKeys("wrong", Keys.ENTER);
        bob.awaitText(".refusal", "the user name or the password is wrong");
        String before = bob.cookie("JSESSIONID");
        bob.find("#password input").sendKeys("bob", Keys.ENTER);
        bob.awaitText(".con-title", "Journal");
        assertThat(bob.url()).endsWith(LAB + "?page=journal");
        assertThat(bob.cookie("JSESSIONID")).isNotEqualTo(before);
    }

    @Test
    @Order(2)
    void aStudentFindsNothingOfAnotherRole() {
        for (String path :
                List.of("/live", "/live/cloud/ec2-first-instance", "/people", "/lab/other/ec2-first-instance")) {
            open(path);
            bob.awaitText(".lost", "Nothing here for you");
        }
        bob.click(".seg button[lang=fr]");
        bob.awaitText(".lost", "Rien ici pour vous");
        bob.until("the title too", d -> d.getTitle().equals("Rien ici pour vous · Brume"));
        bob.click(".seg button[lang=en]");
        bob.awaitText(".lost", "Nothing here for you");
    }

    @Test
    @Order(3)
    void anInstructorSeesTheirOwnSchoolOnly() {
        try (Browser ivan = new Browser(1440, 900, "en")) {
            ivan.signIn(brume, "ivan");
            ivan.open(brume.portal() + "/live/cloud/ec2-first-instance");
            ivan.find("[data-student=bob]");
            assertThat(ivan.has("[data-student=alice]")).isFalse();
            ivan.open(brume.portal() + "/people");
            ivan.awaitText(".lost", "Nothing here for you");
        }
    }

    @Test
    @Order(3)
    void afterALinkTheKeyboardGoesOnAtTheHeadingOfTheNewPage() {
        try (Browser ivan = new Browser(1440, 900, "en")) {
            ivan.signIn(brume, "ivan");
            ivan.find(".nav a[href='/courses']").sendKeys(Keys.ENTER);
            ivan.until(
                    "the heading has the focus",
                    d -> "H1 Courses"
                            .equals(ivan.script("const at = document.activeElement;"
                                    + " return at.closest('#page') ? at.tagName + ' ' + at.textContent : ''")));
        }
    }

    @Test
    @Order(4)
    void aRefusalIsSaidInTheDialogWithTheProvidersCodeAndARequestId() {
        open(LAB + "?page=key-pairs");
        bob.click("#create-key-pair");
        bob.find("#key-name");
        bob.click("#dialog-main");
        bob.awaitText(
                "vaadin-dialog-overlay .flash", "MissingParameter: The request must contain the parameter KeyName");
        assertThat(bob.text("vaadin-dialog-overlay .flash")).containsPattern("Request id [0-9a-f-]{36}");
        bob.press(Keys.ESCAPE);
        bob.until("Escape closes the dialog", d -> !bob.has("vaadin-dialog-overlay"));
    }

    @Test
    @Order(5)
    void pagesOfTheConsoleAreLinksAndTheBrowserGoesBackThroughThem() {
        open(LAB + "?page=instances");
        bob.click("#console-addresses");
        bob.awaitText(".con-title", "Elastic IPs");
        bob.until("the address names the page", d -> bob.url().endsWith("?page=addresses"));
        bob.back();
        bob.awaitText(".con-title", "Instances");
    }

    @Test
    @Order(6)
    void whatWasTypedStaysInTheOtherLanguage() {
        open(LAB + "?page=launch");
        bob.type("#launch-name", "kept");
        bob.click("#type-t3\\.small");
        bob.awaitText(".typed-lines", "--instance-type t3.small");
        bob.click(".seg button[lang=fr]");
        bob.awaitText(".wizard-main h2", "Lancer une instance");
        assertThat(bob.find("#launch-name input").getDomProperty("value")).isEqualTo("kept");
        bob.awaitText(".typed-lines", "--instance-type t3.small");
        bob.awaitText(".summary", "0,0236 USD/h");
        assertThat(bob.script("return document.documentElement.lang")).isEqualTo("fr");
        bob.picture("wizard-fr");
        bob.click(".seg button[lang=en]");
        bob.awaitText(".wizard-main h2", "Launch an instance");
    }

    @Test
    @Order(7)
    void theWizardWorksWithoutAMouse() {
        bob.find("#launch-name input").sendKeys(Keys.chord(Keys.CONTROL, "a"), "by-keys", Keys.TAB);
        bob.press("aws:x=1", Keys.TAB);
        bob.awaitText("#launch-tags", "belong to the provider");
        bob.find("#launch-tags textarea").sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE, Keys.TAB);
        bob.find("#type-t3\\.small").sendKeys(Keys.ARROW_UP);
        bob.find("#launch-now").sendKeys(Keys.ENTER);
        bob.awaitText(".flashes", "launched.");
        bob.awaitText(".con-below", "by-keys");
        bob.find("[data-state=running]");
        bob.until("the address names it", d -> bob.url().contains("id=i-"));
        bob.awaitText(".flashes", "launched.");
    }

    @Test
    @Order(8)
    void theAddressNamesWhatIsSelected() {
        open(LAB + "?page=instances");
        bob.click(".con-below vaadin-button.link");
        bob.until("the address names it", d -> bob.url().matches(".*[?&]id=i-[0-9a-f]{17}(&.*)?"));
        String kept = bob.url();
        bob.click("#console-journal");
        bob.awaitText(".con-title", "Journal");
        bob.back();
        bob.awaitText(".con-details", "by-keys");
        open("/");
        bob.find("#continue");
        bob.open(kept);
        bob.awaitText(".con-details", "by-keys");
    }

    @Test
    @Order(9)
    void aHandleMovesWithTheArrows() {
        Number before = (Number) bob.script("return document.querySelector('.ins').offsetWidth");
        bob.script("document.querySelector('.across').shadowRoot.querySelector('#splitter').focus()");
        bob.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
        Number after = (Number) bob.script("return document.querySelector('.ins').offsetWidth");
        assertThat(after.intValue()).isEqualTo(before.intValue() + 32);
        bob.click("#fold-steps");
        bob.until(
                "a rail of step numbers",
                d -> ((Number) bob.script("return document.querySelector('.ins').offsetWidth")).intValue() == 48);
        bob.click("#fold-steps");
    }

    @Test
    @Order(10)
    void thePreviewSaysWhyNothingCame() {
        open(LAB + "?page=preview");
        bob.find("#preview-go");
        bob.click("#preview-go");
        bob.awaitText(".preview-shown", "No inbound rule of the security group sg-");
        bob.click(".seg button[lang=fr]");
        bob.awaitText(".preview-shown", "Aucune règle entrante du groupe de sécurité sg-");
        bob.picture("preview-refused-fr");
        bob.click(".seg button[lang=en]");
        bob.click("#preview-back");
        bob.find(".con-title");
    }

    @Test
    @Order(11)
    void anotherRegionIsEmpty() {
        open(LAB + "?page=instances");
        bob.click("#region");
        bob.until(
                "the menu of regions",
                d -> (Boolean) bob.script("const there = [...document.querySelectorAll('vaadin-context-menu-item')]"
                        + ".find(i => i.textContent.includes('eu-west-1')); there?.click(); return !!there;"));
        bob.awaitText(".con-below", "No instance yet");
        bob.awaitText("#region", "eu-west-1");
    }

    @Test
    @Order(11)
    void darkIsKept() {
        bob.click(".light");
        open("/");
        bob.find("#continue");
        assertThat(bob.script("return document.documentElement.getAttribute('theme')"))
                .isEqualTo("dark");
        bob.picture("home-dark");
        bob.click(".light");
    }

    @Test
    @Order(12)
    void noPageHasASeriousFaultOfAccessibilityInEitherTheme() {
        Axe.needed();
        for (String path : List.of(
                "/",
                LAB + "?page=instances",
                LAB + "?page=launch",
                LAB + "?page=key-pairs",
                LAB + "?page=security-groups",
                LAB + "?page=addresses",
                LAB + "?page=credentials",
                LAB + "?page=journal",
                LAB + "?page=preview")) {
            open(path);
            bob.find(".home, .con-title, .wizard-main, .preview-bar");
            assertThat(Axe.faults(bob)).as(path).isEmpty();
        }
    }

    @Test
    @Order(13)
    void startingOverGivesANewSandboxAfterAQuestion() {
        open(LAB);
        String account = bob.text(".con-who");
        bob.click("#reset");
        bob.awaitText("vaadin-confirm-dialog-overlay", "Start this lab over?");
        bob.press(Keys.ESCAPE);
        bob.until("Escape keeps it", d -> !bob.has("vaadin-confirm-dialog-overlay"));
        bob.click("#reset");
        bob.click("vaadin-button[slot=confirm-button], vaadin-confirm-dialog-overlay vaadin-button[theme~=error]");
        bob.until("another account", d -> !bob.text(".con-who").equals(account));
        bob.awaitText(".con-below", "No instance yet");
    }

    @Test
    @Order(14)
    void whoeverHasSignedOutIsOutAndTheWayBackShowsNothing() {
        open(LAB + "?page=journal");
        bob.find(".con-title");
        String first = bob.tab();
        open("/");
        bob.click(".who");
        bob.click("#sign-out");
        bob.find("#sign-in");
        bob.back();
        bob.find("#sign-in");
        assertThat(bob.has(".home")).isFalse();
        bob.forward();
        bob.find("#sign-in");
        String second = bob.tab();
        bob.turnTo(first);
        bob.find("#sign-in");
        bob.back();
        bob.find("#sign-in");
        assertThat(bob.has(".con-title, .flash")).isFalse();
        bob.turnTo(second);
    }

    @Test
    @Order(18)
    void aSessionThatHasEndedSaysSoAndLeadsBackToThePageAfterSigningIn() {
        bob.signIn(brume, "bob");
        open(LAB + "?page=journal");
        bob.awaitText(".con-title", "Journal");
        bob.expire();
        bob.click("#console-key-pairs");
        bob.awaitText(".refusal", "Your session has ended.");
        bob.script("document.querySelector('.seg button[lang=fr]').click()");
        bob.awaitText(".refusal", "Votre session a pris fin.");
        bob.type("#username", "bob");
        bob.find("#password input").sendKeys("bob", Keys.ENTER);
        bob.find(".con-title");
        assertThat(bob.url()).contains(LAB + "?page=");
        bob.click(".seg button[lang=en]");
    }

    @Test
    @Order(17)
    void anAccountWaitsAfterFiveWrongPasswords() {
        for (int i = 0; i < 6; i++) {
            open("/sign-in");
            bob.type("#username", "root");
            bob.find("#password input").sendKeys("wrong" + i, Keys.ENTER);
            bob.find(".refusal .flash");
        }
        bob.awaitText(".refusal", "Try again in");
        open("/sign-in");
        bob.type("#username", "root");
        bob.find("#password input").sendKeys("root", Keys.ENTER);
        bob.awaitText(".refusal", "Try again in");
    }
}
