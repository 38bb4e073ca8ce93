package brume.portal.live;

import brume.cloud.sandbox.Sandbox;
import brume.lab.Attempt;
import brume.lab.Lab;
import brume.lab.Step;
import brume.portal.frame.Portal;
import brume.portal.frame.Standing;
import brume.portal.part.Dom;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The grid of a class with its tiles and, at the right, where the class is. Rows change in place as results come in;
/// they change their order only while neither the pointer nor the focus is among them.
final class LiveClass extends Div {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(20);
    private static final Duration BETWEEN_DRAWINGS = Duration.ofMillis(250);

    /// Beside one for each check.
    private static final int COLUMNS = 5;

    private final Portal portal;
    private final Principal me;
    private final Course course;
    private final Lab lab;
    private final ClassRows rows;
    private final Tiles tiles = new Tiles();
    private final Whereabouts whereabouts;
    private final Button order = new Button("", click -> arrange());
    private final Map<PersonId, Seat> arrived = new ConcurrentHashMap<>();
    private final AtomicBoolean drawing = new AtomicBoolean();
    private final Set<PersonId> meanwhile = ConcurrentHashMap.newKeySet();
    private volatile Map<PersonId, Person> students = Map.of();
    private boolean held;
    private Runnable unsubscribe = () -> {};

    LiveClass(Portal portal, Principal me, Course course, Lab lab) {
        this.portal = portal;
        this.me = me;
        this.course = course;
        this.lab = lab;
        this.whereabouts = new Whereabouts(lab);
        this.rows = new ClassRows(COLUMNS + (int) lab.checks().count(), this::lower);
        addClassName("split");
        order.addClassNames("compact", "order");
        order.setText(Words.say("live.order"));
        order.setVisible(false);
        HtmlContainer table = Dom.tag("table", "class-grid", head(), rows);
        Div frame = Dom.div("tw", order, table);
        hold(frame);
        add(Dom.tag("main", "gridw", tiles, frame), whereabouts);
        show(everybody());
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI page = event.getUI();
        Runnable results = portal.labs().desk().listen(me, course.id(), lab.id(), attempt -> came(page, attempt));
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
                meanwhile.clear();
                List<Seat> seats = everybody();
                access(page, () -> show(seats));
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /// Everybody, as they stand now. Asks the database: not while the page is held.
    private List<Seat> everybody() {
        Map<PersonId, Attempt> newest = portal.labs().desk().newest(me, course.id(), lab.id());
        Map<PersonId, Person> school = byId(portal.school().people().all(me.tenant()).stream());
        students = byId(portal.school().courses().enrolments(me.tenant(), course.id()).stream()
                .filter(one -> one.role() == Role.STUDENT)
                .flatMap(one -> Optional.ofNullable(school.get(one.person())).stream()));
        return students.values().stream()
                .map(person -> seat(person, Optional.ofNullable(newest.get(person.id()))))
                .toList();
    }

    private static Map<PersonId, Person> byId(Stream<Person> people) {
        return people.collect(Collectors.toMap(Person::id, Function.identity()));
    }

    /// Those of whom something newer has come since they were asked for stay as they are.
    private void show(List<Seat> seats) {
        rows.keep(seats.stream().map(seat -> seat.person().id().value()).collect(Collectors.toSet()));
        seats.stream().filter(seat -> !meanwhile.contains(seat.person().id())).forEach(rows::draw);
        settle();
    }

    private void came(UI page, Attempt attempt) {
        Optional.ofNullable(students.get(attempt.person())).ifPresent(person -> {
            meanwhile.add(person.id());
            arrived.put(person.id(), seat(person, Optional.of(attempt)));
            if (drawing.compareAndSet(false, true)) {
                access(page, () -> drawArrived(page));
            }
        });
    }

    /// The first result is drawn at once; those that follow wait for the next look: in a large class results come
    /// faster
    /// than anybody reads.
    private void drawArrived(UI page) {
        for (PersonId person : List.copyOf(arrived.keySet())) {
            Optional.ofNullable(arrived.remove(person)).ifPresent(rows::draw);
        }
        settle();
        Thread.ofVirtual().name("live-class").start(() -> {
            LockSupport.parkNanos(BETWEEN_DRAWINGS.toNanos());
            drawing.set(false);
            if (!arrived.isEmpty() && drawing.compareAndSet(false, true)) {
                access(page, () -> drawArrived(page));
            }
        });
    }

    private Seat seat(Person person, Optional<Attempt> attempt) {
        return Seat.of(
                person,
                new Standing(course, 1, lab, attempt),
                attempt.map(this::idle),
                attempt.flatMap(Attempt::hand).map(this::since));
    }

    private Duration since(Instant raised) {
        return Duration.between(raised, portal.clock().instant());
    }

    /// The instructor has come, or will not: the hand goes down for the student too.
    private void lower(Seat seat) {
        seat.standing().attempt().ifPresent(attempt -> portal.labs().desk().lowerHand(me, attempt.id()));
    }

    /// How long the sandbox has been silent, in its own time.
    private Duration idle(Attempt attempt) {
        Sandbox sandbox = portal.clouds().open(attempt.sandbox()).sandbox();
        Instant now = sandbox.now();
        return Duration.between(sandbox.lastEntryAt().orElse(now), now);
    }

    private void settle() {
        List<Seat> seats = rows.seats();
        tiles.show(seats);
        whereabouts.show(seats);
        if (held && !rows.isEmpty()) {
            order.setVisible(!rows.isArranged());
        } else {
            arrange();
        }
    }

    private void arrange() {
        order.setVisible(false);
        rows.arrange();
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
