package brume.portal.live;

import brume.portal.live.Seat.Group;
import brume.portal.part.Dom;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Span;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The numbers over the grid: who asks for help, who fails the same check, who is idle, whose checker is broken, who
/// has finished.
final class Tiles extends HtmlContainer {

    Tiles() {
        super("dl");
        addClassNames("sum", "num");
    }

    void show(List<Seat> seats) {
        Optional<Map.Entry<String, Long>> worst = seats.stream()
                .filter(seat -> seat.group() != Group.FINISHED)
                .flatMap(seat -> seat.failed().map(seat::number).stream())
                .collect(Collectors.groupingBy(number -> number, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())));
        List<Seat> idle = seats.stream()
                .filter(seat -> !seat.standing().isFinished() && seat.minutes() >= 5)
                .toList();
        List<Seat> broken =
                seats.stream().filter(seat -> seat.broken().isPresent()).toList();
        long finished =
                seats.stream().filter(seat -> seat.group() == Group.FINISHED).count();
        List<Seat> waiting =
                seats.stream().filter(seat -> seat.waits().isPresent()).toList();
        removeAll();
        HtmlContainer hands = tile(
                "hand",
                "live.tile.hands",
                waiting.size(),
                waiting.stream()
                        .map(Seat::waitingMinutes)
                        .max(Long::compare)
                        .map(longest -> Words.say("live.tile.longest", longest))
                        .orElse(""));
        hands.getElement().getClassList().set("lantern", !waiting.isEmpty());
        add(hands);
        add(tile(
                "square-x",
                "live.tile.same",
                worst.map(Map.Entry::getValue).orElse(0L),
                worst.map(one -> Words.say("live.tile.on", one.getKey())).orElse("")));
        add(tile(
                "timer",
                "live.tile.idle",
                idle.size(),
                idle.stream()
                        .map(Seat::minutes)
                        .max(Long::compare)
                        .map(longest -> Words.say("live.tile.longest", longest))
                        .orElse("")));
        add(tile(
                "triangle-alert",
                "live.tile.broken",
                broken.size(),
                broken.stream()
                        .flatMap(seat -> seat.broken().map(seat::number).stream())
                        .findFirst()
                        .map(number -> Words.say("live.tile.held", number))
                        .orElse("")));
        add(tile("square-check", "live.tile.finished", finished, Words.say("live.tile.of", seats.size())));
    }

    private static HtmlContainer tile(String icon, String key, long count, String detail) {
        HtmlContainer label = Dom.text("dt", "", "");
        label.add(Icon.small(icon), new Span(Words.say(key)));
        HtmlContainer figure = Dom.text("dd", "", "");
        figure.add(new Span(Long.toString(count)), Dom.span("detail", " " + detail));
        return Dom.tag("div", "tile", label, figure);
    }
}
