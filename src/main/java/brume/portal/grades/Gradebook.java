package brume.portal.grades;

import brume.portal.frame.Portal;
import brume.portal.frame.TaughtLab;
import brume.portal.frame.Visitor;
import brume.portal.part.Dom;
import brume.portal.part.EmptyState;
import brume.portal.part.FilterBar;
import brume.portal.part.Icon;
import brume.portal.part.Later;
import brume.portal.part.Words;
import brume.school.Principal;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.io.ByteArrayInputStream;
import java.text.NumberFormat;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.Lock;

/// The marks of one lab: what they sum up to, and a row per student. The sandboxes are opened behind it, since the last
/// action of each stands in its journal.
final class Gradebook extends Div {

    private static final int MIST_ROWS = 8;

    private final Portal portal;
    private final Principal me;
    private final TaughtLab here;
    private final HtmlContainer totals = Dom.tag("dl", "totals num");
    private final FilterBar filter = new FilterBar(Words.say("grades.find"), changed -> narrow());
    private final Later<List<GradeRow>> marks;
    private List<GradeRow> rows = List.of();

    Gradebook(Portal portal, Principal me, TaughtLab here, List<TaughtLab> all) {
        this.portal = portal;
        this.me = me;
        this.here = here;
        addClassName("gradebook");
        marks = new Later<>(MIST_ROWS, () -> GradeRow.all(portal, me, here), this::filled);
        Div where = Dom.div(
                "",
                Dom.heading(1, Words.say("frame.grades")),
                Dom.text(
                        "p",
                        "t2",
                        here.course().title() + " · " + here.lab().title().in(Words.locale())));
        add(Dom.tag("header", "title", where, Dom.gap(), totals), Dom.tag("section", "card book", tools(all), marks));
    }

    /// The same in another language: what was looked for stays.
    void keep(Gradebook before) {
        filter.keep(before.filter);
    }

    private Div tools(List<TaughtLab> all) {
        Div tools = Dom.div("row wrap book-tools", filter);
        if (all.size() > 1) {
            tools.add(here.choice(all, other -> getUI().ifPresent(page -> page.navigate("grades/" + other.path()))));
        }
        Button again = new Button(Icon.small("refresh-cw"), click -> marks.load());
        again.addClassNames("square");
        again.setAriaLabel(Words.say("grades.refresh"));
        again.setTooltipText(Words.say("grades.refresh"));
        tools.add(Dom.gap(), again, live(), download());
        return tools;
    }

    private Anchor live() {
        Anchor link = Dom.link("/live/" + here.path(), "");
        link.addClassName("with-icon");
        link.add(Icon.of("monitor-play"), new Span(Words.say("frame.live")));
        return link;
    }

    /// The file is made when it is asked for, in the language of the page that offers it.
    private Anchor download() {
        Locale language = Words.locale();
        Anchor link = new Anchor(DownloadHandler.fromInputStream(asked -> file(asked, language)), "");
        link.addClassNames("button", "with-icon");
        link.setId("export");
        link.add(Icon.of("download"), new Span(Words.say("grades.export")));
        return link;
    }

    private DownloadResponse file(DownloadEvent asked, Locale language) {
        if (!stillSignedIn(asked.getSession())) {
            return DownloadResponse.error(403);
        }
        byte[] bytes = new GradesCsv(language).bytes(GradeRow.all(portal, me, here));
        String name = GradesCsv.fileName(
                here.course().id().value(),
                here.lab().id(),
                portal.clock().instant().atZone(ZoneOffset.UTC).toLocalDate());
        return new DownloadResponse(new ByteArrayInputStream(bytes), name, "text/csv; charset=UTF-8", bytes.length);
    }

    /// A link that somebody kept open gives nothing once they have signed out.
    private boolean stillSignedIn(VaadinSession session) {
        Lock lock = session.getLockInstance();
        lock.lock();
        try {
            return Visitor.current()
                    .filter(visitor -> visitor.person().id().equals(me.person()))
                    .isPresent();
        } finally {
            lock.unlock();
        }
    }

    private Component filled(List<GradeRow> read) {
        rows = read;
        sum();
        if (rows.isEmpty()) {
            return new EmptyState(Words.say("live.nobody"), Words.say("live.nobody.why"));
        }
        List<GradeRow> shown = rows.stream()
                .filter(row ->
                        filter.matches(List.of(row.person().name(), row.person().username())))
                .toList();
        if (shown.isEmpty()) {
            Button clear = new Button(Words.say("part.clearFilters"), click -> filter.clear());
            return new EmptyState(Words.say("grades.noMatch"), Words.say("grades.noMatch.why"), clear);
        }
        return GradeTable.of(here, shown);
    }

    private void narrow() {
        if (marks.isFilled()) {
            marks.show(rows);
        }
    }

    private void sum() {
        totals.removeAll();
        double mean =
                rows.stream().mapToInt(row -> row.mark().points()).average().orElse(0);
        long given =
                rows.stream().filter(row -> row.mark().override().isPresent()).count();
        NumberFormat oneDigit = NumberFormat.getInstance(Words.locale());
        oneDigit.setMaximumFractionDigits(1);
        totals.add(
                total("grades.students", Integer.toString(rows.size()), ""),
                total("grades.mean", oneDigit.format(mean), " / " + here.lab().points()),
                total("grades.given", Long.toString(given), ""));
    }

    static Div total(String key, String figure, String of) {
        return Dom.div(
                "total",
                Dom.text("dt", "", Words.say(key)),
                Dom.tag("dd", "figure", new Span(figure), Dom.span("of", of)));
    }
}
