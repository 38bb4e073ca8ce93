package brume.portal.lab;

import brume.cloud.Cloud;
import brume.lab.Attempt;
import brume.lab.LabDesk;
import brume.lab.Mark;
import brume.lab.Step;
import brume.lab.Variants;
import brume.portal.console.Console;
import brume.portal.console.ConsolePlaces;
import brume.portal.console.Desk;
import brume.portal.frame.DoorPlates;
import brume.portal.frame.Notes;
import brume.portal.frame.Portal;
import brume.portal.frame.Standing;
import brume.portal.frame.TopBar;
import brume.portal.frame.Visitor;
import brume.portal.look.LookSign;
import brume.portal.look.Looks;
import brume.portal.palette.Place;
import brume.portal.part.Dom;
import brume.portal.part.Flash;
import brume.portal.part.Words;
import brume.portal.terminal.Dock;
import brume.school.Audit;
import brume.school.OwnAccessKeys;
import brume.school.OwnSshKeys;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.splitlayout.SplitLayout;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/// One attempt being worked on: the bar, the instructions, the tools. New results and changes in the sandbox come in by
/// push.
final class Workspace extends Div implements LocaleChangeObserver {

    private static final Logger LOG = System.getLogger(Workspace.class.getName());

    private final Portal portal;
    private final Visitor visitor;
    private final TopBar bar = new TopBar();
    private final LookSign sign = new LookSign();
    private final Console console;
    private final Preview preview;
    private final SandboxMachines machines;
    private final Dock dock;
    private final Div said = Dom.div("said-here");
    private final Div stage = Dom.div("stage");
    private final SplitLayout work = new SplitLayout();
    private final SplitLayout upright;
    private final Cloud cloud;
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private final Map<String, String> values;
    private final MarkNote note;
    private LabTools tools;
    private StepsPane steps;
    private ViewBar views;
    private final LabAddress address;
    private Standing standing;
    private Mark mark;
    private Runnable unsubscribe = () -> {};
    private boolean visiting = true;

    /// @param page the page of the console to begin with, as [Console#open], or `preview`; empty for the instructions
    Workspace(Portal portal, Visitor visitor, Standing standing, Attempt attempt, String page) {
        this.portal = portal;
        this.visitor = visitor;
        this.standing = standing;
        this.address = new LabAddress(this, standing.path().substring(1));
        this.cloud = portal.clouds().open(attempt.sandbox());
        String region = standing.lab().region();
        addClassNames("app", "full", "work", "show-steps");
        console = new Console(desk(attempt, region));
        machines = new SandboxMachines(cloud, region);
        dock = new Dock(machines, this::enlarge, this::fold);
        preview = new Preview(cloud, portal.pages(), this::open, this::leavePreview);
        values = Variants.draw(standing.lab(), attempt.seed());
        note = new MarkNote(portal);
        mark = mark();
        steps = new StepsPane(standing, values, this, note, standing.current(), false);
        stage.add(console, preview);
        upright = new SplitLayout(Dom.div("stage-box", said, stage), dock, SplitLayout.Orientation.VERTICAL);
        upright.addClassName("upright");
        work.addToPrimary(steps);
        work.addToSecondary(upright);
        work.addClassName("across");
        work.getElement().setAttribute("role", "main");
        tools = new LabTools(this, cloud.sandbox()::now);
        views = new ViewBar(this);
        add(bar, sign, work, views);
        bar.places(this::places);
        console.open("instances");
        look("steps");
        visit(page);
        speak();
    }

    /// Goes where the browser's address leads: by its way back, or a link from elsewhere.
    void visitAgain(String page) {
        if (!address.isAt(page)) {
            visit(page);
        }
    }

    /// Shows what the browser's address names; nothing for the instructions.
    private void visit(String page) {
        visiting = true;
        if (!page.isEmpty()) {
            open(page);
        }
        visiting = false;
    }

    private void shows(String page) {
        // The launch page is long: an empty terminal gives its place away.
        upright.getElement().getClassList().set("roomy", page.equals("launch") && dock.isIdle());
        if (visiting) {
            address.visited(page);
        } else {
            address.went(page);
        }
    }

    boolean isOf(Attempt attempt) {
        return standing.attempt().filter(one -> one.id().equals(attempt.id())).isPresent();
    }

