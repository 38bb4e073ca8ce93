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
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/// What a student of the second school does with the tools of the lab by clicking, on a wide screen and on a phone, and
/// what their instructor sees of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(OneBrume.class)
class ConsoleIT {

    private static final String LAB = "/lab/cloud/ec2-first-instance";

    private RunningBrume brume;
    private Browser bob;

    @BeforeAll
    void start(RunningBrume one) {
        assumeTrue(Files.exists(Browser.DRIVER), "chromedriver is not installed (Debian: chromium-driver)");
        brume = one;
        bob = new Browser(1440, 900, "en");
        bob.signIn(brume, "bob");
    }

    @AfterAll
    void stop() {
        if (bob != null) {
            bob.close();
        }
    }

    private void open(String page) {
        bob.open(brume.portal() + LAB + "?page=" + page);
    }

    @Test
    @Order(1)
    void aListFollowsWhatItsRowsShow() {
        open("security-groups");
        bob.click("#create-security-group");
        bob.type("#group-name", "counted");
        bob.find("#group-description input").sendKeys("counted", Keys.ENTER);
        bob.awaitText(".con-below", "counted");
        bob.click("#add-rule");
        bob.find("#rule-kind");
        bob.click("#dialog-main");
        bob.awaitText(".rules", "0.0.0.0/0");
        bob.until(
                "no group is left that counts no rule",
                d -> bob.script("return [...document.querySelectorAll('vaadin-grid-cell-content')]"
                                + ".every(cell => cell.innerText.trim() !== '0')")
                        .equals(true));
    }

    @Test
    @Order(2)
    void anElasticAddressIsAllocatedAssociatedDisassociatedAndReleased() {
        open("launch");
        bob.type("#launch-name", "with-address");
        assertThat(bob.script(
                        "return [...document.querySelectorAll('.typed-line')].map(l => l.innerText.trim().endsWith('\\\\'))"
                                + ".join(' ')"))
                .asString()
                .matches("(true )+false");
        bob.click("#launch-now");
        bob.find("[data-state=running]");
        bob.click("#console-addresses");
        bob.click("#allocate-address");
        bob.awaitText(".flashes", "allocated.");
        bob.click("vaadin-grid-cell-content vaadin-checkbox");
        bob.click("#associate-address");
        bob.find("#address-instance");
        chooseMachine("with-address");
        bob.click("#dialog-main");
        bob.awaitText(".flashes", "leads to i-");
        bob.awaitText(".con-below", "i-");

        bob.click("#release-address");
        bob.click("#dialog-main");
        bob.awaitText("vaadin-dialog-overlay .flash", "InvalidIPAddress.InUse");
        bob.press(Keys.ESCAPE);
        bob.until("Escape closes the dialog", d -> !bob.has("vaadin-dialog-overlay"));
        bob.awaitText(".con-below", "eipalloc-");

        bob.click("#disassociate-address");
        bob.awaitText(".flashes", "aws ec2 disassociate-address");
        bob.awaitText(".con-below", "Not associated");
        bob.click("#release-address");
        bob.click("#dialog-main");
        bob.awaitText(".flashes", "released");
        bob.awaitText(".con-below", "No Elastic IP");
    }

    private void chooseMachine(String name) {
        bob.click("#address-instance vaadin-select-value-button, #address-instance");
        bob.until("the choice " + name, d -> {
            bob.script("[...document.querySelectorAll('vaadin-select-item')]" + ".filter(i=>i.textContent.includes('"
                    + name + "')).slice(-1)[0].click();");
            return true;
        });
    }

    @Test
    @Order(3)
    void aKeyOfOnesOwnIsRefusedInThePersonsLanguage() {
        open("credentials");
        bob.click(".seg button[lang=fr]");
        bob.awaitText("#add-ssh-key", "Ajouter");
        bob.click("#add-ssh-key");
        bob.find("#own-ssh-key");
        bob.click("#dialog-main");
        bob.awaitText("vaadin-dialog-overlay .flash", "Ce n’est pas une clé publique.");
        assertThat(bob.text("vaadin-dialog-overlay .flash")).doesNotContain("InvalidParameterValue", "public key");
        bob.press(Keys.ESCAPE);
        bob.until("Escape closes the dialog", d -> !bob.has("vaadin-dialog-overlay"));
        bob.click(".seg button[lang=en]");
        bob.awaitText("#add-ssh-key", "Add");
    }

