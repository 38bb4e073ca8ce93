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
import com.vaadin.flow.component.html.Anchor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A student's row in the class grid. It is drawn again only when something in it has changed.
final class SeatRow extends HtmlContainer {

    private final Consumer<Seat> lower;
    private final HtmlContainer name = Dom.tag("th", "nm");
    private final HtmlContainer hand = Dom.tag("td", "hand");
    private final HtmlContainer why = Dom.tag("td", "why");
    private final HtmlContainer idle = Dom.tag("td", "id num");
    private final List<Cell> cells = new ArrayList<>();
    private final HtmlContainer points = Dom.tag("td", "pt num");
    private String drawn = "";
    private Seat seat;

    /// @param lower lowers the student's hand
    SeatRow(Seat seat, Consumer<Seat> lower) {
        super("tr");
        this.seat = seat;
        this.lower = lower;
        getElement().setAttribute("data-student", seat.person().username());
        add(name, hand, why, idle);
        for (Step step : seat.standing().lab().steps()) {
            for (Check check : step.checks()) {
                cells.add(new Cell(check, check.equals(step.checks().getLast())));
            }
        }
        cells.forEach(this::add);
        add(points);
        draw(seat);
    }

    Seat seat() {
        return seat;
    }

    void draw(Seat now) {
        seat = now;
        String looks = now.person().name()
                + now.happening()
                + now.group()
                + now.minutes()
                + now.waits().map(Duration::toMinutes);
        if (!looks.equals(drawn)) {
            drawn = looks;
            getElement().getClassList().set("hand-up", now.waits().isPresent());
            name.removeAll();
            name.add(student(now), lookIn(now));
            drawHand(now);
            why.removeAll();
            why.add(happening(now));
            idle.getElement().getClassList().set("hot", now.minutes() >= Seat.SLOW_MINUTES);
            idle.setText(
                    now.standing().isStarted() && !now.standing().isFinished()
                            ? Words.say("live.minutes", now.minutes())
                            : "–");
        }
        Optional<Check> next = now.standing().next();
        cells.forEach(cell -> cell.draw(now, next.filter(cell.check::equals).isPresent()));
        points.setText(Integer.toString(now.standing().points()));
    }

    /// The name leads to the student's page.
    private static Component student(Seat now) {
        Standing lab = now.standing();
        return Dom.link(
                "/grades/" + lab.course().id() + "/" + lab.lab().id() + "/students/"
                        + now.person().id(),
                now.person().name());
    }

    /// Into their workspace, once there is one.
    private static Component lookIn(Seat now) {
        if (!now.standing().isStarted()) {
            return Dom.span("", "");
        }
        Standing lab = now.standing();
        Anchor look = Dom.link(
                "/live/" + lab.course().id() + "/" + lab.lab().id() + "/"
                        + now.person().id(),
                Words.say("mirror.look"));
        look.addClassName("look-in");
        look.getElement()
                .setAttribute(
                        "aria-label", Words.say("mirror.look.at", now.person().name()));
        return look;
    }

    private void drawHand(Seat now) {
        hand.removeAll();
        if (now.waits().isPresent()) {
            String since = Words.say("live.minutes", now.waitingMinutes());
            String what = Words.say("live.hand.lower", now.person().name());
            Button down = new Button(since, Icon.small("hand"), click -> lower.accept(seat));
            down.addClassNames("compact", "raised");
            down.setAriaLabel(since + ", " + what);
            down.setTooltipText(what);
            hand.add(down);
        }
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

    /// A check of this student.
    private static final class Cell extends HtmlContainer {
        private final Check check;
        private final HtmlContainer mark = new HtmlContainer("i");
        private String drawn = "";

        Cell(Check check, boolean isLast) {
            super("td");
            this.check = check;
            setClassName(isLast ? "k e" : "k");
            getElement().setAttribute("data-check", check.id());
            add(mark);
        }

        void draw(Seat seat, boolean isHere) {
            CheckState state = seat.standing().of(check);
            boolean waits = state == CheckState.NOT_RUN || state == CheckState.CHECKING;
            String look = waits && isHere && seat.standing().isStarted() ? "here" : state.slot();
            if (drawn.equals(look + state)) {
                return;
            }
            drawn = look + state;
            mark.setClassName(look);
            mark.setText(state == CheckState.BROKEN ? "!" : "");
            getElement()
                    .setAttribute("aria-label", seat.number(check) + " " + state.word())
                    .setAttribute(
                            "title",
                            seat.number(check) + " " + seat.standing().filled(check.title()) + ": " + state.word())
                    .setAttribute("data-state", state.slot());
        }
    }
}