    /// In another language: the words are drawn again; terminals, pages and the open step stay.
    @Override
    public void localeChange(LocaleChangeEvent event) {
        StepsPane old = steps;
        steps = new StepsPane(standing, values, this, note, old.open(), old.isFolded());
        work.remove(old);
        work.addToPrimary(steps);
        remove(views);
        views = new ViewBar(this);
        add(views);
        tools = new LabTools(this, cloud.sandbox()::now);
        standing.attempt().ifPresent(one -> sign.show(portal.looks().at(one.id())));
        speak();
    }

    /// With what a teacher has given by hand.
    private Mark mark() {
        return portal.labs()
                .marks()
                .own(visitor.principal(), standing.course().id(), standing.lab().id());
    }

    private void speak() {
        bar.at(Words.say("lab.lab", standing.number()), standing.lab().title().in(Words.locale()));
        bar.tools(tools);
        tools.show(standing, mark);
        note.show(mark);
    }

    /// What the palette finds here besides what it finds everywhere.
    private List<Place> places() {
        List<Place> places = new ArrayList<>(ConsolePlaces.of(console, this::open));
        places.add(view("terminal", "square-terminal"));
        places.add(view("preview", "eye"));
        return places;
    }

    private Place view(String part, String icon) {
        String title = Words.say("palette." + part);
        return new Place("view/" + part, icon, Words.say("palette.lab"), title, "", List.of(part), () -> open(part));
    }

    private Desk desk(Attempt attempt, String region) {
        DoorPlates doors = DoorPlates.here();
        return new Desk(
                cloud,
                region,
                visitor.person().username(),
                new OwnAccessKeys(
                        portal.school().accessKeys(),
                        attempt.tenant(),
                        attempt.sandbox(),
                        visitor.person().username(),
                        new SecureRandom(),
                        Workspace::noteKey),
                new OwnSshKeys(
                        portal.school().sshKeys(),
                        attempt.tenant(),
                        visitor.person().id(),
                        new SecureRandom(),
                        Workspace::noteKey),
                new Desk.Doors(
                        doors.endpoint(),
                        doors.sshHost(),
                        doors.sshPort(),
                        secret -> doors.proxy(attempt.sandbox(), secret),
                        () -> doors.sshConfig(attempt.sandbox())),
                this::connect,
                this::fetch,
                portal.provider(),
                this::shows,
                () -> new LookHistory(portal, visitor, standing).read());
    }

    /// One's own keys, as the audit log is told.
    private static void noteKey(Audit.Action action, String key) {
        Notes.down(action, "", key);
    }

    /// Opens a terminal on an instance.
    private void connect(String instanceId) {
        look("terminal");
        unfold();
        if (!dock.open(instanceId)) {
            say(Flash.warning(Words.say("lab.noMachine")));
        }
    }

    /// Shows the page at an address as a visitor sees it.
    private void fetch(String url) {
        open("preview");
        preview.load(url);
    }

    private void leavePreview() {
        look("console");
        stage.removeClassName("previewing");
        shows(console.page());
    }

    /// Opens a page beside the instructions: of the console, the terminal or the preview.
    void open(String page) {
        boolean isPreview = page.equals("preview");
        if (page.equals("terminal")) {
            look("terminal");
            unfold();
            dock.refresh();
            return;
        }
        look(isPreview ? "preview" : "console");
        stage.getElement().getClassList().set("previewing", isPreview);
        if (isPreview) {
            machines.publicAddress().ifPresent(address -> preview.suggest("http://" + address + "/"));
            shows("preview");
        } else {
            console.open(page);
        }
    }

    /// Types lines into the terminal.
    void run(String lines) {
        look("terminal");
        unfold();
        if (!dock.type(lines.strip().replace('\n', '\r') + "\r")) {
            say(Flash.warning(Words.say("lab.noMachine")));
        }
    }

    void hint(Step step) {
        attempt(one -> portal.labs().desk().hint(visitor.principal(), one.id(), step.id()), standing.asked());
    }

    /// Raises the student's hand, or lowers it.
    void hand() {
        LabDesk desk = portal.labs().desk();
        attempt(
                one -> one.hand().isPresent()
                        ? desk.lowerHand(visitor.principal(), one.id())
                        : desk.raiseHand(visitor.principal(), one.id()),
                standing.asked());
    }

