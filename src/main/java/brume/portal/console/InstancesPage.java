package brume.portal.console;

import brume.cloud.compute.InstanceState;
import brume.portal.part.Dom;
import brume.portal.part.Icon;
import brume.portal.part.StateBadge;
import brume.portal.part.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.menubar.MenuBar;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The instances of the region: their states as they change, what can be done with the selected one, its details below.
final class InstancesPage extends Page {

    private final Listing<InstanceRow> listing;
    private final Div details = Dom.div("con-details");
    private final Button connect = new Button(Words.say("console.connect"), click -> connect());
    private final MenuBar power = new MenuBar();
    private final InstanceDetails tabs;
    private Set<InstanceState> offered = Set.of();

    InstancesPage(Console console) {
        super(console);
        tabs = new InstanceDetails(desk);
        listing = new Listing<>(
                        "instances", InstanceRow::id, InstanceRow::texts, this::refresh, launchButton("launch-first"))
                .selectable(console::chosen)
                .look(row -> row.state() == InstanceState.TERMINATED ? "gone" : "")
                .text(Words.say("console.name.column"), InstanceRow::name)
                .part(Words.say("console.instances.id"), this::idLink)
                .part(
                        Words.say("console.state"),
                        row -> new StateBadge(row.state().word()))
                .text(Words.say("console.type"), row -> row.instance().type())
                .part(Words.say("console.instances.checks"), InstancesPage::checks)
                .mono(Words.say("console.zone"), row -> row.instance().zone())
                .mono(Words.say("console.publicIp"), InstanceRow::publicText)
                .mono(Words.say("console.privateIp"), InstanceRow::privateText)
                .text(Words.say("console.group"), InstanceRow::groupNames);
        connect.addClassName("compact");
        connect.setId("connect-instance");
        listing.action(connect, power, launchButton("launch-instances"));
        listing.onSelect(this::showDetails);
        add(listing, details);
        fill(power, offered);
    }

    @Override
    void select(String id) {
        listing.select(id);
    }

    @Override
    void keep(Page before) {
        if (before instanceof InstancesPage same) {
            listing.keep(same.listing);
            tabs.keep(same.tabs);
        }
    }

    private Button launchButton(String id) {
        Button launch = new Button(Words.say("console.launch"), click -> console.open(PageName.LAUNCH));
        launch.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        launch.addClassName("compact");
        launch.setId(id);
        return launch;
    }

    private Component idLink(InstanceRow row) {
        Button link = new Button(row.id(), click -> listing.select(row.id()));
        link.addClassNames("link", "mono");
        return link;
    }

    private static Component checks(InstanceRow row) {
        if (row.state() != InstanceState.RUNNING) {
            return Dom.span("t3", "–");
        }
        return row.checked()
                ? Dom.div("state tone-pass", Icon.small("check"), Dom.span("", Words.say("console.instances.passed")))
                : Dom.div(
                        "state tone-pending",
                        Icon.small("loader-circle").turning(),
                        Dom.span("", Words.say("console.instances.initialising")));
    }

    @Override
    void refresh() {
        List<InstanceRow> rows =
                InstanceRow.all(desk.state(), desk.regionName(), desk.aws().now());
        listing.show(rows);
        if (rows.stream().anyMatch(InstanceRow::isMoving)) {
            console.refreshSoon();
        }
    }

    private void showDetails() {
        List<InstanceRow> rows = listing.selection();
        connect.setEnabled(listing.selected()
                .filter(row -> row.state() == InstanceState.RUNNING)
                .isPresent());
        Set<InstanceState> states = rows.stream().map(InstanceRow::state).collect(Collectors.toSet());
        if (!states.equals(offered)) {
            offered = states;
            fill(power, states);
        }
        tabs.show(details, listing.selected());
        if (rows.size() > 1) {
            details.removeAll();
            details.add(Dom.text("p", "panel-head t2", Words.say("console.instances.several", rows.size())));
        }
    }

    private void fill(MenuBar menu, Set<InstanceState> selected) {
        menu.removeAll();
        var top = menu.addItem(Words.say("console.instances.power"));
        top.setEnabled(!selected.isEmpty());
        top.add(Icon.small("chevron-down"));
        boolean running = selected.equals(Set.of(InstanceState.RUNNING));
        boolean stopped = selected.equals(Set.of(InstanceState.STOPPED));
        boolean there = !selected.contains(InstanceState.TERMINATED) && !selected.contains(InstanceState.SHUTTING_DOWN);
        var under = top.getSubMenu();
        under.addItem(Words.say("console.instances.start"), click -> power("start"))
                .setEnabled(stopped);
        under.addItem(Words.say("console.instances.stop"), click -> stop()).setEnabled(running);
        under.addItem(Words.say("console.instances.reboot"), click -> power("reboot"))
                .setEnabled(running);
        under.addItem(Words.say("console.instances.terminate"), click -> terminate())
                .setEnabled(there && !selected.isEmpty());
    }

    private void connect() {
        listing.selected().ifPresent(row -> desk.connect().accept(row.id()));
    }

    /// Several at once are stopped only after a question; one alone can be started again as easily.
    private void stop() {
        if (listing.selection().size() > 1) {
            Ask.loss(
                    console,
                    Words.say("console.instances.stop.ask", listing.selection().size()),
                    Words.say("console.instances.stop.what", names()),
                    Words.say("console.instances.stop"),
                    () -> power("stop"));
        } else {
            power("stop");
        }
    }

    private void terminate() {
        List<InstanceRow> rows = listing.selection();
        InstanceRow first = rows.getFirst();
        Ask.loss(
                console,
                rows.size() > 1
                        ? Words.say("console.instances.terminate.several", rows.size())
                        : Words.say("console.instances.terminate.ask", first.name(), first.id()),
                rows.size() > 1
                        ? Words.say("console.instances.terminate.whats", names())
                        : Words.say("console.instances.terminate.what"),
                Words.say("console.instances.terminate"),
                () -> power("terminate"));
    }

    private String names() {
        return listing.selection().stream()
                .map(row -> row.name() + " (" + row.id() + ")")
                .collect(Collectors.joining(", "));
    }

    private boolean power(String verb) {
        List<String> ids = listing.selection().stream().map(InstanceRow::id).toList();
        return console.act(
                () -> Words.say("console.instances.done." + verb, ids.size(), String.join(", ", ids)),
                "aws ec2 " + verb + "-instances --instance-ids " + String.join(" ", ids),
                () -> {
                    var instances = desk.aws().instances();
                    switch (verb) {
                        case "start" -> instances.start(desk.caller(), ids);
                        case "stop" -> instances.stop(desk.caller(), ids, false, false);
                        case "reboot" -> instances.reboot(desk.caller(), ids);
                        case "terminate" -> instances.terminate(desk.caller(), ids);
                        default -> throw new IllegalArgumentException(verb);
                    }
                });
    }
}
