package brume.portal.mirror;

import brume.cloud.Cloud;
import brume.lab.Attempt;
import brume.lab.Variants;
import brume.portal.console.Inventory;
import brume.portal.frame.Glance;
import brume.portal.frame.Notes;
import brume.portal.frame.Portal;
import brume.portal.frame.Standing;
import brume.portal.frame.TaughtLab;
import brume.portal.frame.TopBar;
import brume.portal.frame.Visitor;
import brume.portal.home.NetworkPicture;
import brume.portal.lab.StepsPane;
import brume.portal.look.Look;
import brume.portal.look.Looks;
import brume.portal.part.Dom;
import brume.portal.part.EmptyState;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import brume.school.Account;
import brume.school.Person;
import brume.school.Principal;
import brume.school.SandboxOwner;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/// A student's workspace as it is now: their steps, their machines, their terminals. It only reads: no part of it has a
/// way to the sandbox. It is noted when it opens and when it closes, the student sees it for as long as it is open, and
/// it closes by itself when whoever looks may not any more, or does not answer.
final class Mirror extends Div {

    private static final Logger LOG = System.getLogger(Mirror.class.getName());
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final Duration GATHERED = Duration.ofMillis(120);
    /// A browser that says nothing for so long has gone, or sleeps.
    private static final Duration SILENCE = Duration.ofSeconds(45);

    private final Portal portal;
    private final Visitor visitor;
    private final Principal me;
    private final TaughtLab here;
    private final Person student;
    private final TopBar bar = new TopBar();
    private final Div note = Dom.div("looked-at");
    private final Div picture = Dom.div("mini");
    private final List<Runnable> endings = new ArrayList<>();
    private final LookNotes notes;
    private volatile Optional<Attempt> attempt;
    private Optional<StepsPane> steps = Optional.empty();
    private Optional<Inventory> inventory = Optional.empty();
    private Terminals terminals;
    private Optional<Glance> seen = Optional.empty();
    private Runnable leave = () -> {};
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private boolean ended;
    private Instant heard = Instant.MAX;

    /// @throws Principal.Refused when they teach no such student
    Mirror(Portal portal, Visitor visitor, TaughtLab here, Person student) {
        this.portal = portal;
        this.visitor = visitor;
        this.me = visitor.principal();
        this.here = here;
        this.student = student;
        attempt = portal.labs()
                .marks()
                .look(me, here.course().id(), here.lab().id(), student.id())
                .attempt();
        notes = new LookNotes(portal, visitor, here, student, Notes.address());
        terminals = new Terminals(student.name());
        addClassNames("app", "full", "mirror");
        draw();
    }

    /// In the language of the person.
    void draw() {
        removeAll();
        bar.at(Words.say("mirror.title"), student.name());
        bar.tools(
                tool("/grades/" + here.path() + "/students/" + student.id(), "user", "mirror.student"),
                tool("/live/" + here.path(), "monitor-play", "mirror.leave"));
        add(bar);
        if (ended) {
            add(Dom.div(
                    "card lost",
                    new EmptyState(
                            Words.say("mirror.ended"),
                            Words.say("mirror.ended.why"),
                            Dom.link("/live/" + here.path() + "/" + student.id(), Words.say("mirror.again")))));
        } else if (attempt.isEmpty()) {
            add(Dom.div(
                    "card lost",
                    new EmptyState(Words.say("live.notStarted"), Words.say("grades.notStarted.why", student.name()))));
        } else {
            drawWork(attempt.orElseThrow());
        }
    }

    private void drawWork(Attempt now) {
        note.removeAll();
        note.add(Icon.small("eye"), new Span(Words.say("mirror.note", student.name())));
        Standing standing = standing(now);
        StepsPane pane = new StepsPane(
                standing,
                Variants.draw(here.lab(), now.seed()),
                steps.map(StepsPane::open).orElse(standing.current()));
        steps = Optional.of(pane);
        seen = Optional.empty();
        Inventory list = new Inventory(cloud(now), here.lab().region());
        inventory = Optional.of(list);
        terminals.draw();
        Div stage = Dom.div("mirror-stage", Dom.div("mirror-cloud", list, picture), terminals);
        stage.getElement().setAttribute("role", "main");
        add(note, Dom.div("mirror-body", pane, stage));
        refresh();
    }

    private static Anchor tool(String address, String icon, String words) {
        Anchor tool = Dom.link(address, "");
        tool.addClassNames("with-icon", "to-" + words.substring(words.indexOf('.') + 1));
        tool.add(Icon.of(icon), new Span(Words.say(words)));
        return tool;
    }

    private Standing standing(Attempt now) {
        return new Standing(here.course(), 1, here.lab(), Optional.of(now));
    }