    /// Judges everything now. It may take seconds, in which the page goes on working.
    void check() {
        UI page = UI.getCurrent();
        checking(true);
        standing.attempt()
                .ifPresent(one -> Thread.ofVirtual().name("check").start(() -> {
                    try {
                        Attempt judged = portal.labs().live().check(one.tenant(), one.id());
                        access(page, () -> {
                            checking(false);
                            show(judged, true);
                        });
                    } catch (RuntimeException failure) {
                        LOG.log(Level.WARNING, "The attempt " + one.id() + " could not be judged", failure);
                        access(page, () -> {
                            checking(false);
                            tools.show(standing, mark);
                            say(Flash.warning(Words.say("lab.check.failed")));
                        });
                    }
                }));
    }

    private void checking(boolean running) {
        tools.checking(running);
        views.checking(running);
    }

    /// The person asked to start over and has confirmed it: a new sandbox, the page is built anew around it.
    void startOver() {
        standing.attempt().ifPresent(one -> portal.labs().desk().reset(visitor.principal(), one.id()));
        UI.getCurrent().getPage().reload();
    }

    Standing standing() {
        return standing;
    }

    /// Which part is seen where the screen is too narrow for all: `steps`, `console`, `terminal`, `preview`.
    void look(String part) {
        for (String each : ViewBar.PARTS) {
            getElement().getClassList().set("show-" + each, each.equals(part));
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI page = event.getUI();
        standing.attempt().ifPresent(attempt -> {
            portal.labs().live().follow(cloud);
            Runnable results =
                    portal.labs().live().listen(attempt.tenant(), attempt.id(), now -> access(page, () -> show(now)));
            Runnable changes = cloud.sandbox().subscribe(entry -> changed(page));
            Runnable closing =
                    portal.labs().sandboxes().onClose(closed -> closed(page, closed.equals(attempt.sandbox())));
            Looks looks = portal.looks();
            Runnable bench = looks.work(attempt.id(), dock::terminals);
            Runnable looked = looks.listen(attempt.id(), () -> access(page, () -> sign.show(looks.at(attempt.id()))));
            dock.onChange(() -> looks.changed(attempt.id()));
            sign.show(looks.at(attempt.id()));
            unsubscribe = () -> {
                results.run();
                changes.run();
                closing.run();
                bench.run();
                looked.run();
            };
        });
        SplitKeys.make(work, Words.say("lab.split.steps"));
        SplitKeys.make(upright, Words.say("lab.split.terminal"));
    }

    @Override
    protected void onDetach(DetachEvent event) {
        unsubscribe.run();
        unsubscribe = () -> {};
    }

    private void attempt(UnaryOperator<Attempt> change, boolean asked) {
        standing.attempt().ifPresent(one -> show(change.apply(one), asked));
    }

    /// What was asked for stays asked until the next step begins.
    private void show(Attempt now) {
        Standing next = new Standing(standing.course(), standing.number(), standing.lab(), Optional.of(now));
        show(now, standing.asked() && next.current().equals(standing.current()));
    }

    private void show(Attempt now, boolean asked) {
        standing = new Standing(standing.course(), standing.number(), standing.lab(), Optional.of(now), asked);
        mark = mark();
        steps.show(standing);
        tools.show(standing, mark);
        note.show(mark);
    }

    /// Entries that come together cause one refresh; what moves by itself (an instance that boots) one more later.
    private void changed(UI page) {
        if (refreshing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("refresh").start(() -> {
                for (long wait : new long[] {80, 600, 2_200}) {
                    try {
                        Thread.sleep(wait);
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                        return;
                    }
                    refreshing.set(false);
                    access(page, dock::refresh);
                }
            });
        }
    }

    /// The sandbox's doors are closed, its terminals with them: the address shows what there is now.
    private void closed(UI page, boolean ours) {
        if (ours) {
            access(page, () -> {
                removeAll();
                page.getPage().reload();
            });
        }
    }

    private void say(Flash flash) {
        said.removeAll();
        said.add(flash);
    }

    private void enlarge() {
        upright.removeClassName("roomy");
        boolean large = !upright.hasClassName("large");
        upright.getElement().getClassList().set("large", large);
        upright.removeClassName("folded");
    }

    private void fold() {
        boolean folded = !upright.hasClassName("folded") && !upright.hasClassName("roomy");
        upright.removeClassName("roomy");
        upright.getElement().getClassList().set("folded", folded);
        upright.removeClassName("large");
    }

    private void unfold() {
        upright.removeClassNames("folded", "roomy");
    }

    private static void access(UI page, Runnable change) {
        try {
            page.access(change::run);
        } catch (UIDetachedException gone) {
            // the page was closed meanwhile: nobody is left to show it to
        }
    }
}
