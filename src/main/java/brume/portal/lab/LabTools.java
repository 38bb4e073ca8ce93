package brume.portal.lab;

import brume.lab.Attempt;
import brume.lab.Mark;
import brume.lab.Step;
import brume.portal.frame.Standing;
import brume.portal.part.Dom;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.Instant;
import java.util.function.Supplier;

/// The tools in the bar of a lab: its clock, the score, starting over, asking for help, checking.
final class LabTools extends Div {

    private final Supplier<Instant> now;
    private final Span clock = Dom.span("num bold", "");
    private final Span points = Dom.span("got", "");
    private final Span of = Dom.span("t2", "");
    private final Button stuck;
    private final Button check;

    LabTools(Workspace workspace, Supplier<Instant> now) {
        this.now = now;
        addClassName("slot");
        check = new Button("", Icon.of("list-checks"), click -> workspace.check());
        check.setId("check");
        check.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        check.setDisableOnClick(false);
        Button reset = reset(workspace);
        reset.setId("reset");
        stuck = stuck(workspace);
        stuck.setId("stuck");
        Span time = Dom.span("clock", "");
        time.add(Icon.of("clock"), new Span(Words.say("lab.clock") + " "), clock);
        Span score = Dom.span("score num", "");
        score.add(points, of);
        add(time, score, reset, stuck, check);
    }

    /// Starts over, after a question.
    static Button reset(Workspace workspace) {
        Button reset = new Button(Words.say("lab.reset"), Icon.of("rotate-ccw"), click -> ask(workspace));
        reset.addClassName("reset");
        return reset;
    }

    /// Raises the hand, or lowers it.
    static Button stuck(Workspace workspace) {
        Button stuck = new Button("", Icon.of("hand"), click -> workspace.hand());
        stuck.addClassName("stuck");
        return stuck;
    }

    static void showHand(Button stuck, Standing standing) {
        boolean up = standing.attempt().flatMap(Attempt::hand).isPresent();
        stuck.setText(Words.say(up ? "lab.hand.lower" : "lab.hand"));
        stuck.setTooltipText(Words.say(up ? "lab.hand.lower.why" : "lab.hand.why"));
        stuck.getElement().getClassList().set("raised", up);
    }

    /// While the checks run, which may take seconds.
    void checking(boolean running) {
        check.setEnabled(!running);
        check.setIcon(running ? Icon.of("loader-circle").turning() : Icon.of("list-checks"));
        if (running) {
            check.setText(Words.say("lab.checking"));
        }
    }

    void show(Standing standing, Mark mark) {
        showHand(stuck, standing);
        points.setText(Integer.toString(mark.points()));
        of.setText(Words.say("lab.score", standing.lab().points()));
        check.setText(standing.current()
                .map(step -> Words.say("lab.check", standing.number(step)))
                .orElseGet(() -> Words.say("lab.check.all")));
        check.setAriaLabel(standing.current()
                .map(Step::title)
                .map(t -> t.in(Words.locale()))
                .map(title -> check.getText() + ": " + title)
                .orElse(check.getText()));
    }

    /// The clock runs in the browser, as far from real time as the sandbox's is.
    @Override
    protected void onAttach(AttachEvent event) {
        clock.getElement()
                .executeJs(
                        """
                        const ahead = $0 - Date.now();
                        const format = new Intl.DateTimeFormat($1, { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC' });
                        const show = () => { this.textContent = format.format(new Date(Date.now() + ahead)).replace(',', '') + ' UTC'; };
                        show();
                        clearInterval(this.ticking);
                        this.ticking = setInterval(show, 5000);
                        """, (double) now.get().toEpochMilli(), Words.locale().getLanguage());
    }

    private static void ask(Workspace workspace) {
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader(Words.say("lab.reset.title"));
        dialog.setText(Words.say("lab.reset.text", workspace.standing().points()));
        dialog.setCancelable(true);
        dialog.setCancelText(Words.say("lab.reset.no"));
        dialog.setConfirmText(Words.say("lab.reset.yes"));
        dialog.setConfirmButtonTheme("error primary");
        dialog.addConfirmListener(confirmed -> workspace.startOver());
        dialog.open();
    }
}