    @Test
    @Order(3)
    void anAccessKeyIsReplacedAndItsSecretIsShownOnce() {
        open("credentials");
        String old = bob.find("[data-key]").getDomAttribute("data-key");
        bob.click("#create-access-key");
        bob.awaitText("vaadin-dialog-overlay", "AWS_SECRET_ACCESS_KEY=");
        String secret = bob.text("vaadin-dialog-overlay pre").replaceAll("(?s).*SECRET_ACCESS_KEY=(\\S+).*", "$1");
        assertThat(secret).hasSize(40);
        bob.picture("access-key-once");
        bob.click("#dialog-main");
        bob.until("the dialog is closed", d -> !bob.has("vaadin-dialog-overlay"));
        assertThat(String.valueOf(bob.script("return document.documentElement.innerHTML")))
                .doesNotContain(secret);
        assertThat(bob.find("#create-access-key").getDomAttribute("disabled")).isNotNull();
        bob.awaitText(".access-keys", "A sandbox has 2 access keys at most");
        bob.click("[data-key=" + old + "] .make-inactive");
        bob.awaitText("[data-key=" + old + "]", "Inactive");
        bob.awaitText(".con-blocks", "AWS_ACCESS_KEY_ID=AKIA");
        assertThat(bob.text(".typed-panel pre")).doesNotContain(old);
        bob.picture("access-keys");
        bob.click("[data-key=" + old + "] .delete-key");
        bob.click("#dialog-main");
        bob.until("it is gone", d -> !bob.has("[data-key=" + old + "]"));
        assertThat(bob.has(".show-secret")).isFalse();
    }

    @Test
    @Order(4)
    void whoeverIsStuckIsSeenAtOnceAndTheInstructorLowersTheHand() {
        try (Browser ivan = new Browser(1440, 900, "en")) {
            ivan.signIn(brume, "ivan");
            ivan.open(brume.portal() + "/live/cloud/ec2-first-instance");
            ivan.find("[data-student=bob]");
            assertThat(ivan.has("[data-student=bob] .hand vaadin-button")).isFalse();
            open("instances");
            bob.click("#stuck");
            bob.awaitText("#stuck", "Lower my hand");
            ivan.awaitText("[data-student=bob] .hand", "0 min");
            ivan.awaitText(".class-grid .gh", "Needs you now");
            ivan.awaitText(".sum .lantern", "Hands up");
            ivan.picture("live-hand");
            open("journal");
            bob.awaitText("#stuck", "Lower my hand");
            ivan.click("[data-student=bob] .hand vaadin-button");
            ivan.until("the hand is down", d -> !ivan.has("[data-student=bob] .hand vaadin-button"));
            bob.awaitText("#stuck", "I am stuck");
        }
    }

    @Test
    @Order(5)
    void theChecksRunOnTheButtonWhileThePageGoesOn() {
        open("instances");
        bob.click("#check");
        bob.awaitText("#check", "Check step");
        bob.until(
                "the button can be pressed again",
                d -> d.findElement(By.cssSelector("#check")).isEnabled());
        bob.find("[data-check][data-state=fail], [data-check][data-state=pass]");
    }

    @Test
    @Order(6)
    void onAPhoneNothingStandsBesideThePageAndNoWordIsCut() {
        bob.narrow(390, 844);
        for (String language : List.of("fr", "en")) {
            for (String page : List.of(
                    "instances",
                    "launch",
                    "key-pairs",
                    "security-groups",
                    "addresses",
                    "credentials",
                    "journal",
                    "preview",
                    "terminal")) {
                open(page);
                bob.find(".con-title, .wizard-main, .preview-bar, .dock");
                bob.script("document.querySelector('.seg button[lang=" + language + "]').click()");
                bob.until("in " + language, d -> language.equals(bob.script("return document.documentElement.lang")));
                assertThat(bob.later("""
                                const done = arguments[arguments.length - 1];
                                const seen = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getBoundingClientRect().width > 1;
                                setTimeout(() => done([
                                  ...(document.scrollingElement.scrollWidth > innerWidth ? ['the page'] : []),
                                  ...[...document.querySelectorAll('.con-menu, .con-main, .wizard')].filter(seen)
                                    .filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.className),
                                  ...[...document.querySelectorAll('.con-head > *, .con-link, .con-title > *, .preview-bar > *, .mob > *')].filter(seen)
                                    .filter((e) => { const r = e.getBoundingClientRect(); const p = e.parentElement.getBoundingClientRect();
                                      return r.left < p.left - 1 || r.right > innerWidth + 1 || r.height > p.height + 1; })
                                    .map((e) => e.parentElement.className + ' > ' + e.innerText),
                                ].join('\\n')), 300);
                                """)).as(page + " in " + language).isEqualTo("");
            }
        }
        bob.picture("phone");
        bob.wide();
    }

