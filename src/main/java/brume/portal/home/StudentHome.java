package brume.portal.home;

import brume.lab.Attempt;
import brume.portal.frame.Glance;
import brume.portal.frame.Portal;
import brume.portal.frame.Standing;
import brume.portal.frame.Visitor;
import brume.portal.part.Badge;
import brume.portal.part.Dom;
import brume.portal.part.EmptyState;
import brume.portal.part.Icon;
import brume.portal.part.Track;
import brume.portal.part.Words;
import brume.school.Course;
import brume.school.Principal;
import brume.school.Tenant;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A student's home: the one thing to go on with, the labs of each course, and the state of the sandbox.
final class StudentHome extends Div {

    private final Portal portal;
    private final Visitor visitor;
    private final Principal me;

    StudentHome(Portal portal, Visitor visitor) {
        this.portal = portal;
        this.visitor = visitor;
        this.me = visitor.principal();
        addClassName("home");
        List<Course> courses = portal.school().courses().of(me.tenant(), me.person()).stream()
                .filter(course -> !course.archived())
                .toList();
        List<Standing> all =
                courses.stream().flatMap(course -> standings(course).stream()).toList();
        add(title(courses, all));
        if (all.isEmpty()) {
            Div none = Dom.div("card", new EmptyState(Words.say("home.none"), Words.say("home.none.why")));
            add(none);
            return;
        }
        Standing next = goOn(all);
        add(new ContinueCard(next, glance(next)));
        Div tables = Dom.div("col stack");
        for (Course course : courses) {
            tables.add(table(course, standings(course), courses.size() > 1, next));
        }
        add(Dom.div("cols", tables, aside(next)));
    }

    private List<Standing> standings(Course course) {
        List<Attempt> attempts = portal.labs().attempts().of(me.tenant(), me.person());
        List<Standing> standings = new ArrayList<>();
        for (String id : course.labs()) {
            portal.labs().shelf().find(id).ifPresent(lab -> {
                Optional<Attempt> newest = attempts.stream()
                        .filter(one ->
                                one.course().equals(course.id()) && one.lab().equals(id))
                        .max(Comparator.comparingInt(Attempt::number));
                standings.add(new Standing(course, standings.size() + 1, lab, newest));
            });
        }
        return standings;
    }

    /// What was begun last and is not finished; else the first lab not begun; else the last one.
    private static Standing goOn(List<Standing> all) {
        return all.stream()
                .filter(one -> one.isStarted() && !one.isFinished())
                .max(Comparator.comparing(one -> one.attempt().orElseThrow().started()))
                .or(() -> all.stream().filter(one -> !one.isStarted()).findFirst())
                .orElse(all.getLast());
    }

    private Optional<Glance> glance(Standing lab) {
        return lab.attempt()
                .map(attempt -> Glance.of(
                        portal.clouds().open(attempt.sandbox()), lab.lab().region()));
    }

    private HtmlContainer title(List<Course> courses, List<Standing> all) {
        String heading = courses.size() == 1
                ? courses.getFirst().title()
                : Words.say("home.hello", visitor.person().name());
        String school =
                portal.school().people().tenant(me.tenant()).map(Tenant::name).orElse("");
        int points = all.stream().mapToInt(Standing::points).sum();
        int of = all.stream().mapToInt(one -> one.lab().points()).sum();
        long passed = all.stream().mapToLong(Standing::passed).sum();
        long checks = all.stream().mapToLong(one -> one.checks().size()).sum();
        return Dom.tag(
                "header",
                "title",
                Dom.div("", Dom.heading(1, heading), Dom.text("p", "t2", school)),
                Dom.gap(),
                Dom.tag("dl", "totals num", total("home.points", points, of), total("home.passed", passed, checks)));
    }

    private static Div total(String key, long count, long of) {
        return Dom.div(
                "total",
                Dom.text("dt", "", Words.say(key)),
                Dom.tag("dd", "figure", new Span(Long.toString(count)), Dom.span("of", " / " + of)));
    }

    private HtmlContainer table(Course course, List<Standing> labs, boolean named, Standing next) {
        HtmlContainer head = Dom.tag(
                "tr",
                "head",
                cell("th", "n", "#"),
                cell("th", "nm", Words.say("home.lab")),
                cell("th", "tk", Words.say("home.checks")),
                cell("th", "pt", Words.say("home.points")),
                cell("th", "et", Words.say("home.state")),
                cell("th", "du", Words.say("home.minutes")));
        HtmlContainer rows = Dom.tag("tbody", "rows");
        for (Standing lab : labs) {
            rows.add(row(lab, lab == next || lab.equals(next)));
        }
        return Dom.tag(
                "section",
                "card labs",
                Dom.div(
                        "row hd",
                        Dom.heading(2, named ? course.title() : Words.say("home.labs")),
                        Dom.gap(),
                        Dom.span("xs t2 wide", Words.say("home.legend"))),
                Dom.tag("table", "lab-table", Dom.tag("thead", "head", head), rows));
    }

    private static HtmlContainer cell(String tag, String classes, String text) {
        return Dom.text(tag, classes, text);
    }

    private static HtmlContainer row(Standing lab, boolean isNext) {
        Locale language = Words.locale();
        Anchor link = Dom.link(lab.path(), lab.lab().title().in(language));
        HtmlContainer row = Dom.tag(
                "tr",
                isNext ? "lab now" : "lab",
                cell("td", "n num", Integer.toString(lab.number())),
                Dom.tag("td", "nm", link),
                Dom.tag("td", "tk", new Track(lab.checks()).fixed()),
                cell("td", "pt num", lab.points() + " / " + lab.lab().points()),
                Dom.tag("td", "et", state(lab)),
                cell("td", "du t2 num", Words.say("home.about", lab.lab().minutes())));
        row.getElement().setAttribute("data-lab", lab.lab().id());
        return row;
    }

    private static Component state(Standing lab) {
        if (lab.isFinished()) {
            return new Badge("square-check", Badge.Tone.PASS, Words.say("home.state.passed"));
        }
        return lab.isStarted()
                ? new Badge(Icon.small("play"), Badge.Tone.TEXT, Words.say("home.state.started"))
                : new Badge("square-dashed", Badge.Tone.OFF, Words.say("home.state.new"));
    }

    private HtmlContainer aside(Standing next) {
        HtmlContainer column = Dom.tag("aside", "side");
        glance(next).ifPresent(seen -> column.add(new SandboxCard(seen)));
        column.add(Dom.tag(
                "section",
                "card bx",
                Dom.heading(2, Words.say("home.how")),
                Dom.text("p", "sm t2", Words.say("home.how.text"))));
        return column;
    }
}
