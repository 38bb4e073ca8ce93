package brume.portal.live;

import brume.lab.Check;
import brume.lab.Step;
import brume.portal.frame.Standing;
import brume.portal.part.Badge;
import brume.portal.part.CheckState;
import brume.portal.part.Dom;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.button.Button;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// A student's row in the class grid. It is drawn again only when something in it has changed.
final class SeatRow extends HtmlContainer {

    private final Consumer<Seat> lower;
    private String drawn = "";
    private Seat seat;

    /// @param lower lowers the student's hand
    SeatRow(Seat seat, Consumer<Seat> lower) {
        super("tr");
        this.seat = seat;
        this.lower = lower;
        getElement().setAttribute("data-student", seat.person().username());
        draw(seat);
    }

    Seat seat() {
        return seat;
    }

    void draw(Seat now) {
        seat = now;
        String looks = now.standing().checks()
                + now.happening()
                + now.minutes()
                + now.waits().map(Duration::toMinutes)
                + now.standing().points()
                + Words.locale();
        if (looks.equals(drawn)) {
            return;
        }
        drawn = looks;
        removeAll();
        getElement().getClassList().set("hand-up", now.waits().isPresent());
        String idle = now.standing().isStarted() && !now.standing().isFinished()
                ? Words.say("live.minutes", now.minutes())
                : "–";
        add(
                Dom.tag("th", "nm", student(now)),
                hand(now),
                Dom.tag("td", "why", happening(now)),
                Dom.text("td", now.minutes() >= 5 ? "id num hot" : "id num", idle));
        Optional<Check> next = now.standing().next();
        for (Step step : now.standing().lab().steps()) {
            for (int i = 0; i < step.checks().size(); i++) {
                Check check = step.checks().get(i);
                boolean last = i == step.checks().size() - 1;
                add(cell(now, check, last, next.filter(check::equals).isPresent()));
            }
        }
        add(Dom.text("td", "pt num", Integer.toString(now.standing().points())));
    }

    /// The name leads to the student's page.
    private static Component student(Seat now) {
        Standing lab = now.standing();
        return Dom.link(
                "/grades/" + lab.course().id() + "/" + lab.lab().id() + "/students/"
                        + now.person().id(),
                now.person().name());
    }

    private HtmlContainer hand(Seat now) {
        HtmlContainer cell = Dom.tag("td", "hand");
        if (now.waits().isPresent()) {
            String since = Words.say("live.minutes", now.waitingMinutes());
            String what = Words.say("live.hand.lower", now.person().name());
            Button down = new Button(since, Icon.small("hand"), click -> lower.accept(seat));
            down.addClassNames("compact", "raised");
            down.setAriaLabel(since + ", " + what);
            down.setTooltipText(what);
            cell.add(down);
        }
        return cell;
    }

    private static Component happening(Seat seat) {
        String text = seat.happening();
        return switch (seat.group()) {
            case FINISHED -> new Badge(Icon.small("square-check"), Badge.Tone.PASS, text);
            case NOT_STARTED -> Dom.span("t3", text);
            case NEEDS_YOU, SLOWING ->
                seat.broken().isPresent()
                        ? new Badge(Icon.small("triangle-alert"), Badge.Tone.WARN, text)
                        : seat.minutes() >= Seat.SLOW_MINUTES
                                ? new Badge(Icon.small("timer"), Badge.Tone.WARN, text)
                                : working(seat, text);
            case ON_TRACK -> working(seat, text);
        };
    }

    private static Component working(Seat seat, String text) {
        return seat.failed().isPresent()
                ? new Badge(Icon.small("square-x"), Badge.Tone.FAIL, text)
                : Dom.span("t2", text);
    }

    private static HtmlContainer cell(Seat seat, Check check, boolean isLast, boolean isHere) {
        CheckState state = seat.standing().of(check);
        boolean waits = state == CheckState.NOT_RUN || state == CheckState.CHECKING;
        HtmlContainer mark = Dom.text(
                "i",
                waits && isHere && seat.standing().isStarted() ? "here" : state.slot(),
                state == CheckState.BROKEN ? "!" : "");
        HtmlContainer cell = Dom.tag("td", isLast ? "k e" : "k", mark);
        cell.getElement().setAttribute("aria-label", seat.number(check) + " " + state.word());
        cell.getElement()
                .setAttribute(
                        "title",
                        seat.number(check) + " " + seat.standing().filled(check.title()) + ": " + state.word());
        cell.getElement().setAttribute("data-check", check.id());
        cell.getElement().setAttribute("data-state", state.slot());
        return cell;
    }
}
