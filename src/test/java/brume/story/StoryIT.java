package brume.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/// The whole story in a browser: a student signs in, does the lab by clicking and typing, sees checks turn green, and
/// the instructor sees it in another browser without a reload.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(OneBrume.class)
class StoryIT {

    private RunningBrume brume;
    private Browser student;
    private Browser instructor;
    private String machine = "";

    @BeforeAll
    void start(RunningBrume one) {
        assumeTrue(Files.exists(Browser.DRIVER), "chromedriver is not installed (Debian: chromium-driver)");
        brume = one;
        student = new Browser(1440, 900, "en");
        instructor = new Browser(1440, 900, "en");
    }

    @AfterAll
    void stop() {
        for (Browser open : new Browser[] {student, instructor}) {
            if (open != null) {
                open.close();
            }
        }
    }

    private void signIn(Browser browser, String name) {
        browser.signIn(brume, name);
    }

    @Test
    @Order(1)
    void aStudentSignsInAndOpensTheLab() {
        signIn(student, "alice");
        student.find("#continue");
        student.picture("home");
        student.click("#continue");
        student.find("#console");
        student.picture("lab-start");

        String text = (String) student.script("return document.body.innerText");
        Matcher name = Pattern.compile("web-(olive|laurel|cedar|willow|maple|hazel|linden|rowan)")
                .matcher(text);
        assertThat(name.find()).as(text).isTrue();
        machine = name.group();
    }

    @Test
    @Order(2)
    void theInstructorWatchesTheClass() {
        signIn(instructor, "ines");
        instructor.open(brume.portal() + "/live/cloud/ec2-first-instance");
        instructor.find("[data-student=alice]");
        instructor.picture("live-start");
    }

    @Test
    @Order(3)
    void aKeyPairMadeInTheConsoleTurnsACheckGreenByItself() {
        student.click("#console-key-pairs");
        student.click("#create-key-pair");
        student.type("#key-name", machine + "-key");
        student.click("#dialog-main");
        student.awaitText("vaadin-dialog-overlay", "PRIVATE KEY");
        student.click("#dialog-main");
        student.find("[data-check=key-pair][data-state=pass], .step .tone-pass");
        student.picture("key-pair");
    }

    @Test
    @Order(4)
    void aSecurityGroupOpensTwoPorts() {
        student.click("#console-security-groups");
        student.click("#create-security-group");
        student.type("#group-name", machine + "-sg");
        student.type("#group-description", "web");
        student.click("#dialog-main");
        student.awaitText(".con-below", machine + "-sg");
        for (String port : new String[] {"SSH", "HTTP"}) {
            student.click("#add-rule");
            choosePreset(port);
            student.click("#dialog-main");
            student.awaitText(".con-details", port.equals("SSH") ? "22" : "80");
        }
        student.picture("security-group");
    }

    private void choosePreset(String word) {
        student.find("#rule-kind");
        student.click("#rule-kind vaadin-select-value-button, #rule-kind");
        student.until("the kind " + word, d -> {
            student.script("[...document.querySelectorAll('vaadin-select-item')]"
                    + ".filter(i=>i.textContent.trim().startsWith('" + word + " (')).slice(-1)[0].click();");
            return true;
        });
    }

    @Test
    @Order(5)
    void theWizardLaunchesAnInstance() {
        student.click("#console-instances");
        student.click("#launch-first, #launch-instances");
        student.type("#launch-name", machine);
        select("#launch-key", machine + "-key");
        select("#launch-group", machine + "-sg");
        student.picture("wizard");
        student.click("#launch-now");
        student.find("[data-state=running]");
        student.picture("instance-running");
    }

    private void select(String css, String wanted) {
        student.click(css + " vaadin-select-value-button, " + css);
        student.until("the choice " + wanted, d -> {
            student.script("[...document.querySelectorAll('vaadin-select-item')]"
                    + ".filter(i=>i.textContent.includes('" + wanted + "')).slice(-1)[0].click();");
            return true;
        });
    }

    @Test
    @Order(6)
    void theTerminalInstallsAWebServer() {
        student.click("#connect-instance");
        student.awaitTerminal("$");
        student.terminal("sudo dnf install -y nginx && sudo systemctl start nginx && systemctl is-active nginx");
        student.awaitTerminal("Complete!");
        student.picture("terminal");
        student.terminal("echo done-$(curl -s -o /dev/null -w '%{http_code}' localhost)");
        student.awaitTerminal("done-200");
    }

    @Test
    @Order(7)
    void thePreviewShowsThePageAndTheInstructorsRowTurnsGreen() {
        student.until("the address is shown", d -> {
            student.script("[...document.querySelectorAll('vaadin-grid-cell-content .link')][0]?.click();");
            return student.has(".panel-body .link");
        });
        student.click(".panel-body .link");
        student.find("iframe.preview-frame");
        student.picture("preview");
        instructor.find("[data-student=alice] [data-check=web-answers][data-state=pass]");
        instructor.picture("live");
    }

    @Test
    @Order(8)
    void everyScreenKeepsItsPictures() {
        student.dark();
        student.picture("lab-dark");
        instructor.dark();
        instructor.picture("live-dark");
        try (Browser phone = new Browser(390, 844, "fr")) {
            phone.open(brume.portal() + "/");
            phone.find("#sign-in");
            phone.picture("sign-in-390-fr");
            signIn(phone, "alice");
            phone.find("#continue");
            phone.picture("home-390-fr");
            phone.click("#continue");
            phone.find(".mob");
            phone.picture("lab-390-fr");
        }
    }
}
