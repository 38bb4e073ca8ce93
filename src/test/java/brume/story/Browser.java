package brume.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/// A person's browser: headless Chromium with a fresh profile.
final class Browser implements AutoCloseable {

    static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Path PICTURES = Path.of("target/screenshots");

    private final ChromeDriver driver;

    Browser(int width, int height, String language) {
        ChromeOptions options = new ChromeOptions();
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--lang=" + language,
                "--accept-lang=" + language,
                "--window-size=" + width + "," + height);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .build();
        driver = new ChromeDriver(service, options);
    }

    void open(String url) {
        driver.get(url);
    }

    void signIn(RunningBrume brume, String name) {
        open(brume.portal() + "/");
        type("#username", name);
        type("#password", name);
        click("#sign-in");
        until("signed in as " + name, d -> !has("#sign-in") && has(".app"));
    }

    void back() {
        driver.navigate().back();
    }

    /// To whatever has the focus.
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    String cookie(String name) {
        return driver.manage().getCookieNamed(name).getValue();
    }

    /// To whatever has the focus, while Control is held.
    void pressWithControl(String key) {
        new Actions(driver)
                .keyDown(Keys.CONTROL)
                .sendKeys(key)
                .keyUp(Keys.CONTROL)
                .perform();
    }

    /// What is read on the page, or in the first such element.
    String text(String css) {
        return find(css).getText();
    }

    WebElement find(String css) {
        return until(css, d -> {
            WebElement found = d.findElements(By.cssSelector(css)).stream()
                    .filter(WebElement::isDisplayed)
                    .findFirst()
                    .orElse(null);
            return found;
        });
    }

    boolean has(String css) {
        return !driver.findElements(By.cssSelector(css)).isEmpty();
    }

    void click(String css) {
        until("click " + css, d -> {
            d.findElements(By.cssSelector(css)).stream()
                    .filter(WebElement::isDisplayed)
                    .findFirst()
                    .orElseThrow(() -> new org.openqa.selenium.NoSuchElementException(css))
                    .click();
            return true;
        });
    }

    /// Replaces the value of a Vaadin field.
    void type(String css, String text) {
        WebElement input = find(css + " input, " + css + " textarea");
        input.sendKeys(Keys.chord(Keys.CONTROL, "a"), text, Keys.TAB);
    }

    /// Types into a plain field of a page that is not ours.
    void write(String css, String text) {
        WebElement field = find(css);
        field.clear();
        field.sendKeys(text);
    }

    /// Chooses a file of this machine.
    void attach(String css, Path file) {
        find(css).sendKeys(file.toAbsolutePath().toString());
    }

    /// Types into the terminal that is shown.
    void terminal(String line) {
        until("terminal", d -> d.findElement(By.cssSelector("brume-terminal .xterm-helper-textarea")))
                .sendKeys(line, Keys.ENTER);
    }

    String terminalText() {
        return driver.findElements(By.cssSelector("brume-terminal .xterm-rows")).stream()
                .map(WebElement::getText)
                .reduce("", (all, one) -> all + one);
    }

    void awaitText(String css, String text) {
        until(
                css + " saying " + text,
                d -> d.findElements(By.cssSelector(css)).stream()
                        .anyMatch(element -> element.getText().contains(text)));
    }

    void awaitTerminal(String text) {
        until("terminal saying " + text, d -> terminalText().contains(text));
    }

    <T> T until(String what, Function<WebDriver, T> condition) {
        try {
            return new WebDriverWait(driver, PATIENCE)
                    .ignoring(StaleElementReferenceException.class)
                    .ignoring(org.openqa.selenium.NoSuchElementException.class)
                    .ignoring(org.openqa.selenium.ElementNotInteractableException.class)
                    .ignoring(org.openqa.selenium.ElementClickInterceptedException.class)
                    .withMessage(() -> what + "\non the page:\n"
                            + driver.findElement(By.tagName("body")).getText()
                            + "\nits console:\n"
                            + driver.manage().logs().get(LogType.BROWSER).getAll())
                    .until(condition);
        } catch (RuntimeException failure) {
            picture("failure");
            throw failure;
        }
    }

    String url() {
        return driver.getCurrentUrl();
    }

    /// A screen of this size in CSS pixels; a window cannot be that narrow.
    void narrow(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", true));
    }

    void wide() {
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    void forward() {
        driver.navigate().forward();
    }

    /// As after a restart of the server: the cookie names a session that is not there.
    void loseSession() {
        driver.manage().addCookie(new Cookie("JSESSIONID", "0123456789abcdef"));
    }

    /// As after a day: nothing in this browser is known to the server any more.
    void expire() {
        loseSession();
        driver.manage().deleteCookieNamed("brume.stay");
    }

    /// Opens another tab; gives the name of the one that was shown.
    String tab() {
        String before = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.TAB);
        return before;
    }

    void turnTo(String tab) {
        driver.switchTo().window(tab);
    }

    void dark() {
        driver.executeScript("document.documentElement.setAttribute('theme','dark')");
    }

    Object script(String code, Object... values) {
        return driver.executeScript(code, values);
    }

    /// A script that answers later, by calling its last argument.
    Object later(String code) {
        driver.manage().timeouts().scriptTimeout(PATIENCE);
        return driver.executeAsyncScript(code);
    }

    /// Keeps a picture of the page in `target/screenshots`, to be looked at.
    void picture(String name) {
        try {
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// Nothing that any story does goes against the page's own policy.
    @Override
    public void close() {
        List<String> against = driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(line -> line.contains("Content Security Policy"))
                .toList();
        driver.quit();
        assertThat(against).as("what the policy of the page stopped").isEmpty();
    }
}
