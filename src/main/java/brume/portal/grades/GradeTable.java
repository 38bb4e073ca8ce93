package brume.portal.grades;

import brume.lab.GradeOverride;
import brume.lab.Mark;
import brume.portal.console.Times;
import brume.portal.frame.Standing;
import brume.portal.frame.TaughtLab;
import brume.portal.part.Badge;
import brume.portal.part.Dom;
import brume.portal.part.Icon;
import brume.portal.part.Track;
import brume.portal.part.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import java.util.List;

/// The rows of the gradebook. A mark given by hand has a pencil, and its reason is read below it.
final class GradeTable {

    private GradeTable() {}

    static HtmlContainer of(TaughtLab lab, List<GradeRow> rows) {
        HtmlContainer head = Dom.tag(
                "tr",
                "head",
                Dom.text("th", "nm", Words.say("grades.student")),
                Dom.text("th", "auto", Words.say("grades.automatic")),
                Dom.text("th", "by-hand", Words.say("grades.override")),
                Dom.text("th", "final", Words.say("grades.final")),
                Dom.text("th", "tk", Words.say("grades.checks")),
                Dom.text("th", "last", Words.say("grades.last")));
        head.getChildren().forEach(cell -> cell.getElement().setAttribute("scope", "col"));
        HtmlContainer body = Dom.tag("tbody", "rows");
        rows.forEach(row -> body.add(row(lab, row)));
        HtmlContainer table = Dom.tag("table", "marks", Dom.tag("thead", "head", head), body);
        table.getElement().setAttribute("aria-label", Words.say("frame.grades"));
        return table;
    }

    private static HtmlContainer row(TaughtLab lab, GradeRow row) {
        Mark mark = row.mark();
        HtmlContainer name = Dom.tag(
                "th",
                "nm",
                Dom.link(
                        "/grades/" + lab.path() + "/students/" + row.person().id(),
                        row.person().name()));
        name.getElement().setAttribute("scope", "row");
        HtmlContainer line = Dom.tag(
                "tr",
                "mark",
                name,
                label(
                        "grades.automatic",
                        Dom.text(
                                "td",
                                "auto num",
                                Integer.toString(mark.automatic().points()))),
                label(
                        "grades.override",
                        Dom.tag("td", mark.override().isEmpty() ? "by-hand none" : "by-hand", byHand(mark))),
                label(
                        "grades.final",
                        Dom.tag(
                                "td",
                                "final num",
                                Dom.bold(Integer.toString(mark.points())),
                                Dom.span("t2", " / " + mark.automatic().of()))),
                Dom.tag("td", "tk", checks(lab, mark)),
                label(
                        "grades.last",
                        Dom.text(
                                "td",
                                "last t2 num",
                                row.last().map(Times::say).orElseGet(() -> Words.say("grades.last.none")))));
        line.getElement().setAttribute("data-student", row.person().username());
        return line;
    }

    /// Where the screen is too narrow for a head, each cell says what it is.
    private static HtmlContainer label(String key, HtmlContainer cell) {
        cell.getElement().setAttribute("data-label", Words.say(key));
        return cell;
    }

    private static Component byHand(Mark mark) {
        if (mark.override().isEmpty()) {
            return Dom.span("t3", "–");
        }
        GradeOverride given = mark.override().orElseThrow();
        Badge points = new Badge(
                Icon.small("pencil"),
                Badge.Tone.PRIMARY,
                given.points().map(String::valueOf).orElse(""));
        points.getElement().setAttribute("title", given.reason());
        HtmlContainer reason = Dom.text("div", "reason xs t2", given.reason());
        reason.getElement().setAttribute("title", given.reason());
        HtmlContainer cell = Dom.div("", points, reason);
        if (mark.isOutdated()) {
            cell.add(new Badge(
                    Icon.small("triangle-alert"), Badge.Tone.WARN, Words.say("grades.outdated", given.automatic())));
        }
        return cell;
    }

    private static Component checks(TaughtLab lab, Mark mark) {
        if (mark.attempt().isEmpty()) {
            return Dom.span("t3", Words.say("live.notStarted"));
        }
        return Dom.div(
                "row",
                Track.still(new Standing(lab.course(), 1, lab.lab(), mark.attempt()).checks()),
                Dom.span(
                        "num t2",
                        mark.automatic().passed() + " / " + mark.automatic().checks()));
    }
}
