package brume.portal.live;

import brume.cloud.sandbox.Sandbox;
import brume.lab.Attempt;
import brume.lab.Lab;
import brume.lab.Step;
import brume.portal.frame.Portal;
import brume.portal.frame.Standing;
import brume.portal.live.Seat.Group;
import brume.portal.part.Dom;
import brume.portal.part.EmptyState;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import brume.school.Course;
import brume.school.Person;
import brume.school.PersonId;
import brume.school.Principal;
import brume.school.Role;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// The grid of a class with its tiles and, at the right, where the class is. Rows change in place as results come in;
/// they change their order only while neither the pointer nor the focus is among them.
final class LiveClass extends Div {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(20);
    private static final Duration SETTLED = Duration.ofMillis(400);

    private final Portal portal;
    private final Principal me;
    private final Course course;
    private final Lab lab;
    private final Map<String, SeatRow> rows = new TreeMap<>();
    private final HtmlContainer body = Dom.tag("tbody", "rows");
    private final Tiles tiles = new Tiles();
    private final Whereabouts whereabouts;
    private final Button order = new Button("", click -> arrange());
    private List<Place> arranged = List.of();
    private boolean held;
    private boolean settling;
    private Runnable unsubscribe = () -> {};

    LiveClass(Portal portal, Principal me, Course course, Lab lab) {
        this.portal = portal;
        this.me = me;
        this.course = course;
        this.lab = lab;
        this.whereabouts = new Whereabouts(lab);
        addClassName("split");
        order.addClassNames("compact", "order");
        order.setText(Words.say("live.order"));
        order.setVisible(false);
        HtmlContainer table = Dom.tag("table", "class-grid", head(), body);
        Div frame = Dom.div("tw", order, table);
        hold(frame);
        add(Dom.tag("main", "gridw", tiles, frame), whereabouts);
        load();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI page = event.getUI();
        Runnable results =
                portal.labs().desk().listen(me, course.id(), lab.id(), attempt -> access(page, () -> came(attempt)));
        Thread looking = Thread.ofVirtual().name("live-class").start(() -> keepLooking(page));
        unsubscribe = () -> {
            results.run();
            looking.interrupt();
        };
    }

    @Override
    protected void onDetach(DetachEvent event) {
        unsubscribe.run();
        unsubscribe = () -> {};
    }

