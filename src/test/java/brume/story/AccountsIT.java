package brume.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
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
import org.openqa.selenium.Keys;

/// An admin makes a person, who changes the password and is disabled while at work; the audit tells it to their school
/// and to no other.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(OneBrume.class)
class AccountsIT {

    private static final String CHOSEN = "il pleut sur Nantes";
    private static final Path AXE = Path.of("node_modules/axe-core/axe.min.js");

    private RunningBrume brume;
    private Browser admin;
    private Browser zoe;
    private String handed = "";

    @BeforeAll
    void start(RunningBrume one) {
        assumeTrue(Files.exists(Browser.DRIVER), "chromedriver is not installed (Debian: chromium-driver)");
        brume = one;
        admin = new Browser(1440, 900, "en");
        zoe = new Browser(1440, 900, "en");
    }

    @AfterAll
    void stop() {
        for (Browser open : new Browser[] {admin, zoe}) {
            if (open != null) {
                open.close();
            }
        }
    }

    private void signIn(Browser browser, String name, String password) {
        browser.open(brume.portal() + "/sign-in");
        browser.type("#username", name);
        browser.find("#password input").sendKeys(password, Keys.ENTER);
    }

    private void act(String person, String item) {
        admin.click("[data-person=" + person + "] .acts vaadin-button");
        admin.click("#" + item);
    }

    @Test
    @Order(1)
    void anAdminMakesAPersonAndSeesTheirPasswordOnce() {
        admin.signIn(brume, "root");
        admin.open(brume.portal() + "/people");
        admin.click("#create-person");
        admin.type("#person-name", "Zoé Leroy");
        admin.type("#person-username", "alice");
        admin.click("#dialog-main");
        admin.awaitText(".ask-refusal", "Choose at least one school");
        admin.click("#person-schools vaadin-checkbox");
        admin.click("#dialog-main");
        admin.awaitText(".ask-refusal", "Somebody has this user name already");
        admin.type("#person-username", "zoe");
        admin.click("#dialog-main");
        handed = admin.text("#handed-password .mono");
        admin.picture("person-created");
        admin.click("#handed-close");
        admin.find("[data-person=zoe]");
        assertThat(admin.text(".flashes")).contains("Zoé Leroy can sign in now");
        admin.until("the password is gone", d -> !admin.has("#handed-password"));
    }

    @Test
    @Order(6)
    void anAdminFoundsASchoolAndGivesItAnotherName() {
        admin.open(brume.portal() + "/people");
        admin.click("#create-school");
        admin.type("#school-name", "École d’été");
        admin.until(
                "a short name is proposed",
                d -> "ecole-d-ete".equals(admin.script("return document.querySelector('#school-id').value")));
        admin.type("#school-id", "lyon");
        admin.click("#dialog-main");
        admin.awaitText(".ask-refusal", "Another school has this short name");
        admin.type("#school-id", "summer");
        admin.click("#dialog-main");
        admin.awaitText("[data-school=summer]", "École d’été");
        admin.click("[data-school=summer] .rename");
        admin.type("#school-name", "Summer school");
        admin.click("#dialog-main");
        admin.awaitText("[data-school=summer]", "Summer school");
        admin.picture("school");
    }

    @Test
    @Order(2)
    void thePersonSignsInAndChangesThePassword() {
        signIn(zoe, "zoe", handed);
        zoe.click(".who");
        zoe.click("#own-password");
        change("wrong", CHOSEN, CHOSEN);
        zoe.awaitText(".password-card", "This is not the password that you have now");
        change(handed, "zoe12345", "zoe12345");
        zoe.awaitText(".password-card", "which everybody knows");
        change(handed, CHOSEN, "something else");
        zoe.awaitText(".password-card", "The two new passwords differ");
        change(handed, CHOSEN, CHOSEN);
        zoe.awaitText(".password-card .flash", "Password changed");
        zoe.picture("password-changed");
        zoe.open(brume.portal() + "/");
        zoe.find(".who");
        assertThat(zoe.has("#sign-in")).as("one's own session goes on").isFalse();
    }

    private void change(String old, String wanted, String again) {
        zoe.type("#old-password", old);
        zoe.type("#new-password", wanted);
        zoe.type("#again-password", again);
        zoe.click("#change-password");
    }

    @Test
    @Order(3)
    void whoeverIsDisabledIsOutAtOnce() {
        zoe.click(".who");
        zoe.click("#own-password");
        zoe.find("#old-password");
        act("zoe", "enable-person");
        admin.click("#dialog-main");
        admin.awaitText("[data-person=zoe]", "Disabled");
        admin.picture("person-disabled");
        zoe.awaitText(".refusal", "Your session has ended");
        signIn(zoe, "zoe", CHOSEN);
        zoe.awaitText(".refusal", "the user name or the password is wrong");
        act("zoe", "enable-person");
        admin.until("enabled", d -> !admin.text("[data-person=zoe]").contains("Disabled"));
        signIn(zoe, "zoe", CHOSEN);
        zoe.find(".who");
    }

    @Test
    @Order(4)
    void theAuditTellsItToTheirSchoolAndNoOther() {
        try (Browser ines = new Browser(1440, 900, "fr")) {
            ines.signIn(brume, "ines");
            ines.open(brume.portal() + "/audit");
            ines.type("#audit-text", "zoe");
            ines.awaitText("[data-action=person-created]", "student (lyon)");
            for (String did : List.of("signed-in", "password-changed", "sign-in-refused", "person-disabled")) {
                ines.find("[data-action=" + did + "]");
            }
            ines.picture("audit-fr");
            assertThat(ines.text(".audit-lines")).contains("127.0.0.1").doesNotContain(CHOSEN, handed);
            ines.type("#audit-text", "no such thing");
            ines.awaitText(".audit-shown", "Aucune ligne ne correspond");
        }
        try (Browser ivan = new Browser(1440, 900, "en")) {
            ivan.signIn(brume, "ivan");
            ivan.open(brume.portal() + "/audit");
            ivan.find("[data-action=signed-in]");
            ivan.type("#audit-text", "zoe");
            ivan.awaitText(".audit-shown", "No line matches");
        }
        zoe.open(brume.portal() + "/audit");
        zoe.awaitText(".lost", "Nothing here for you");
        zoe.open(brume.portal() + "/people");
        zoe.awaitText(".lost", "Nothing here for you");
    }

    @Test
    @Order(5)
    void noneOfThesePagesHasASeriousFaultOfAccessibility() throws IOException {
        assumeTrue(Files.exists(AXE), "axe-core is not installed (npm install)");
        String axe = Files.readString(AXE);
        for (String path : List.of("/people", "/audit", "/password")) {
            admin.open(brume.portal() + path);
            admin.find(".home .card");
            admin.script(axe);
            for (String theme : List.of("light", "dark")) {
                admin.script("document.documentElement.setAttribute('theme', arguments[0])", theme);
                assertThat(
                                admin.later(
                                        "const done = arguments[arguments.length - 1]; setTimeout(() => axe.run(document, { resultTypes: ['violations'] })"
                                                + ".then((found) => done(found.violations.filter((fault) => ['serious', 'critical'].includes(fault.impact))"
                                                + ".map((fault) => fault.id + ' ' + fault.nodes.map((node) => node.html.slice(0, 200)).join(' ')).join('; '))), 400);"))
                        .as(path + " in " + theme)
                        .isEqualTo("");
            }
        }
    }
}
