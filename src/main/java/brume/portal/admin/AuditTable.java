package brume.portal.admin;

import brume.portal.part.Dom;
import brume.portal.part.Words;
import brume.school.Audit;
import brume.school.TenantId;
import com.vaadin.flow.component.HtmlContainer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// Lines of the audit.
final class AuditTable extends HtmlContainer {

    private static final DateTimeFormatter ENGLISH = DateTimeFormatter.ofPattern(
                    "EEE d MMM yyyy, HH:mm:ss 'UTC'", Locale.UK)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter FRENCH = DateTimeFormatter.ofPattern(
                    "EEE d MMM yyyy, HH:mm:ss 'UTC'", Locale.FRANCE)
            .withZone(ZoneOffset.UTC);

    /// @param withSchools whether lines of several schools may stand in it
    AuditTable(List<Audit.Kept> lines, boolean withSchools) {
        super("table");
        addClassNames("people", "audit-lines");
        HtmlContainer head = Dom.tag(
                "tr",
                "head",
                Dom.text("th", "", Words.say("admin.audit.when")),
                Dom.text("th", "", Words.say("admin.audit.who")),
                Dom.text("th", "", Words.say("admin.audit.what")),
                Dom.text("th", "", Words.say("admin.audit.about")));
        if (withSchools) {
            head.add(Dom.text("th", "", Words.say("admin.audit.school")));
        }
        head.add(Dom.text("th", "", Words.say("admin.audit.address")));
        HtmlContainer rows = Dom.tag("tbody", "rows");
        lines.forEach(kept -> rows.add(row(kept.line(), withSchools)));
        add(Dom.tag("thead", "head", head), rows);
    }

    static String say(Audit.Action action) {
        return Words.say("admin.did." + action.key());
    }

    private static String say(Instant moment) {
        return (Words.locale().equals(Locale.FRENCH) ? FRENCH : ENGLISH).format(moment);
    }

    private static HtmlContainer row(Audit.Line line, boolean withSchools) {
        HtmlContainer about = Dom.tag("td", "about");
        if (!line.subject().isEmpty()) {
            about.add(Dom.mono(line.subject()));
        }
        if (!line.detail().isEmpty()) {
            about.add(Dom.span("t2", line.detail()));
        }
        HtmlContainer row = Dom.tag(
                "tr",
                line.action() == Audit.Action.SIGN_IN_REFUSED ? "refused" : "line",
                Dom.text("td", "when num t2", say(line.at())),
                Dom.tag("td", "by", Dom.mono(line.username())),
                Dom.text("td", "did", say(line.action())),
                about);
        if (withSchools) {
            row.add(Dom.tag(
                    "td", "school", Dom.mono(line.tenant().map(TenantId::value).orElse(""))));
        }
        row.add(Dom.tag("td", "from", Dom.mono(line.address())));
        row.getElement().setAttribute("data-action", line.action().key());
        return row;
    }
}
