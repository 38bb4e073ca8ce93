package brume.portal.live;

import brume.portal.live.Seat.Group;
import brume.portal.part.Dom;
import brume.portal.part.EmptyState;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Everybody's row, in groups, those who need help first. A new order moves only the rows that have left their place,
/// so that in a class of 300 the page has little to do.
final class ClassRows extends HtmlContainer {

    private static final Comparator<Seat> HELP_FIRST = Comparator.comparing(Seat::group)
            .thenComparing(seat -> -seat.waits().map(Duration::toMillis).orElse(-1L))
            .thenComparing(seat -> -seat.minutes() / 5)
            .thenComparing(seat -> seat.person().name());

    private final int columns;
    private final Consumer<Seat> lower;
    private final Map<String, SeatRow> rows = new TreeMap<>();
    private final Map<Group, Head> heads = new EnumMap<>(Group.class);
    private final Component nobody;
    private List<Component> shown = List.of();

    /// @param lower lowers a student's hand
    ClassRows(int columns, Consumer<Seat> lower) {
        super("tbody");
        addClassName("rows");
        this.columns = columns;
        this.lower = lower;
        this.nobody = Dom.tag(
                "tr", "gn", wide("none", new EmptyState(Words.say("live.nobody"), Words.say("live.nobody.why"))));
    }

    List<Seat> seats() {
        return rows.values().stream().map(SeatRow::seat).toList();
    }

    boolean isEmpty() {
        return shown.isEmpty();
    }

    /// Draws a student where they are; somebody new gets a place with the next [#arrange()].
    void draw(Seat seat) {
        SeatRow row = rows.get(seat.person().id().value());
        if (row == null) {
            rows.put(seat.person().id().value(), new SeatRow(seat, lower));
        } else {
            row.draw(seat);
        }
    }

    /// Whoever is not among these has left the class.
    void keep(Set<String> people) {
        rows.keySet().retainAll(people);
    }

    /// Whether each row stands where it belongs.
    boolean isArranged() {
        return shown.equals(wanted());
    }

    void arrange() {
        List<Component> wanted = wanted();
        Set<Component> staying = Reorder.staying(shown, wanted);
        shown.stream()
                .filter(row -> !staying.contains(row))
                .forEach(row -> row.getElement().removeFromParent());
        for (int i = 0; i < wanted.size(); i++) {
            if (!staying.contains(wanted.get(i))) {
                getElement().insertChild(i, wanted.get(i).getElement());
            }
        }
        shown = wanted;
        heads.forEach((group, head) -> head.count(rows.values().stream()
                .filter(row -> row.seat().group() == group)
                .count()));
    }

    /// All rows in their order, each group under its head.
    private List<Component> wanted() {
        Map<Group, List<SeatRow>> groups = new EnumMap<>(Group.class);
        rows.values().stream()
                .sorted(Comparator.comparing(SeatRow::seat, HELP_FIRST))
                .forEach(row -> groups.computeIfAbsent(row.seat().group(), group -> new ArrayList<>())
                        .add(row));
        List<Component> wanted = new ArrayList<>();
        groups.forEach((group, members) -> {
            wanted.add(heads.computeIfAbsent(group, Head::new));
            wanted.addAll(members);
        });
        return wanted.isEmpty() ? List.of(nobody) : wanted;
    }

    private HtmlContainer wide(String look, Component... content) {
        HtmlContainer cell = Dom.tag("td", look, content);
        cell.getElement().setAttribute("colspan", Integer.toString(columns));
        return cell;
    }

    /// The line above the rows of a group.
    private final class Head extends HtmlContainer {
        private final Span count = Dom.span("t2 num", "");

        Head(Group group) {
            super("tr");
            addClassName("gh");
            String name = Words.say("live.group." + group.name().toLowerCase(Locale.ROOT));
            add(wide("group", Dom.row(Icon.small(group.icon), Dom.bold(name), count)));
        }

        void count(long members) {
            count.setText(Long.toString(members));
        }
    }
}
