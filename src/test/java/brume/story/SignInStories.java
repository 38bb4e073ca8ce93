package brume.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

/// What holds however people sign in. Told twice: with the accounts of Brume, and with a real Keycloak.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class SignInStories {

    static final String LAB = "/lab/cloud/ec2-first-instance";
    static final String CLASS = "/live/cloud/ec2-first-instance";

    /// What stands in the navigation of each; nothing else that needs a role does.
    private static final Map<String, List<String>> ROOMS = Map.of(
            "alice", List.of(),
            "bob", List.of(),
            "ines", List.of("Live class", "Courses"),
            "root", List.of("Courses", "People"));

    RunningBrume brume;
    private Browser first;
    private Browser second;

    abstract RunningBrume start(Path folder) throws Exception;

    /// Says who one is, on the form that asks.
    abstract void give(Browser browser, String name);

    /// The form that asks, as a selector.
    abstract String form();

    /// What is seen after a page that was shown has lost its session, and whatever else the browser kept of Brume.
    abstract void comeBackAfterADay(Browser browser, String name);

    /// Ends all sessions of whoever works in this other browser, from there.
    abstract void signOutEverywhere(Browser elsewhere) throws Exception;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        assumeTrue(Files.exists(Browser.DRIVER), "chromedriver is not installed (Debian: chromium-driver)");
        brume = start(folder);
        first = new Browser(1440, 900, "en");
        second = new Browser(1440, 900, "en");
    }

    @AfterAll
    void close() {
        for (Browser browser : new Browser[] {first, second}) {
            if (browser != null) {
                browser.close();
            }
        }
        if (brume != null) {
            brume.close();
        }
    }

    final Browser browser() {
        return first;
    }

    final void go(Browser browser, String path) {
        browser.open(brume.portal() + path);
    }

    final void signIn(Browser browser, String name, String path) {
        go(browser, path);
        give(browser, name);
    }

    final void signOut(Browser browser) {
        browser.click(".who");
        browser.click("#sign-out");
        browser.find("#sign-in");
    }

    @Test
    @Order(1)
    void aLinkThatWasFollowedBeforeSigningInIsShownAfterwards() {
        go(first, CLASS + "?from=mail");
        first.find(form());
        give(first, "ines");
        first.find(".class-grid");
        assertThat(first.url()).isEqualTo(brume.portal() + CLASS + "?from=mail");
        go(first, "/");
        signOut(first);
    }

    @Test
    @Order(2)
    void eachRoleFindsItsOwnRoomsAndNoOthers() {
        for (String name : ROOMS.keySet()) {
            signIn(first, name, "/");
            first.find(".who");
            String navigation = first.text(".nav");
            for (String room : List.of("Live class", "Courses", "People")) {
                assertThat(navigation.contains(room))
                        .as(name + ": " + room)
                        .isEqualTo(ROOMS.get(name).contains(room));
            }
            if (!ROOMS.get(name).contains("People")) {
                go(first, "/people");
                first.awaitText(".lost", "Nothing here for you");
            }
            go(first, "/");
            signOut(first);
        }
    }

    @Test
    @Order(3)
    void aHandRaisedInOneBrowserIsSeenInTheOtherAndLoweredThere() {
        signIn(first, "ines", CLASS);
        first.find("[data-student=alice]");
        signIn(second, "alice", LAB);
        second.awaitText("#stuck", "I am stuck");
        second.click("#stuck");
        first.find("[data-student=alice].hand-up");
        first.click("[data-student=alice] .raised");
        second.awaitText("#stuck", "I am stuck");
    }

    @Test
    @Order(4)
    void nobodyOfAnotherSchoolSeesAStudentsPage() {
        String alices = first.script("return document.querySelector('[data-student=alice] th a').getAttribute('href')")
                .toString();
        go(first, alices);
        first.awaitText("h1", "Alice");
        try (Browser stranger = new Browser(1440, 900, "en")) {
            for (String name : List.of("ivan", "bob")) {
                signIn(stranger, name, alices);
                stranger.awaitText(".lost", "Nothing here for you");
                assertThat(stranger.text("body")).doesNotContain("Alice");
                go(stranger, "/");
                signOut(stranger);
            }
        }
    }

    @Test
    @Order(5)
    void aSessionThatIsLostComesBackToItsPage() {
        second.find("#stuck");
        second.script("window.before = true");
        second.loseSession();
        second.click("#check");
        second.until("the page is loaded again", d -> second.script("return window.before") == null);
        second.find("#stuck");
        second.expire();
        second.click("#check");
        comeBackAfterADay(second, "alice");
        second.find("#stuck");
        assertThat(second.url()).contains(LAB);
    }

    @Test
    @Order(6)
    void whoeverIsSignedOutEverywhereIsOutThereWithoutAClick() throws Exception {
        try (Browser third = new Browser(1440, 900, "en")) {
            signIn(third, "alice", "/");
            third.find("#continue");
            signOutEverywhere(third);
            second.find(form());
        }
        signIn(second, "alice", LAB);
        second.find("#stuck");
    }

    @Test
    @Order(7)
    void whoeverSignsOutIsOutInEveryTabAndOnTheWayBack() {
        String tab = second.tab();
        go(second, "/");
        signOut(second);
        second.back();
        second.until("no way back", d -> second.has("#sign-in, " + form()) && !second.has(".home"));
        second.turnTo(tab);
        second.find("#sign-in");
        go(second, LAB);
        second.find(form());
    }

    @Test
    @Order(8)
    void afterARestartPeopleReloadAndGoOn() throws Exception {
        signIn(second, "alice", LAB + "?page=key-pairs");
        second.click("#create-key-pair");
        second.find("#key-name input").sendKeys("kept");
        second.click("#dialog-main");
        second.awaitText(".con-below", "kept");
        go(first, CLASS);
        first.find("[data-student=alice]");
        brume.restart();
        go(first, CLASS);
        first.find("[data-student=alice]");
        go(second, LAB + "?page=key-pairs");
        second.awaitText(".con-below", "kept");
        second.click("#stuck");
        first.find("[data-student=alice].hand-up");
        signOut(first);
        go(second, "/");
        signOut(second);
    }
}
