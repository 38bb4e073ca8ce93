package brume.portal.mirror;

import brume.portal.part.Dom;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import brume.portal.terminal.OpenTerminal;
import brume.portal.terminal.TerminalMirror;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Optional;

/// The terminals that a student has open, one of them shown as it is now.
final class Terminals extends Div {

    private final String student;
    private final Div tabs = Dom.div("dock-tabs row");
    private final Div body = Dom.div("dock-body");
    private final Span note = Dom.span("dock-note", "");
    private List<OpenTerminal> open = List.of();
    private List<String> secrets = List.of();
    private Optional<OpenTerminal> current = Optional.empty();
    private Optional<TerminalMirror> shown = Optional.empty();

    Terminals(String student) {
        this.student = student;
        addClassName("dock");
        add(Dom.div("dock-bar", tabs, Dom.gap(), note), body);
        draw();
    }

    /// What is open now. One that was opened meanwhile is shown: it is what the student has before them.
    ///
    /// @param covered what nobody else may read
    void show(List<OpenTerminal> now, List<String> covered) {
        secrets = covered;
        shown.ifPresent(mirror -> mirror.cover(secrets));
        if (now.equals(open)) {
            return;
        }
        Optional<OpenTerminal> fresh =
                now.stream().filter(one -> !open.contains(one)).reduce((first, last) -> last);
        Optional<OpenTerminal> next = fresh.or(() -> current.filter(now::contains))
                .or(() -> now.stream().reduce((first, last) -> last));
        open = now;
        turnTo(next);
    }

    private void turnTo(Optional<OpenTerminal> next) {
        if (!next.equals(current) || next.isEmpty()) {
            current = next;
            shown = next.map(this::mirror);
            body.removeAll();
            shown.ifPresent(body::add);
        }
        draw();
    }

    private TerminalMirror mirror(OpenTerminal terminal) {
        TerminalMirror mirror = new TerminalMirror(terminal.tap(), Words.say("mirror.terminal", terminal.machine()));
        mirror.cover(secrets);
        return mirror;
    }

    /// In the language of the person.
    void draw() {
        tabs.removeAll();
        for (OpenTerminal each : open) {
            boolean isShown = current.filter(each::equals).isPresent();
            Button name = new Button(each.machine(), Icon.small("terminal"), click -> turnTo(Optional.of(each)));
            name.getElement().setAttribute("aria-pressed", Boolean.toString(isShown));
            tabs.add(Dom.div(isShown ? "dock-tab on" : "dock-tab", name));
        }
        note.setText(
                current.map(OpenTerminal::user).map(user -> user + " · ").orElse("") + Words.say("mirror.readOnly"));
        if (current.isEmpty()) {
            body.removeAll();
            body.add(Dom.div(
                    "idle",
                    Dom.text("b", "", Words.say("mirror.noTerminal")),
                    Dom.text("p", "t2", Words.say("mirror.noTerminal.why", student))));
        }
    }
}
