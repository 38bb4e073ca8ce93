package brume.story;

import java.io.IOException;
import java.nio.file.Path;
import org.openqa.selenium.Keys;

/// The stories of signing in, with the accounts that Brume keeps itself.
class EmbeddedSignInIT extends SignInStories {

    @Override
    RunningBrume start(Path folder) throws IOException {
        return new RunningBrume(folder);
    }

    @Override
    void give(Browser browser, String name) {
        browser.type("#username", name);
        browser.find("#password input").sendKeys(name, Keys.ENTER);
    }

    @Override
    String form() {
        return "#password";
    }

    @Override
    void comeBackAfterADay(Browser browser, String name) {
        browser.awaitText(".refusal", "Your session has ended.");
        give(browser, name);
    }

    @Override
    void signOutEverywhere(Browser elsewhere) {
        go(elsewhere, "/password");
        elsewhere.click("#sign-out-elsewhere");
        elsewhere.awaitText(".refusal", "You are signed in here only.");
    }
}
