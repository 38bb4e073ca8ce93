package brume.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import brume.app.TwoSchools;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import jakarta.servlet.annotation.WebServlet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every page of the portal, with the names of what is Alice's in its address, opened by everybody else: a stranger, a
/// student and an instructor of another school, a fellow student, a colleague of her teacher, and whoever runs Brume.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationIT {

    private static final List<String> WHO = List.of("nobody", "bob", "ivan", "fred", "irma", "ines", "alice", "root");

    /// The route, an address of it, and what each finds there: `in` the sign-in page, `no` "Nothing here for you",
    /// `own` a page of their own with nothing of Alice's, `her` what is Alice's, as they may. A new route needs a line.
    private static final String PAGES = """
            route                                  | address                                     | nobody bob ivan fred irma ines alice root
            sign-in                                | sign-in                                     | in     own own  own  her  her  her   her
            sign-in                                | sign-in?next=/live/only-lyon/LAB            | in     no  no   no   her  her  no    no
                                                   |                                             | in     own own  own  her  her  her   her
            people                                 | people                                      | in     no  no   no   no   no   no    her
            lab/:course/:lab                       | lab/cloud/LAB                               | in     own own  own  own  own  her   no
            lab/:course/:lab                       | lab/cloud/LAB?page=credentials              | in     own own  own  own  own  her   no
            lab/:course/:lab                       | lab/only-lyon/LAB                           | in     no  no   no   own  own  her   no
            live/:course?/:lab?                    | live                                        | in     no  own  no   her  her  no    no
            live/:course?/:lab?                    | live/cloud/LAB                              | in     no  own  no   her  her  no    no
            live/:course?/:lab?                    | live/only-lyon/LAB                          | in     no  no   no   her  her  no    no
            grades/:course?/:lab?                  | grades                                      | in     no  own  no   her  her  no    no
            grades/:course?/:lab?                  | grades/cloud/LAB                            | in     no  own  no   her  her  no    no
            grades/:course?/:lab?                  | grades/only-lyon/LAB                        | in     no  no   no   her  her  no    no
            grades/:course/:lab/students/:person   | grades/cloud/LAB/students/$person           | in     no  no   no   her  her  no    no
            grades/:course/:lab/students/:person   | grades/only-lyon/LAB/students/$person       | in     no  no   no   her  her  no    no
            """;

    /// Waits until the page shows what it will show.
    private static final String DRAWN = """
            const done = arguments[arguments.length - 1];
            const clients = () => Object.values(window.Vaadin?.Flow?.clients ?? {}).filter((one) => one.isActive);
            const look = () => clients().length > 0 && clients().every((one) => !one.isActive())
                && document.querySelector(".app, .lost, #sign-in") && !document.querySelector(".mist-lines")
              ? setTimeout(() => done(document.documentElement.outerHTML), 60) : setTimeout(look, 20);
            look();
            """;
    /// What serves bytes that are on no page.
    private static final Pattern DOWNLOADS =
            Pattern.compile("com\\.vaadin\\.flow\\.(server\\.(streams\\..*|StreamR.*|.*RequestHandler)|component\\.upload\\..*)");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("brume");
    private RunningBrume brume;
    private Map<String, String> alices = Map.of();

    /// @param found by each of [#WHO]
    private record Page(String route, String address, List<String> found) {

        static Page of(String line) {
            String[] cells = line.split("\\|", -1);
            return new Page(
                    cells[0].strip(),
                    cells[1].strip().replace("LAB", TwoSchools.LAB),
                    List.of(cells[2].strip().split(" +")));
        }
    }

    private static List<Page> pages() {
        return PAGES.lines().skip(1).map(Page::of).toList();
    }

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        assumeTrue(Files.exists(Browser.DRIVER), "chromedriver is not installed (Debian: chromium-driver)");
        alices = TwoSchools.prepare(folder);
        brume = new RunningBrume(folder, "--realm", TwoSchools.realm(folder).toString());
    }

    @AfterAll
    void stop() {
        if (brume != null) {
            brume.close();
        }
    }

    @Test
    void theTableKnowsEveryPage() {
        Set<String> routes = classes.stream()
                .filter(type -> type.isAnnotatedWith(Route.class) || type.isAnnotatedWith(RouteAlias.class))
                .map(type -> type.reflect().getAnnotation(Route.class).value())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(pages().stream().map(Page::route).collect(Collectors.toSet()))
                .as("a new page needs a line in the table above")
                .isEqualTo(routes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "bob", "ivan", "fred", "irma", "ines", "alice", "root"})
    void everybodyFindsWhatIsTheirsOnly(String who) {
        Map<String, String> expected = new LinkedHashMap<>();
        Map<String, String> found = new LinkedHashMap<>();
        try (Browser browser = new Browser(1440, 900, "en")) {
            if (!who.equals("nobody")) {
                browser.signIn(brume, who);
            }
            for (Page page : pages()) {
                expected.put(page.address(), page.found().get(WHO.indexOf(who)));
                found.put(page.address(), found(browser, page.address().replace("$person", alices.get("person"))));
            }
        }
        assertThat(found).isEqualTo(expected);
    }

    private String found(Browser browser, String address) {
        browser.open(brume.portal() + "/" + address);
        String html = (String) browser.later(DRAWN);
        if (alices.values().stream().anyMatch(html::contains)) {
            return "her";
        }
        return browser.has(".lost") ? "no" : browser.has("#sign-in") ? "in" : "own";
    }

    @Test
    void theTableKnowsEveryServletAndEveryDownload() {
        assertThat(classes.stream()
                        .filter(type -> type.isAnnotatedWith(WebServlet.class))
                        .flatMap(type -> Arrays.stream(type.reflect().getAnnotation(WebServlet.class).value())))
                .as("a new servlet needs a test below")
                .containsExactlyInAnyOrder("/operator/*", "/health", "/error", "/auth/leave");
        assertThat(classes.stream()
                        .filter(type -> type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(on -> DOWNLOADS.matcher(on.getTargetClass().getName()).matches()))
                        .map(JavaClass::getSimpleName))
                .as("a new download needs a test below")
                .containsExactly("Gradebook");
    }

    private HttpResponse<String> ask(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(brume.portal() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private void hasNothingOfAlice(String what, String text) {
        assertThat(alices.values().stream().filter(text::contains)).as(what + " has " + text).isEmpty();
    }

    @Test
    void theOperatorsDoorIsShutToWhoeverHasNoToken() throws Exception {
        String sandbox = "/operator/sandboxes/" + alices.get("sandbox");
        String token = Files.readString(brume.data.resolve("operator.token")).strip();
        for (String call : List.of(
                "GET /operator/welcome",
                "GET /operator/sandboxes",
                "POST /operator/sandboxes",
                "GET " + sandbox,
                "GET " + sandbox + "/ssh-config",
                "POST " + sandbox + "/reset",
                "DELETE " + sandbox)) {
            String[] words = call.split(" ");
            for (String given : List.of("", "Bearer ", "Bearer 0", "Basic " + token, token)) {
                HttpResponse<String> answer = ask(words[0], words[1], "Authorization", given);
                assertThat(answer.statusCode()).as(call + " with " + given.replace(token, "(token)")).isEqualTo(401);
                hasNothingOfAlice(call, answer.body());
            }
            if (words[1].startsWith(sandbox)) {
                assertThat(brume.withToken(token, words[0], words[1]))
                        .as("a student's sandbox is not the operator's: " + call)
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void whatServesNoPageSaysNothingOfAnybody() throws Exception {
        for (String path : List.of("/health", "/error", "/auth/leave", "/WEB-INF/web.xml", "/VAADIN/push", "/?v-r=init", "/?v-r=uidl&v-uiId=0")) {
            HttpResponse<String> answer = ask("GET", path);
            hasNothingOfAlice(path, answer.body());
        }
    }

    @Test
    void aDownloadAndAPageBelongToTheSessionThatDrewThem() throws Exception {
        try (Browser ines = new Browser(1440, 900, "en");
                Browser bob = new Browser(1440, 900, "en")) {
            ines.signIn(brume, "ines");
            bob.signIn(brume, "bob");
            ines.open(brume.portal() + "/grades/cloud/" + TwoSchools.LAB);
            assertThat((String) ines.later(DRAWN)).contains(alices.get("name"));
            String file = ((String) ines.script("return document.querySelector('#export').href"))
                    .substring(brume.portal().length());
            String hers = "JSESSIONID=" + ines.cookie("JSESSIONID");
            String his = "JSESSIONID=" + bob.cookie("JSESSIONID");
            assertThat(ask("GET", file, "Cookie", hers).body()).contains(alices.get("name"));
            String page = ask("GET", "/?v-r=init&query=&location=live%2Fcloud%2F" + TwoSchools.LAB, "Cookie", hers)
                    .body();
            String push = "/VAADIN/push?v-r=push&X-Atmosphere-Transport=websocket&X-Atmosphere-tracking-id=0&v-uiId="
                    + said(page, "v-uiId") + "&v-pushId=" + said(page, "Vaadin-Push-ID");
            assertThat(pushed(push, hers)).as("her own connection stays open").isEqualTo("open");
            for (String cookie : List.of("JSESSIONID=none", his)) {
                hasNothingOfAlice("the file", ask("GET", file, "Cookie", cookie).body());
                hasNothingOfAlice("the page's calls", call(page, cookie));
                assertThat(pushed(push, cookie)).as("pushed to " + cookie).isEqualTo("shut");
            }
        }
    }

    /// A value of the first answer that a page gets.
    private static String said(String page, String name) {
        Matcher value = Pattern.compile("\"" + name + "\":\"?([^\",}]+)").matcher(page);
        assertThat(value.find()).as(name + " in " + page).isTrue();
        return value.group(1);
    }

    /// Calls the page of another session, by its number and its secret.
    private String call(String page, String cookie) throws Exception {
        String call = "{\"csrfToken\":\"" + said(page, "Vaadin-Security-Key")
                + "\",\"rpc\":[{\"type\":\"event\",\"node\":1,\"event\":\"ui-navigate\",\"data\":{\"route\":\"live\",\"query\":\"\","
                + "\"appShellTitle\":\"\",\"historyState\":null,\"trigger\":\"\"}}],\"syncId\":0,\"clientId\":0}";
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(brume.portal() + "/?v-r=uidl&v-uiId=" + said(page, "v-uiId")))
                .POST(HttpRequest.BodyPublishers.ofString(call))
                .headers("Content-Type", "application/json; charset=UTF-8", "Cookie", cookie)
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /// Listens to the page of another session for a while: `open`, or `shut` when it is closed or never opened.
    private String pushed(String path, String cookie) throws Exception {
        StringBuilder heard = new StringBuilder();
        CompletableFuture<String> shut = new CompletableFuture<>();
        HTTP.newWebSocketBuilder()
                .header("Cookie", cookie)
                .buildAsync(URI.create(brume.portal().replace("http", "ws") + path), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                        heard.append(text);
                        socket.request(1);
                        return CompletableFuture.completedStage(null);
                    }

                    @Override
                    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
                        shut.complete("shut");
                        return CompletableFuture.completedStage(null);
                    }
                })
                .whenComplete((socket, failure) -> {
                    if (failure != null) {
                        shut.complete("shut");
                    }
                });
        String end = shut.completeOnTimeout("open", 1500, TimeUnit.MILLISECONDS).get();
        hasNothingOfAlice("the push of " + cookie, heard.toString());
        return end;
    }
}
