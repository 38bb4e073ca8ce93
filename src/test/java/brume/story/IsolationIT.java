package brume.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import brume.app.TwoSchools;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import jakarta.servlet.annotation.WebServlet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
            sign-in                                | sign-in                                     | in     own own  own  own  own  own   own
            sign-in                                | sign-in?next=/live/only-lyon/LAB            | in     own own  own  own  own  own   own
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

    private static final String DRAWN = """
            const clients = Object.values(window.Vaadin?.Flow?.clients ?? {}).filter((one) => one.isActive);
            return clients.length > 0 && clients.every((one) => !one.isActive())
              && !!document.querySelector(".app, .lost, #sign-in") && !document.querySelector(".mist");
            """;

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
        browser.until(address + " is drawn", page -> browser.script(DRAWN));
        String html = (String) browser.script("return document.documentElement.outerHTML");
        if (alices.values().stream().anyMatch(html::contains)) {
            return "her";
        }
        return browser.has(".lost") ? "no" : browser.has("#sign-in") ? "in" : "own";
    }
}