    private Cloud cloud(Attempt now) {
        return portal.clouds().open(now.sandbox());
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI page = event.getUI();
        heard = portal.clock().instant();
        // Not interrupted: a thread that is does not hand on to the student's page that nobody looks any more.
        AtomicBoolean over = new AtomicBoolean();
        endings.add(() -> over.set(true));
        Thread.ofVirtual().name("mirror").start(() -> guard(page, over));
        endings.add(portal.labs()
                .desk()
                .listen(me, here.course().id(), here.lab().id(), now -> {
                    if (now.person().equals(student.id())) {
                        access(page, () -> came(now, page));
                    }
                }));
        attempt.ifPresent(now -> begin(now, page));
    }

    @Override
    protected void onDetach(DetachEvent event) {
        stop();
    }

    /// From here on it is noted, and the student sees it.
    private void begin(Attempt now, UI page) {
        Looks looks = portal.looks();
        notes.opened();
        Runnable left = looks.look(now.id(), new Look(visitor.person().name()));
        Runnable heardOf = looks.listen(
                now.id(), () -> Thread.ofVirtual().name("mirror").start(() -> access(page, this::showTerminals)));
        Runnable changes = cloud(now).sandbox().subscribe(entry -> refreshSoon(page));
        leave = () -> {
            left.run();
            heardOf.run();
            changes.run();
            notes.closed();
        };
        showTerminals();
    }

    private void leave() {
        Runnable leaving = leave;
        leave = () -> {};
        leaving.run();
    }

    private void stop() {
        endings.forEach(Runnable::run);
        endings.clear();
        leave();
    }

    private void end() {
        stop();
        ended = true;
        draw();
    }

    /// A result; or the student has begun, or begun anew in another sandbox.
    private void came(Attempt now, UI page) {
        if (ended || attempt.filter(before -> before.number() > now.number()).isPresent()) {
            return;
        }
        boolean isSame = attempt.filter(before ->
                        before.id().equals(now.id()) && before.sandbox().equals(now.sandbox()))
                .isPresent();
        attempt = Optional.of(now);
        if (isSame) {
            steps.ifPresent(pane -> pane.show(standing(now)));
        } else {
            leave();
            begin(now, page);
            draw();
        }
    }

    private void showTerminals() {
        attempt.filter(now -> !ended)
                .ifPresent(now -> terminals.show(
                        portal.looks().terminals(now.id()),
                        portal.school().accessKeys().of(me.tenant(), now.sandbox()).stream()
                                .map(key -> key.secret())
                                .toList()));
    }

    /// Entries that come together are shown once; whoever makes them does not wait for it.
    private void refreshSoon(UI page) {
        if (refreshing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("mirror").start(() -> {
                pause(GATHERED);
                refreshing.set(false);
                access(page, this::refresh);
            });
        }
    }

    private void refresh() {
        attempt.filter(now -> !ended).ifPresent(now -> {
            inventory.ifPresent(Inventory::refresh);
            Optional<Glance> glance =
                    Optional.of(Glance.of(cloud(now), here.lab().region()));
            if (!glance.equals(seen)) {
                seen = glance;
                picture.removeAll();
                picture.add(new NetworkPicture(glance, ""));
            }
        });
    }

    /// Whoever looks must still be somebody who may, in this session, with a browser that answers. What moves by itself
    /// (a machine that boots) is shown on the way.
    private void guard(UI page, AtomicBoolean over) {
        while (pause(BETWEEN_LOOKS) && !over.get()) {
            try {
                boolean may = may();
                access(page, () -> {
                    if (!over.get()) {
                        watch(page, may);
                    }
                });
            } catch (RuntimeException failure) {
                LOG.log(Level.WARNING, "It could not be asked who may look at " + here.path(), failure);
            }
        }
    }

    private boolean may() {
        try {
            Principal now = portal.school()
                    .people()
                    .account(me.person())
                    .filter(Account::enabled)
                    .map(account -> Principal.of(account.person(), me.tenant()))
                    .orElseThrow(Principal.Refused::new);
            portal.labs().marks().mark(now, here.course().id(), here.lab().id(), student.id());
            return attempt.map(one -> portal.school()
                            .sandboxes()
                            .find(me.tenant(), one.sandbox())
                            .filter(SandboxOwner::isOpen)
                            .isPresent())
                    .orElse(true);
        } catch (Principal.Refused refused) {
            return false;
        }
    }

    private void watch(UI page, boolean may) {
        boolean isMine = Visitor.current()
                .filter(now -> now.person().id().equals(me.person()))
                .isPresent();
        boolean answers = portal.clock().instant().isBefore(heard.plus(SILENCE));
        if (!may || !isMine || !answers) {
            end();
            return;
        }
        page.getPage()
                .executeJs("return true")
                .then(answer -> heard = portal.clock().instant());
        refresh();
        showTerminals();
    }

    /// @return false when there is nothing more to wait for
    private static boolean pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
        return !Thread.currentThread().isInterrupted();
    }

    private static void access(UI page, Runnable change) {
        try {
            page.access(change::run);
        } catch (UIDetachedException gone) {
            // the page was closed meanwhile: nobody is left to show it to
        }
    }
}
