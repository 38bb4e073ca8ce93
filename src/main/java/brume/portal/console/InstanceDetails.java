package brume.portal.console;

import brume.cloud.compute.ConsoleText;
import brume.cloud.compute.Instance;
import brume.cloud.network.SecurityGroup;
import brume.cloud.network.SecurityGroupRule;
import brume.cloud.storage.block.Volume;
import brume.portal.part.CopyButton;
import brume.portal.part.Dom;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The panel below the list: one instance, in tabs.
final class InstanceDetails {

    private static final List<String> NAMES = List.of("details", "security", "storage", "tags", "console");

    private final Desk desk;
    private int chosen;
    private Optional<Drawn> drawn = Optional.empty();

    /// What the panel shows, to see whether it has changed.
    private record Drawn(InstanceRow row, String output, List<SecurityGroupRule> rules, List<Volume> volumes) {}

    InstanceDetails(Desk desk) {
        this.desk = desk;
    }

    void keep(InstanceDetails before) {
        chosen = before.chosen;
    }

    /// Draws the row into its place; a row that is as it was drawn last is left alone.
    void show(Div place, Optional<InstanceRow> row) {
        Optional<Drawn> now = row.map(one -> new Drawn(one, output(one.id()), rules(one), volumes(one)));
        if (now.equals(drawn) && place.getComponentCount() > 0) {
            return;
        }
        drawn = now;
        place.removeAll();
        row.ifPresent(one -> place.add(panel(one)));
    }

    private Component panel(InstanceRow row) {
        Div panel = Dom.div("panel");
        Tabs tabs = new Tabs();
        NAMES.forEach(name -> tabs.add(new Tab(Words.say("console.tab." + name))));
        tabs.setSelectedIndex(chosen);
        tabs.getElement().setAttribute("aria-label", row.id());
        Div body = Dom.div("panel-body", body(row));
        tabs.addSelectedChangeListener(change -> {
            chosen = tabs.getSelectedIndex();
            body.removeAll();
            body.add(body(row));
        });
        panel.add(
                Dom.div("row panel-head", Dom.bold(row.name()), Dom.mono(row.id()), new CopyButton(row.id())),
                tabs,
                body);
        return panel;
    }

    private Component body(InstanceRow row) {
        return switch (NAMES.get(chosen)) {
            case "details" -> details(row);
            case "security" -> security(row);
            case "storage" -> storage(row);
            case "tags" -> tags(row);
            default -> consoleOutput(row);
        };
    }

    private Component details(InstanceRow row) {
        Instance instance = row.instance();
        HtmlContainer facts = Dom.tag("dl", "kv");
        fact(facts, Words.say("console.publicIp"), publicAddress(row));
        fact(facts, Words.say("console.privateIp"), copied(row.privateText()));
        fact(facts, Words.say("console.image"), copied(instance.imageId()));
        fact(facts, Words.say("console.type"), Dom.span("", instance.type()));
        fact(facts, Words.say("console.key"), Dom.span("", instance.keyName().orElse("–")));
        fact(facts, "VPC", copied(instance.vpcId()));
        fact(facts, Words.say("console.subnet"), copied(instance.subnetId()));
        fact(facts, Words.say("console.launched"), Dom.span("num", Times.say(instance.launchedAt())));
        return facts;
    }

    private Component publicAddress(InstanceRow row) {
        return row.publicAddress()
                .<Component>map(address -> {
                    Button preview = new Button(
                            Words.say("console.preview"),
                            Icon.small("app-window"),
                            click -> desk.preview().accept(address.toString()));
                    preview.addClassName("link");
                    return Dom.row(Dom.mono(address.toString()), new CopyButton(address.toString()), preview);
                })
                .orElseGet(() -> Dom.span("t3", "–"));
    }

    private static Component copied(String id) {
        return Dom.row(Dom.mono(id), new CopyButton(id));
    }

    private List<SecurityGroupRule> rules(InstanceRow row) {
        return row.groups().stream()
                .flatMap(group -> desk.aws().securityGroups().rules().of(desk.state(), group.id()).stream())
                .filter(rule -> !rule.egress())
                .toList();
    }

    private Component security(InstanceRow row) {
        HtmlContainer body = Dom.tag("tbody", "rows");
        for (SecurityGroupRule rule : rules(row)) {
            String group = row.groups().stream()
                    .filter(one -> one.id().equals(rule.groupId()))
                    .map(SecurityGroup::name)
                    .collect(Collectors.joining());
            body.add(line(
                    Dom.mono(rule.id()),
                    Dom.span("", Rules.protocol(rule.traffic())),
                    Dom.span("num", Rules.ports(rule.traffic())),
                    Dom.mono(Rules.peer(rule.peer())),
                    Dom.span("", group)));
        }
        return table(
                body,
                Words.say("console.groups.inboundRule"),
                Words.say("console.protocol"),
                Words.say("console.port"),
                Words.say("console.source"),
                Words.say("console.group"));
    }

    private List<Volume> volumes(InstanceRow row) {
        return List.copyOf(desk.state().by(Volume.KIND, Volume.BY_INSTANCE, row.id()));
    }

    private Component storage(InstanceRow row) {
        HtmlContainer body = Dom.tag("tbody", "rows");
        for (Volume volume : volumes(row)) {
            body.add(line(
                    Dom.mono(volume.id()),
                    Dom.mono(volume.attachment().map(found -> found.device()).orElse("–")),
                    Dom.span("num", Words.say("console.gib", volume.sizeGib())),
                    Dom.span("", volume.type())));
        }
        return table(
                body,
                Words.say("console.volume"),
                Words.say("console.device"),
                Words.say("console.size"),
                Words.say("console.type"));
    }

    private Component tags(InstanceRow row) {
        HtmlContainer body = Dom.tag("tbody", "rows");
        row.tags().forEach((key, value) -> body.add(line(Dom.span("", key), Dom.span("", value))));
        return table(body, Words.say("console.tagKey"), Words.say("console.tagValue"));
    }

    private String output(String id) {
        return desk.state().find(ConsoleText.KIND, id).map(ConsoleText::text).orElse("");
    }

    private Component consoleOutput(InstanceRow row) {
        String text = output(row.id());
        HtmlContainer shown = Dom.text("pre", "con-output", text.isEmpty() ? Words.say("console.noOutput") : text);
        shown.getElement().setAttribute("tabindex", "0");
        shown.getElement().setAttribute("role", "region");
        shown.getElement().setAttribute("aria-label", Words.say("console.tab.console"));
        return shown;
    }

    private static HtmlContainer table(HtmlContainer body, String... titles) {
        HtmlContainer head = Dom.tag("tr", "row-head");
        for (String title : titles) {
            head.add(Dom.text("th", "", title));
        }
        return Dom.div("con-scroll", Dom.tag("table", "con-rules", Dom.tag("thead", "rows", head), body));
    }

    private static HtmlContainer line(Component... cells) {
        HtmlContainer line = Dom.tag("tr", "row-line");
        for (Component cell : cells) {
            line.add(Dom.tag("td", "cell", cell));
        }
        return line;
    }

    private static void fact(HtmlContainer facts, String label, Component value) {
        facts.add(Dom.tag("div", "fact", Dom.text("dt", "", label), Dom.tag("dd", "value", value)));
    }
}
