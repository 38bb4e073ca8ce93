package brume.portal.live;

import brume.lab.Check;
import brume.lab.CheckResult;
import brume.lab.Lab;
import brume.lab.Step;
import brume.portal.part.Badge;
import brume.portal.part.CheckState;
import brume.portal.part.Dom;
import brume.portal.part.Words;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Span;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where the class is: a funnel over the steps, and the failures that several students share.
final class Whereabouts extends HtmlContainer {

    private static final int FAILURES_SHOWN = 5;

    private final Lab lab;
    private final HtmlContainer funnel = Dom.tag("ol", "fn");
    private final HtmlContainer same = Dom.tag("section", "same");
    private final Span count = Dom.span("xs t2 num", "");

    /// A check and what was said about it.
    private record Failure(Check check, String message) {}

    Whereabouts(Lab lab) {
        super("aside");
        this.lab = lab;
        addClassName("where");
        add(
                Dom.tag(
                        "section",
                        "funnel",
                        Dom.row(Dom.heading(2, Words.say("live.where")), Dom.gap(), count),
                        funnel),
                same,
                legend());
    }

    void show(List<Seat> seats) {
        count.setText(Words.say("live.students", seats.size()));
        funnel.removeAll();
        long most =
                lab.steps().stream().mapToLong(step -> here(seats, step)).max().orElse(0);
        for (Step step : lab.steps()) {
            funnel.add(bar(seats, step, most));
        }
        showSame(seats);
    }

    private static long here(List<Seat> seats, Step step) {
        return seats.stream()
                .filter(seat -> seat.standing().isStarted())
                .filter(seat -> seat.standing().current().filter(step::equals).isPresent())
                .count();
    }

    private HtmlContainer bar(List<Seat> seats, Step step, long most) {
        long past = seats.stream()
                .filter(seat -> seat.standing().isStarted() && seat.standing().hasPassed(step))
                .count();
        long here = here(seats, step);
        HtmlContainer bar = Dom.text("div", "fb", "");
        part(bar, "bp", past);
        part(bar, "bh", here);
        part(bar, "bm", seats.size() - past - here);
        return Dom.tag(
                "li",
                here > 0 && here == most ? "big" : "step-bar",
                Dom.div(
                        "row ft",
                        Dom.span("num fnn", Integer.toString(lab.steps().indexOf(step) + 1)),
                        Dom.span("name", step.title().in(Words.locale())),
                        Dom.gap(),
                        Dom.span("num t2", Words.say("live.past", past)),
                        Dom.span("num nn", here > 0 ? Words.say("live.here", here) : "")),
                bar);
    }

    private static void part(HtmlContainer bar, String look, long share) {
        if (share > 0) {
            HtmlContainer part = Dom.text("span", look, "");
            part.getStyle().set("flex", Long.toString(share));
            bar.add(part);
        }
    }

    private void showSame(List<Seat> seats) {
        Map<Failure, List<Seat>> groups = seats.stream()
                .filter(seat -> failure(seat).isPresent())
                .collect(Collectors.groupingBy(seat -> failure(seat).orElseThrow()));
        same.removeAll();
        same.add(Dom.heading(2, Words.say("live.same")));
        if (groups.isEmpty()) {
            same.add(Dom.text("p", "sm t2", Words.say("live.same.none")));
        }
        groups.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Failure, List<Seat>> one) ->
                                -one.getValue().size())
                        .thenComparing(one -> one.getKey().check().id()))
                .limit(FAILURES_SHOWN)
                .forEach(one -> same.add(group(one.getKey(), one.getValue())));
    }

    private static Optional<Failure> failure(Seat seat) {
        return seat.failed()
                .map(check -> new Failure(
                        check,
                        seat.standing()
                                .attempt()
                                .map(attempt -> attempt.results().get(check.id()))
                                .map(CheckResult::message)
                                .map(message -> message.in(Words.locale()))
                                .orElse("")));
    }

    private static HtmlContainer group(Failure failure, List<Seat> seats) {
        Seat one = seats.getFirst();
        return Dom.tag(
                "div",
                "g",
                Dom.row(
                        new Badge("square-x", Badge.Tone.FAIL, one.number(failure.check())),
                        Dom.gap(),
                        Dom.span("num bold", Words.say("live.students", seats.size()))),
                Dom.text("p", "sm", failure.message().replace("`", "")),
                Dom.text(
                        "p",
                        "xs t2",
                        seats.stream()
                                .map(seat -> seat.person().name())
                                .sorted()
                                .collect(Collectors.joining(", "))));
    }

    private static HtmlContainer legend() {
        return Dom.tag(
                "div",
                "leg",
                key("pass", CheckState.PASSED.word()),
                key("fail", CheckState.FAILED.word()),
                key("broken", CheckState.BROKEN.word()),
                key("here", Words.say("live.current")),
                key("mist", CheckState.NOT_RUN.word()));
    }

    private static HtmlContainer key(String look, String word) {
        return Dom.tag("span", "key", Dom.text("i", look, look.equals("broken") ? "!" : ""), new Span(word));
    }
}
