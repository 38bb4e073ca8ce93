package brume.story;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

    private static final List<String> WHO = List.of("nobody", "bob", "ivan", "fred", "irma", "ines", "root");

    /// The route, an address of it, and what each finds there: `in` the sign-in page, `no` "Nothing here for you",
    /// `own` a page of their own with nothing of Alice's, `her` what is Alice's, as they may.
    /// A new route needs a line.
    private static final String PAGES = """
            route                                  | address                                     | nobody bob ivan fred irma ines root
            sign-in                                | sign-in                                     | in     own own  own  own  her   her
            sign-in                                | sign-in?next=/live/only-lyon/LAB            | in     no  no   no   no   her    no
                                                   |                                             | in     own own  own  own  her   her
            password                               | password                                    | in     own own  own  own  own   own
            people                                 | people                                      | in     no  no   no   no   no    her
            audit                                  | audit                                       | in     no  own  no   own  own   own
            courses                                | courses                                     | in     no  own  no   own  her   her
            courses                                | courses?school=lyon                         | in     no  own  no   own  her   her
            courses/:course                        | courses/cloud                               | in     no  own  no   her  her   no
            courses/:course                        | courses/cloud?school=lyon                   | in     no  no   no   her  her   her
            courses/:course                        | courses/only-lyon                           | in     no  no   no   no   her   no
            courses/:course                        | courses/only-lyon?school=lyon               | in     no  no   no   no   her   her
            lab/:course/:lab                       | lab/cloud/LAB                               | in     own own  own  own  own   no
            lab/:course/:lab                       | lab/cloud/LAB?page=credentials              | in     own own  own  own  own   no
            lab/:course/:lab                       | lab/only-lyon/LAB                           | in     no  no   no   no   own   no
            live/:course?/:lab?                    | live                                        | in     no  own  no   her  her    no
            live/:course?/:lab?                    | live/cloud/LAB                              | in     no  own  no   her  her    no
            live/:course?/:lab?                    | live/only-lyon/LAB                          | in     no  no   no   no   her    no
            live/:course/:lab/:person              | live/cloud/LAB/$person                      | in     no  no   no   her  her    no
            live/:course/:lab/:person              | live/only-lyon/LAB/$person                  | in     no  no   no   no   her    no
            grades/:course?/:lab?                  | grades                                      | in     no  own  no   her  her    no
            grades/:course?/:lab?                  | grades/cloud/LAB                            | in     no  own  no   her  her    no
            grades/:course?/:lab?                  | grades/only-lyon/LAB                        | in     no  no   no   no   her    no
            grades/:course/:lab/students/:person   | grades/cloud/LAB/students/$person           | in     no  no   no   her  her    no
            grades/:course/:lab/students/:person   | grades/only-lyon/LAB/students/$person       | in     no  no   no   no   her    no
            """;

    /// What serves bytes that are on no page.
    private static final Pattern DOWNLOADS = Pattern.compile(
            "com\\.vaadin\\.flow\\.(server\\.(streams\\..*|StreamR.*|.*RequestHandler)|component\\.upload\\..*)");

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
                .filter(type -> type.isAnnotatedWith(Route.class))
                .map(type -> type.reflect().getAnnotation(Route.class).value())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(pages().stream().map(Page::route).collect(Collectors.toSet()))
                .as("a new page needs a line in the table above")
                .isEqualTo(routes);
        assertThat(classes.stream().filter(type -> type.isAnnotatedWith(RouteAlias.class)))
                .as("a second address of a page needs a line too")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "bob", "ivan", "fred", "irma", "ines", "root"})
    void everybodyFindsWhatIsTheirsOnly(String who) throws Exception {
        Map<String, String> expected = new LinkedHashMap<>();
        Map<String, String> found = new LinkedHashMap<>();
        Tab tab = Tab.of(brume.portal(), who);
        for (Page page : pages()) {
            String wanted = page.found().get(WHO.indexOf(who));
            expected.put(page.address(), wanted);
            found.put(page.address(), found(tab, page.address().replace("$person", alices.get("person"))));
        }
        assertThat(found).isEqualTo(expected);
    }

    private String found(Tab tab, String address) throws Exception {
        String page = tab.open(address);
        // what somebody has typed may stand on the page that asks them to sign in first
        if (alices.values().stream().filter(name -> !address.contains(name)).anyMatch(page::contains)) {
            return "her";
        }
        return page.contains("\"lost\"") ? "no" : page.contains("\"sign-in\"") ? "in" : "own";
    }

    @Test
    void theTableKnowsEveryServletAndEveryDownload() {
        assertThat(classes.stream()
                        .filter(type -> type.isAnnotatedWith(WebServlet.class))
                        .flatMap(type -> Arrays.stream(
                                type.reflect().getAnnotation(WebServlet.class).value())))
                .as("a new servlet needs a test below")
                .containsExactlyInAnyOrder(
                        "/operator/*", "/metrics", "/health", "/error", "/auth/leave", "/auth/backchannel");
        assertThat(classes.stream()
                        .filter(type -> type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(on -> DOWNLOADS
                                        .matcher(on.getTargetClass().getName())
                                        .matches()))
                        .map(JavaClass::getSimpleName))
                .as("a new download needs a test, as GradesIT and CoursesIT have one")
                .containsExactlyInAnyOrder("Gradebook", "FirstPasswords");
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
        assertThat(alices.values().stream().filter(text::contains))
                .as(what + " has " + text)
                .isEmpty();
    }

    @Test
    void theOperatorsDoorIsShutToWhoeverHasNoToken() throws Exception {
        String sandbox = "/operator/sandboxes/" + alices.get("sandbox");
        String token = Files.readString(brume.data.resolve("operator.token")).strip();
        for (String call : List.of(
                "GET /metrics",
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
                assertThat(answer.statusCode())
                        .as(call + " with " + given.replace(token, "(token)"))
                        .isEqualTo(401);
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
        for (String path : List.of(
                "/health",
                "/error",
                "/auth/leave",
                "/auth/backchannel",
                "/WEB-INF/web.xml",
                "/VAADIN/push",
                "/?v-r=init",
                "/?v-r=uidl&v-uiId=0")) {
            HttpResponse<String> answer = ask("GET", path);
            hasNothingOfAlice(path, answer.body());
        }
    }
}
