package brume.portal.course;

import brume.portal.part.Dom;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import brume.school.QuotaDesk.Field;
import brume.school.QuotaDesk.Standing;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Span;

/// What a course may use beside what its school may, and what both use now.
final class QuotaSection {

    private QuotaSection() {}

    static HtmlContainer of(Standing course, Standing school, Runnable change) {
        Button open = new Button(Words.say("course.quota.change.course"), Icon.small("pencil"), click -> change.run());
        open.setId("change-quota");
        HtmlContainer rows = Dom.tag("tbody", "rows");
        for (Field field : Field.values()) {
            HtmlContainer row = Dom.tag(
                    "tr",
                    "line",
                    Dom.tag("td", "", Dom.bold(Words.say("course.quota." + field.key()))),
                    Dom.text("td", "num", say(field, course, "course.quota.none")),
                    Dom.text(
                            "td", "num t2", Words.say("course.quota.ofSchool", say(field, school, "course.quota.no"))));
            row.getElement().setAttribute("data-quota", field.key());
            rows.add(row);
        }
        HtmlContainer head = Dom.tag(
                "tr",
                "head",
                Dom.text("th", "", Words.say("course.quota.limit")),
                Dom.text("th", "", Words.say("course.quota.ofCourse")),
                Dom.text("th", "", Words.say("course.school")));
        HtmlContainer section = Dom.tag(
                "section",
                "card labs",
                Dom.div("row wrap hd", Dom.heading(2, Words.say("course.quota")), Dom.gap(), open),
                Dom.tag("table", "people", Dom.tag("thead", "head", head), rows));
        section.setId("quota");
        return section;
    }

    /// How many sandboxes a school has, of how many.
    static Span inShort(Standing school) {
        return Dom.span(
                "t2 num sm", Words.say("course.quota.inShort", say(Field.SANDBOXES, school, "course.quota.no")));
    }

    /// `12 of 300` where what is used is counted, else `at most 20`.
    private static String say(Field field, Standing standing, String none) {
        boolean counted = field == Field.SANDBOXES;
        return field.of(standing.quota())
                .map(most -> counted
                        ? Words.say("course.quota.used", standing.open(), most)
                        : Words.say("course.quota.most." + field.key(), most))
                .orElseGet(() -> counted ? Words.say("course.quota.unlimited", standing.open()) : Words.say(none));
    }
}