    /// Types into the palette's field and waits for what comes first.
    private void find(String words, String first) {
        bob.find("#palette-field input").sendKeys(Keys.chord(Keys.CONTROL, "a"), words);
        bob.awaitText("#palette-0", first);
    }

    private void openPalette() {
        bob.pressWithControl("k");
        bob.find("#palette-field input");
    }

    private void awaitNoPalette() {
        bob.until("the palette is closed", d -> !bob.has("#palette-field"));
    }

    @Test
    @Order(7)
    void thePaletteGoesToPagesAndResourcesByKeysAlone() {
        open("instances");
        bob.awaitText(".con-title", "Instances");
        openPalette();
        find("groups secur", "Security groups");
        bob.press(Keys.ENTER);
        bob.awaitText(".con-title", "Security groups");
        awaitNoPalette();
        bob.until("the address names the page", d -> bob.url().endsWith("?page=security-groups"));
        openPalette();
        find("with-addr", "with-address");
        bob.awaitText("#palette-0", "Instance");
        bob.press(Keys.ENTER);
        bob.awaitText(".con-details", "with-address");
        openPalette();
        bob.awaitText("#palette-0", "with-address");
        bob.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ARROW_UP);
        bob.until("the second is chosen", d -> bob.has("#palette-1[aria-selected=true]"));
        assertThat(bob.find("#palette-field input").getDomAttribute("aria-activedescendant"))
                .isEqualTo("palette-1");
        bob.press(Keys.ESCAPE);
        awaitNoPalette();
    }

    @Test
    @Order(8)
    void thePaletteIsAccessibleAndOffersAStudentNoPageOfThoseWhoTeach() {
        Axe.needed();
        open("instances");
        bob.find(".con-title");
        bob.script("document.querySelector('#find').focus()");
        bob.press(Keys.ENTER);
        bob.find("#palette-field input");
        bob.until("the list", d -> bob.has("#palette-0"));
        assertThat(Axe.faults(bob)).isEmpty();
        for (String words : List.of("people", "gradebook", "audit", "live class", "alice")) {
            bob.find("#palette-field input").sendKeys(Keys.chord(Keys.CONTROL, "a"), words);
            bob.awaitText(".palette-none", "Nothing found.");
        }
        assertThat(Axe.faults(bob)).isEmpty();
        bob.press(Keys.ESCAPE);
        awaitNoPalette();
        bob.until("the focus is back", d -> "find".equals(bob.script("return document.activeElement.id")));
    }

    @Test
    @Order(9)
    void thePaletteSpeaksBothLanguagesAndFitsAPhone() {
        bob.narrow(390, 844);
        open("instances");
        bob.click("#find");
        find("francais", "Passer en français");
        bob.press(Keys.ENTER);
        bob.awaitText(".mob", "Étapes");
        awaitNoPalette();
        bob.click("#find");
        find("cles paires", "Paires de clés");
        assertThat(bob.script("return document.scrollingElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        bob.picture("palette-phone-fr");
        bob.click("#palette-0");
        bob.awaitText(".con-title", "Paires de clés");
        bob.wide();
        openPalette();
        find("english", "Switch to English");
        bob.press(Keys.ENTER);
        bob.awaitText(".con-title", "Key pairs");
    }

    @Test
    @Order(10)
    void inATerminalCtrlKBelongsToTheShell() {
        open("instances");
        bob.awaitText(".con-below", "with-address");
        openPalette();
        find("with-addr", "with-address");
        bob.press(Keys.ENTER);
        bob.click("#connect-instance");
        bob.awaitTerminal("$ ");
        bob.until("the terminal", d -> d.findElement(By.cssSelector("brume-terminal .xterm-helper-textarea")))
                .sendKeys(
                        "echo kept-$((1+1)) lost",
                        Keys.chord(Keys.CONTROL, "a"),
                        Keys.chord(Keys.CONTROL, "e"),
                        Keys.ARROW_LEFT,
                        Keys.ARROW_LEFT,
                        Keys.ARROW_LEFT,
                        Keys.ARROW_LEFT,
                        Keys.chord(Keys.CONTROL, "k"),
                        "END",
                        Keys.ENTER);
        bob.awaitTerminal("kept-2 END");
        assertThat(bob.has("#palette-field")).isFalse();
    }
}
