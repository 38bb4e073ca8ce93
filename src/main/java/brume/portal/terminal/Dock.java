package brume.portal.terminal;

import brume.cloud.guest.Guest;
import brume.cloud.guest.Login;
import brume.portal.part.Dom;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import brume.portal.terminal.Machines.Machine;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The docked terminals: a tab per session, a button for a new one, and at the right what is connected and how large it
/// is. Without a session it offers the machines that run.
public final class Dock extends Div implements LocaleChangeObserver {

    private static final int SESSIONS_AT_MOST = 6;

    /// A tab and what it shows.
    private record Session(Machine machine, String user, TerminalPane pane, Div tab) {}

    private final Machines machines;
    private final List<Session> sessions = new ArrayList<>();
    private final Div tabs = Dom.row();
    private final Div body = Dom.div("dock-body");
    private final Span note = Dom.span("dock-note num", "");
    private final Button more = new Button(Icon.small("plus"));
    private final Button large = new Button(Icon.small("maximize-2"));
    private final Button fold = new Button(Icon.small("minus"));
    private final ContextMenu menu = new ContextMenu();
    private Optional<Session> current = Optional.empty();
    private volatile List<OpenTerminal> open = List.of();
    private Runnable onChange = () -> {};
    private List<Machine> offered = List.of();
    private String waiting = "";

    /// @param enlarge, foldAway what the two buttons at the right do to the place it is docked in
    public Dock(Machines machines, Runnable enlarge, Runnable foldAway) {
        this.machines = machines;
        addClassName("dock");
        tabs.setClassName("dock-tabs");
        tabs.getStyle().set("display", "flex");
        for (Button tool : List.of(more, large, fold)) {
            tool.addClassName("tool");
        }
        more.setId("terminal-new");
        menu.setTarget(more);
        menu.setOpenOnClick(true);
        large.addClickListener(click -> enlarge.run());
        fold.addClickListener(click -> foldAway.run());
        add(Dom.div("dock-bar", tabs, more, Dom.gap(), note, large, fold), body);
        refresh();
    }

    /// Whether no session is open.
    public boolean isIdle() {
        return sessions.isEmpty();
    }

    /// The terminals that are open, in the order of their tabs; may be asked by anybody at any time.
    public List<OpenTerminal> terminals() {
        return open;
    }

    /// Called when a terminal was opened or closed.
    public void onChange(Runnable listener) {
        onChange = listener;
    }

    private void tellChange() {
        open = sessions.stream()
                .map(session -> new OpenTerminal(
                        session.machine().name(), session.user(), session.pane().tap()))
                .toList();
        onChange.run();
    }

    /// Looks again which machines run.
    public void refresh() {
        List<Machine> now = machines.running();
        if (now.equals(offered) && body.getComponentCount() > 0) {
            return;
        }
        offered = now;
        menu.removeAll();
        now.forEach(machine -> menu.addItem(machine.name(), click -> open(machine.id())));
        more.setEnabled(!now.isEmpty());
        if (sessions.isEmpty()) {
            showIdle();
        }
    }

    /// Opens a session on a machine, or shows the one there is.
    ///
    /// @return false when the machine does not run
    public boolean open(String machineId) {
        Optional<Session> there = sessions.stream()
                .filter(session -> session.machine().id().equals(machineId))
                .findFirst();
        if (there.isPresent()) {
            show(there.orElseThrow());
            return true;
        }
        Optional<Machine> machine = machines.running().stream()
                .filter(running -> running.id().equals(machineId))
                .findFirst();
        Optional<Guest> guest = machines.guest(machineId);
        if (machine.isEmpty() || guest.isEmpty() || sessions.size() >= SESSIONS_AT_MOST) {
            return false;
        }
        String user = guest.orElseThrow().os().user();
        return guest.orElseThrow()
                .login(user)
                .map(login -> connect(machine.orElseThrow(), guest.orElseThrow(), login))
                .isPresent();
    }

    /// Types a command line into the session that is shown; with none, into the first machine that runs.
    ///
    /// @return false when there is no machine to type into
    public boolean type(String commandLine) {
        if (current.isEmpty()) {
            waiting = commandLine;
            Optional<Machine> first = machines.running().stream().findFirst();
            boolean opened = first.map(machine -> open(machine.id())).orElse(false);
            waiting = "";
            return opened;
        }
        current.ifPresent(session -> {
            session.pane().type(commandLine);
            session.pane().focus();
        });
        return true;
    }

    @Override
    public void localeChange(LocaleChangeEvent event) {
        more.setAriaLabel(Words.say("terminal.new"));
        more.setTooltipText(Words.say("terminal.new"));
        large.setAriaLabel(Words.say("terminal.large"));
        large.setTooltipText(Words.say("terminal.large"));
        fold.setAriaLabel(Words.say("terminal.fold"));
        fold.setTooltipText(Words.say("terminal.fold"));
        if (sessions.isEmpty()) {
            showIdle();
        }
    }

    private Session connect(Machine machine, Guest guest, Login login) {
        UI page = UI.getCurrent();
        TerminalPane pane = new TerminalPane(page, Words.say("terminal.on", machine.name()));
        Div tab = Dom.div("dock-tab");
        Session session = new Session(machine, login.user(), pane, tab);
        Button name = new Button(machine.name(), Icon.small("terminal"), click -> show(session));
        Button close = new Button(Icon.small("x"), click -> close(session));
        close.addClassName("square");
        close.setAriaLabel(Words.say("terminal.close", machine.name()));
        tab.add(name, close);
        sessions.add(session);
        tabs.add(tab);
        if (sessions.size() == 1) {
            body.removeAll();
        }
        body.add(pane);
        pane.onEnd(() -> name.setText(machine.name() + " " + Words.say("terminal.ended")));
        pane.onResize(() -> current.filter(session::equals).ifPresent(this::describe));
        pane.open(guest, login);
        if (!waiting.isEmpty()) {
            pane.type(waiting);
        }
        show(session);
        tellChange();
        return session;
    }

    private void show(Session session) {
        current = Optional.of(session);
        for (Session each : sessions) {
            boolean shown = each == session;
            each.pane().getStyle().set("visibility", shown ? "visible" : "hidden");
            each.tab().getElement().getClassList().set("on", shown);
            Component name = each.tab().getComponentAt(0);
            name.getElement().setAttribute("aria-pressed", Boolean.toString(shown));
        }
        describe(session);
        session.pane().focus();
    }

    private void describe(Session session) {
        note.setText(session.user() + " · " + session.pane().size());
    }

    private void close(Session session) {
        session.pane().close();
        sessions.remove(session);
        body.remove(session.pane());
        tabs.remove(session.tab());
        tellChange();
        if (sessions.isEmpty()) {
            current = Optional.empty();
            note.setText("");
            showIdle();
        } else if (current.filter(session::equals).isPresent()) {
            show(sessions.getLast());
        }
    }

    private void showIdle() {
        Div idle = Dom.div("idle");
        if (offered.isEmpty()) {
            idle.add(
                    Dom.text("b", "", Words.say("terminal.none")), Dom.text("p", "t2", Words.say("terminal.none.why")));
        } else {
            idle.add(
                    Dom.text("b", "", Words.say("terminal.idle")), Dom.text("p", "t2", Words.say("terminal.idle.why")));
            Div choices = Dom.row();
            offered.forEach(machine -> {
                Button connect = new Button(
                        Words.say("terminal.connect", machine.name()),
                        Icon.small("terminal"),
                        click -> open(machine.id()));
                choices.add(connect);
            });
            idle.add(choices);
        }
        body.removeAll();
        body.add(idle);
    }
}
