package brume.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// People sign in through a real Keycloak, which the launcher starts.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeycloakIT {

    private static final String CLASS = "/live/cloud/ec2-first-instance";

    private RunningBrume brume;
    private Browser browser;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        assumeTrue(Files.exists(Browser.DRIVER), "chromedriver is not installed (Debian: chromium-driver)");
        brume = new RunningBrume(
                folder, "--host", "127.0.0.1", "--keycloak", "--keycloak-port", "" + RunningBrume.freePort());
        browser = new Browser(1440, 900, "en");
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
        if (brume != null) {
            brume.close();
        }
    }

    private static void give(Browser browser, String name) {
        browser.write("#username", name);
        browser.write("#password", name);
        browser.click("#kc-login");
    }

    private void signOut() {
        browser.click(".who");
        browser.click("#sign-out");
        browser.find("#sign-in");
    }

    @Test
    @Order(1)
    void aDeepLinkLeadsThroughKeycloakAndBack() {
        browser.open(brume.portal() + CLASS + "?from=mail");
        browser.find("#kc-login");
        browser.picture("keycloak");
        give(browser, "ines");
        browser.find(".track, .tiles, [data-student], .empty");
        assertThat(browser.url()).isEqualTo(brume.portal() + CLASS + "?from=mail");
        browser.picture("keycloak-live");
    }

    @Test
    @Order(2)
    void signingOutSignsOutOfKeycloakToo() {
        signOut();
        browser.picture("keycloak-signed-out");
        browser.click("#sign-in");
        browser.find("#kc-login");
    }

    @Test
    @Order(3)
    void aStudentGetsTheirOwnPagesAndNotTheTeachers() {
        give(browser, "alice");
        browser.find("#continue");
        browser.open(brume.portal() + CLASS);
        browser.awaitText("body", "Nothing here for you");
        browser.open(brume.portal() + "/password");
        browser.awaitText(".home .card", "Your password is not kept here");
        assertThat(browser.has("#old-password")).isFalse();
    }

    @Test
    @Order(4)
    void aSessionThatIsLostComesBackWithoutAPassword() {
        browser.open(brume.portal() + "/");
        browser.find("#continue");
        browser.loseSession();
        browser.open(brume.portal() + "/lab/cloud/ec2-first-instance");
        browser.find("#console");
        signOut();
    }

    @Test
    @Order(5)
    void whoeverIsAdminOrOfAnotherSchoolIsTakenAsThat() {
        for (String name : new String[] {"root", "bob"}) {
            browser.open(brume.portal() + "/");
            give(browser, name);
            browser.find(".who");
            assertThat(browser.text(".nav").contains("People")).as(name).isEqualTo(name.equals("root"));
            signOut();
        }
    }

    @Test
    @Order(6)
    void nobodyComesInWithAPasswordOfBrume() {
        browser.open(brume.portal() + "/sign-in");
        browser.find("#sign-in");
        assertThat(browser.has("#password")).isFalse();
        assertThat(browser.has("[id^=demo-]")).isFalse();
    }

    @Test
    @Order(7)
    void aForgedCallbackLetsNobodyIn() {
        browser.open(brume.portal() + "/auth/callback?code=stolen&state=guessed");
        browser.awaitText(".flash", "did not let you in");
        browser.open(brume.portal() + "/");
        browser.find("#kc-login");
        assertThat(browser.url()).contains("/realms/brume/");
    }

    @Test
    @Order(8)
    void aKeycloakThatIsDownIsSaidAndWaitedFor() throws Exception {
        var keycloak = brume.started("QuarkusEntryPoint").findFirst().orElseThrow();
        signal("STOP", keycloak.pid());
        try {
            // What the portal has found out a moment ago it believes for five seconds.
            Thread.sleep(6_000);
            browser.open(brume.portal() + "/");
            browser.awaitText(".flash", "does not answer");
            browser.picture("keycloak-down");
        } finally {
            signal("CONT", keycloak.pid());
        }
        browser.click("#sign-in");
        give(browser, "alice");
        browser.find("#continue");
    }

    private static void signal(String name, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }
}
