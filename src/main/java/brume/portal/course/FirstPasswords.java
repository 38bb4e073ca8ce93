package brume.portal.course;

import brume.portal.frame.Visitor;
import brume.portal.part.Csv;
import brume.portal.part.Dom;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import brume.school.Accounts.Handed;
import brume.school.CourseId;
import brume.school.Principal;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.Lock;

/// The first passwords of those who were just made, as a file. It is here only, and only as long as this is shown.
final class FirstPasswords extends Div {

    private final Principal me;

    FirstPasswords(Principal me, CourseId course, List<Handed> handed) {
        this.me = me;
        addClassNames("card", "bx", "col", "stack");
        Locale language = Words.locale();
        byte[] bytes = file(language, handed);
        Anchor link = new Anchor(
                DownloadHandler.fromInputStream(asked -> answer(asked, bytes, course + "-passwords.csv")), "");
        link.addClassNames("button", "with-icon");
        link.setId("enrol-passwords");
        link.add(Icon.of("download"), new Span(Words.say("enrol.passwords.download")));
        add(
                Dom.heading(2, Words.say("enrol.passwords", handed.size())),
                Dom.text("p", "sm", Words.say("enrol.passwords.once")),
                Dom.row(link));
    }

    private static byte[] file(Locale language, List<Handed> handed) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(
                Csv.cell(Words.in(language, "course.name")),
                Csv.cell(Words.in(language, "course.username")),
                Csv.cell(Words.in(language, "enrol.password"))));
        handed.forEach(one -> lines.add(
                List.of(Csv.cell(one.person().name()), Csv.cell(one.person().username()), Csv.cell(one.password()))));
        return Csv.bytes(language, lines);
    }

    private DownloadResponse answer(DownloadEvent asked, byte[] bytes, String name) {
        return stillSignedIn(asked.getSession())
                ? new DownloadResponse(new ByteArrayInputStream(bytes), name, "text/csv; charset=UTF-8", bytes.length)
                : DownloadResponse.error(403);
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
}