    private void keepLooking(UI page) {
        try {
            while (true) {
                Thread.sleep(BETWEEN_LOOKS);
                access(page, this::load);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /// Everybody, as they stand now.
    private void load() {
        Map<PersonId, Attempt> newest = portal.labs().desk().newest(me, course.id(), lab.id());
        portal.school().courses().enrolments(me.tenant(), course.id()).stream()
                .filter(one -> one.role() == Role.STUDENT)
                .flatMap(one -> portal.school().people().find(me.tenant(), one.person()).stream())
                .forEach(person -> seat(person, Optional.ofNullable(newest.get(person.id()))));
        settle();
    }

    private void came(Attempt attempt) {
        portal.school().people().find(me.tenant(), attempt.person()).ifPresent(person -> {
            if (rows.containsKey(person.id().value())) {
                seat(person, Optional.of(attempt));
                settleSoon();
            }
        });
    }

    private void seat(Person person, Optional<Attempt> attempt) {
        Seat seat = new Seat(
                person,
                new Standing(course, 1, lab, attempt),
                attempt.flatMap(this::idle),
                attempt.flatMap(Attempt::hand).map(this::since));
        SeatRow row = rows.get(person.id().value());
        if (row == null) {
            rows.put(person.id().value(), new SeatRow(seat, this::lower));
        } else {
            row.draw(seat);
        }
    }

    private Duration since(Instant raised) {
        return Duration.between(raised, portal.clock().instant());
    }

    /// The instructor has come, or will not: the hand goes down for the student too.
    private void lower(Seat seat) {
        seat.standing().attempt().ifPresent(attempt -> portal.labs().desk().lowerHand(me, attempt.id()));
    }

    /// How long the sandbox has been silent, in its own time.
    private Optional<Duration> idle(Attempt attempt) {
        Sandbox sandbox = portal.clouds().open(attempt.sandbox()).sandbox();
        AtomicReference<Instant> last = new AtomicReference<>(sandbox.now());
        sandbox.history(Math.max(0, sandbox.position() - 1), entry -> last.set(entry.at()));
        return Optional.of(Duration.between(last.get(), sandbox.now()));
    }

    /// Rows change at once; what is counted over all of them, and their order, follows a moment later: in a large class
    /// results come faster than anybody reads.
    private void settleSoon() {
        if (!settling) {
            settling = true;
            getUI().ifPresent(page -> Thread.ofVirtual().name("live-class").start(() -> {
                LockSupport.parkNanos(SETTLED.toNanos());
                access(page, () -> {
                    settling = false;
                    settle();
                });
            }));
        }
    }

    private void settle() {
        List<Seat> seats = rows.values().stream().map(SeatRow::seat).toList();
        tiles.show(seats);
        whereabouts.show(seats);
        if (held && body.getChildren().findAny().isPresent()) {
            order.setVisible(!sorted().stream().map(Place::row).toList().equals(shown()));
        } else {
            arrange();
        }
    }

    /// Where a row belongs.
    private record Place(Group group, SeatRow row) {}

    private List<Place> sorted() {
        return rows.values().stream()
                .map(row -> new Place(row.seat().group(), row))
                .sorted(Comparator.comparing(Place::group)
                        .thenComparing(place -> -place.row()
                                .seat()
                                .waits()
                                .map(Duration::toMillis)
                                .orElse(-1L))
                        .thenComparing(place -> -place.row().seat().minutes() / 5)
                        .thenComparing(place -> place.row().seat().person().name()))
                .toList();
    }

    private List<SeatRow> shown() {
        return body.getChildren()
                .filter(SeatRow.class::isInstance)
                .map(SeatRow.class::cast)
                .toList();
    }

    private void arrange() {
        order.setVisible(false);
        List<Place> all = sorted();
        if (all.equals(arranged) && !all.isEmpty()) {
            return;
        }
        arranged = all;
        body.removeAll();
        for (Group group : Group.values()) {
            List<SeatRow> members = all.stream()
                    .filter(place -> place.group() == group)
                    .map(Place::row)
                    .toList();
            if (!members.isEmpty()) {
                HtmlContainer head = Dom.tag(
                        "td",
                        "group",
                        Dom.row(
                                Icon.small(group.icon),
                                Dom.bold(Words.say("live.group." + group.name().toLowerCase(java.util.Locale.ROOT))),
                                Dom.span("t2 num", Integer.toString(members.size()))));
                head.getElement()
                        .setAttribute("colspan", Long.toString(5 + lab.checks().count()));
                body.add(Dom.tag("tr", "gh", head));
                members.forEach(body::add);
            }
        }
        if (all.isEmpty()) {
            HtmlContainer none =
                    Dom.tag("td", "none", new EmptyState(Words.say("live.nobody"), Words.say("live.nobody.why")));
            none.getElement()
                    .setAttribute("colspan", Long.toString(5 + lab.checks().count()));
            body.add(Dom.tag("tr", "gn", none));
        }
    }

    private HtmlContainer head() {
        List<HtmlContainer> cells = new ArrayList<>();
        cells.add(Dom.text("th", "nm", Words.say("live.student")));
        cells.add(Dom.text("th", "hand", Words.say("live.hand")));
        cells.add(Dom.text("th", "why", Words.say("live.happening")));
        cells.add(Dom.text("th", "id", Words.say("live.idleHead")));
        for (Step step : lab.steps()) {
            HtmlContainer cell =
                    Dom.text("th", "ks e", Integer.toString(lab.steps().indexOf(step) + 1));
            cell.getElement()
                    .setAttribute("colspan", Integer.toString(step.checks().size()));
            cell.getElement().setAttribute("title", step.title().in(Words.locale()));
            cells.add(cell);
        }
        cells.add(Dom.text("th", "pt", Words.say("live.points")));
        return Dom.tag("thead", "head", Dom.tag("tr", "h1", cells.toArray(HtmlContainer[]::new)));
    }

    private void hold(Div frame) {
        frame.getElement().addEventListener("mouseenter", in -> held = true);
        frame.getElement().addEventListener("focusin", in -> held = true);
        frame.getElement().addEventListener("mouseleave", out -> free());
        frame.getElement().addEventListener("focusout", out -> free());
    }

    private void free() {
        held = false;
        if (order.isVisible()) {
            arrange();
        }
    }

    private static void access(UI page, Runnable change) {
        try {
            page.access(change::run);
        } catch (UIDetachedException gone) {
            // the page was closed meanwhile: nobody is left to show it to
        }
    }
}
