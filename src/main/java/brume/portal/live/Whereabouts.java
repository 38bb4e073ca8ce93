package brume.portal.live;

import brume.lab.CheckResult;
import brume.lab.Lab;
import brume.lab.Step;
import brume.portal.part.Badge;
import brume.portal.part.CheckState;
import brume.portal.part.Dom;
import brume.portal.part.Words;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the class is: a funnel over the steps, and the failures that several students share.
final class Whereabouts extends HtmlContainer {

    private static final int FAILURES_SHOWN = 5;

    private final Lab lab;
    private final HtmlContainer funnel = Dom.tag("ol", "fn");
    private final HtmlContainer same = Dom.tag("section", "same");
    private final Span count = Dom.span("xs t2 num", "");
    private List<Share> shown = List.of();
    private @Nullable List<Shared> sharing;

    /// How many of the class have passed a step, and how many work on it.
    private record Share(Step step, long past, long here, int all) {}

    /// A check and what was said about it.
    private record Failure(String number, String message) {}

    private record Shared(Failure failure, List<String> names) {}

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

    /// Draws what has changed since the last time.
    void show(List<Seat> seats) {
        List<Share> shares =
                lab.steps().stream().map(step -> share(seats, step)).toList();
        if (!shares.equals(shown)) {
            shown = shares;
            count.setText(Words.say("live.students", seats.size()));
            long most = shares.stream().mapToLong(Share::here).max().orElse(0);
            funnel.removeAll();
            shares.forEach(share -> funnel.add(bar(share, most)));
        }
        showSame(seats);
    }

    private static Share share(List<Seat> seats, Step step) {
        List<Seat> started =
                seats.stream().filter(seat -> seat.standing().isStarted()).toList();
        return new Share(
                step,
                started.stream().filter(seat -> seat.standing().hasPassed(step)).count(),
                started.stream()
                        .filter(seat -> seat.current().filter(step::equals).isPresent())
                        .count(),
                seats.size());
    }

    private HtmlContainer bar(Share share, long most) {
        HtmlContainer bar = Dom.text("div", "fb", "");
        part(bar, "bp", share.past);
        part(bar, "bh", share.here);
        part(bar, "bm", share.all - share.past - share.here);
        return Dom.tag(
                "li",
                share.here > 0 && share.here == most ? "big" : "step-bar",
                Dom.div(
                        "row ft",
                        Dom.span("num fnn", Integer.toString(lab.steps().indexOf(share.step) + 1)),
                        Dom.span("name", share.step.title().in(Words.locale())),
                        Dom.gap(),
                        Dom.span("num t2", Words.say("live.past", share.past)),
                        Dom.span("num nn", share.here > 0 ? Words.say("live.here", share.here) : "")),
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
        Map<Failure, List<String>> names = new HashMap<>();
        seats.forEach(seat -> failure(seat)
                .ifPresent(failure -> names.computeIfAbsent(failure, key -> new ArrayList<>())
                        .add(seat.person().name())));
        List<Shared> most = names.entrySet().stream()
                .map(one -> new Shared(
                        one.getKey(), one.getValue().stream().sorted().toList()))
                .sorted(Comparator.comparing((Shared one) -> -one.names.size())
                        .thenComparing(one -> one.failure.number))
                .limit(FAILURES_SHOWN)
                .toList();
        if (most.equals(sharing)) {
            return;
        }
        sharing = most;
        same.removeAll();
        same.add(Dom.heading(2, Words.say("live.same")));
        if (most.isEmpty()) {
            same.add(Dom.text("p", "sm t2", Words.say("live.same.none")));
        }
        most.forEach(one -> same.add(group(one)));
    }

    private static Optional<Failure> failure(Seat seat) {
        return seat.failed()
                .map(check -> new Failure(
                        seat.number(check),
                        seat.standing()
                                .attempt()
                                .map(attempt -> attempt.results().get(check.id()))
                                .map(CheckResult::message)
                                .map(message -> message.in(Words.locale()))
                                .orElse("")));
    }

    private static HtmlContainer group(Shared shared) {
        return Dom.tag(
                "div",
                "g",
                Dom.row(
                        new Badge("square-x", Badge.Tone.FAIL, shared.failure.number),
                        Dom.gap(),
                        Dom.span("num bold", Words.say("live.students", shared.names.size()))),
                Dom.text("p", "sm", shared.failure.message.replace("`", "")),
                Dom.text("p", "xs t2", String.join(", ", shared.names)));
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
