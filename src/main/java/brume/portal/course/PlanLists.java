package brume.portal.course;

import brume.portal.part.Badge;
import brume.portal.part.Dom;
import brume.portal.part.Words;
import brume.school.EnrolmentPlan;
import brume.school.EnrolmentPlan.Change;
import brume.school.EnrolmentPlan.Field;
import brume.school.Role;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a file would change: faulty lines, who comes in, who changes, who is not in it. Of long lists the first rows.
final class PlanLists extends Div {

    private static final int ROWS = 200;

    PlanLists(EnrolmentPlan plan) {
        addClassNames("col", "stack");
        list(
                "faults",
                plan.faults(),
                one -> row(
                        Dom.text("td", "num", Words.say("enrol.line", one.line())),
                        Dom.text("td", "", Words.say("enrol.why." + one.why().name(), one.what()))));
        list(
                "added",
                plan.added(),
                one -> row(
                        Dom.tag("td", "", Dom.bold(one.name())),
                        Dom.tag("td", "", Dom.mono(one.username())),
                        Dom.text("td", "", word(one.role().name())),
                        Dom.text("td", "t2", Words.say(one.known().isPresent() ? "enrol.known" : "enrol.made"))));
        list(
                "changed",
                plan.changed(),
                one -> row(
                        Dom.tag("td", "", Dom.bold(one.person().name())),
                        Dom.tag("td", "", Dom.mono(one.person().username())),
                        Dom.text(
                                "td",
                                "",
                                one.changes().stream().map(PlanLists::say).collect(Collectors.joining(" · ")))));
        list(
                "dropped",
                plan.dropped(),
                one -> row(
                        Dom.tag("td", "", Dom.bold(one.person().name())),
                        Dom.tag("td", "", Dom.mono(one.person().username()))));
        if (plan.unchanged() > 0) {
            add(Dom.text("p", "sm t2", Words.say("enrol.unchanged", plan.unchanged())));
        }
    }

    private static HtmlContainer row(HtmlContainer... cells) {
        return Dom.tag("tr", "line", cells);
    }

    private static String say(Change change) {
        boolean isRole = change.field() == Field.ROLE;
        return Words.say(
                "enrol.change." + change.field().name(),
                isRole ? word(change.from()) : change.from(),
                isRole ? word(change.to()) : change.to());
    }

    private static String word(String role) {
        return Words.say("sign.role." + Role.valueOf(role).name().toLowerCase(Locale.ROOT));
    }

    private <T> void list(String which, List<T> all, Function<T, HtmlContainer> row) {
        boolean isFaults = which.equals("faults");
        if (isFaults && all.isEmpty()) {
            return;
        }
        HtmlContainer head = Dom.div("row hd", Dom.heading(2, Words.say("enrol." + which)));
        head.add(Dom.span("t3 num", "(" + all.size() + ")"));
        if (isFaults) {
            head.add(Dom.gap(), new Badge("triangle-alert", Badge.Tone.WARN, Words.say("enrol.faults.what")));
        }
        HtmlContainer section = Dom.tag("section", "card labs", head);
        section.setId("enrol-" + which);
        if (all.isEmpty()) {
            section.add(Dom.text("p", "t2 sm nobody", Words.say("enrol." + which + ".none")));
        } else {
            HtmlContainer rows = Dom.tag("tbody", "rows");
            all.stream().limit(ROWS).forEach(one -> rows.add(row.apply(one)));
            section.add(Dom.tag("table", "people plan", rows));
        }
        if (all.size() > ROWS) {
            section.add(Dom.text("p", "t2 sm nobody", Words.say("enrol.more", all.size() - ROWS)));
        }
        add(section);
    }
}
