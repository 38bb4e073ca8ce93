package brume.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.vaadin.flow.router.Route;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every page of the portal, as everybody who may open it, in both languages and both themes: nothing that axe calls
/// serious, a title, one main part and one first heading, and no scrolling sideways at any of three widths. With
/// `BRUME_PICTURES=yes` each is kept as a picture in `target/screenshots`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OneBrume.class)
class EveryPageIT {

    /// The route, an address of it, what is seen once it is there, and who opens it. `$student` is Bob's page in the
    /// gradebook, `$mirror` the look into his workspace. A new route needs a line.
    private static final String PAGES = """
            sign-in                              | sign-in                      | #sign-in              | nobody
                                                 |                              | .home                 | bob ivan root
            password                             | password                     | .password-card        | bob ivan root
            lab/:course/:lab                     | lab/cloud/LAB                | .con-title            | bob
            lab/:course/:lab                     | lab/cloud/LAB?page=launch    | .wizard-main          | bob
            lab/:course/:lab                     | lab/cloud/LAB?page=key-pairs | .con-title            | bob
            lab/:course/:lab                     | lab/cloud/LAB?page=security-groups | .con-title      | bob
            lab/:course/:lab                     | lab/cloud/LAB?page=addresses | .con-title            | bob
            lab/:course/:lab                     | lab/cloud/LAB?page=credentials | .con-page          | bob
            lab/:course/:lab                     | lab/cloud/LAB?page=journal   | .con-title            | bob
            lab/:course/:lab                     | lab/cloud/LAB?page=preview   | .preview-bar          | bob
            lab/:course/:lab                     | lab/cloud/LAB?page=terminal  | .dock                 | bob
            live/:course?/:lab?                  | live                         | .class-grid           | ivan
            live/:course?/:lab?                  | live/cloud/LAB               | [data-student=bob]    | ivan
            live/:course/:lab/:person            | $mirror                      | .mirror-stage         | ivan
            grades/:course?/:lab?                | grades/cloud/LAB             | .marks                | ivan
            grades/:course/:lab/students/:person | $student                     | .journal, .work       | ivan
            courses                              | courses                      | [data-course=cloud]   | ivan root
            courses/:course                      | courses/cloud                | [data-person=bob]     | ivan
            courses/:course                      | courses/cloud?school=nantes  | [data-person=bob]     | root
            people                               | people                       | [data-person=bob]     | root
            audit                                | audit                        | [data-action]         | ivan root
            none                                 | people                       | .lost                 | bob
            none                                 | no/such/page                 | .lost                 | bob ivan root
            """;

    private static final List<Integer> WIDTHS = List.of(1440, 1024, 390, 320);
    private static final boolean PICTURES = "yes".equals(System.getenv("BRUME_PICTURES"));

    private RunningBrume brume;

    private record Page(String route, String address, String ready, Set<String> who) {

        static Page of(String line) {
            String[] cells = line.split("\\|", -1);
            return new Page(
                    cells[0].strip(),
                    cells[1].strip().replace("LAB", "ec2-first-instance"),
                    cells[2].strip(),
                    Set.of(cells[3].strip().split(" +")));
        }
    }

    private static List<Page> pages() {
        return PAGES.lines().map(Page::of).toList();
    }

    @BeforeAll
    void start(RunningBrume one) {
        assumeTrue(Files.exists(Browser.DRIVER), "chromedriver is not installed (Debian: chromium-driver)");
        Axe.needed();
        brume = one;
    }

    @Test
    void theTableKnowsEveryPage() {
        Set<String> routes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("brume.portal").stream()
                        .filter(type -> type.isAnnotatedWith(Route.class))
                        .map(type -> type.reflect().getAnnotation(Route.class).value())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(pages().stream()
                        .map(Page::route)
                        .filter(route -> !route.equals("none"))
                        .collect(Collectors.toSet()))
                .as("a new page needs a line in the table above")
                .isEqualTo(routes);
    }

    /// The admin last: another story locks that account for a minute.
    @ParameterizedTest
    @ValueSource(strings = {"nobody", "bob", "ivan", "root"})
    void everyPageKeepsToTheRules(String who) {
        List<String> faults = new ArrayList<>();
        try (Browser browser = new Browser(WIDTHS.getFirst(), 900, "en")) {
            if (!who.equals("nobody")) {
                browser.signIn(brume, who);
            }
            for (Page page : pages()) {
                if (page.who().contains(who)) {
                    browser.open(brume.portal() + "/" + address(browser, page));
                    browser.find(page.ready());
                    for (String language : List.of("fr", "en")) {
                        look(browser, page, language)
                                .forEach(fault -> faults.add(page.address() + " in " + language + ": " + fault));
                        if (PICTURES) {
                            pictures(browser, who + "-" + page.address() + "-" + language);
                        }
                    }
                }
            }
        }
        assertThat(faults).as(who).isEmpty();
    }

    private String address(Browser browser, Page page) {
        if (!page.address().startsWith("$")) {
            return page.address();
        }
        browser.open(brume.portal() + "/grades/cloud/ec2-first-instance");
        String student = browser.find(".marks a[href*='/students/']")
                .getDomAttribute("href")
                .substring(1);
        return page.address().equals("$student")
                ? student
                : student.replace("grades/", "live/").replace("students/", "");
    }

    private static List<String> look(Browser browser, Page page, String language) {
        browser.script("document.querySelector('.seg button[lang=" + language + "]').click()");
        browser.until("in " + language, d -> language.equals(browser.script("return document.documentElement.lang")));
        browser.find(page.ready());
        List<String> faults = new ArrayList<>();
        String axe = Axe.faults(browser);
        if (!axe.isEmpty()) {
            faults.add(axe);
        }
        for (int width : WIDTHS) {
            browser.narrow(width, 844);
            String shape = (String) browser.later("""
                    const done = arguments[arguments.length - 1];
                    const seen = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getBoundingClientRect().width > 0;
                    const count = (css) => [...document.querySelectorAll(css)].filter(seen).length;
                    requestAnimationFrame(() => requestAnimationFrame(() => done([
                      ...(document.scrollingElement.scrollWidth > innerWidth ? ['it scrolls sideways'] : []),
                      ...(count('main, [role=main]') === 1 ? [] : ['main parts: ' + count('main, [role=main]')]),
                      ...(count('h1') === 1 ? [] : ['first headings: ' + count('h1')]),
                      ...(/. · Brume$/.test(document.title) ? [] : ['title: ' + document.title]),
                    ].join(', '))));
                    """);
            if (!shape.isEmpty()) {
                faults.add("at " + width + " px: " + shape);
            }
        }
        browser.wide();
        return faults;
    }

    private static void pictures(Browser browser, String name) {
        for (String theme : List.of("light", "dark")) {
            browser.script("document.documentElement.setAttribute('theme', arguments[0])", theme);
            for (int width : WIDTHS) {
                browser.narrow(width, width < 640 ? 844 : 900);
                browser.picture("page-" + name.replaceAll("[^a-zA-Z0-9-]+", "-") + "-" + theme + "-" + width);
            }
        }
        browser.script("document.documentElement.removeAttribute('theme')");
        browser.wide();
    }
}
