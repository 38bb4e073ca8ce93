package brume.portal.console;

import brume.cloud.AwsRegion;
import brume.cloud.Cloud;
import brume.cloud.compute.InstanceState;
import brume.cloud.network.SecurityGroup;
import brume.cloud.network.SecurityGroupRule;
import brume.portal.part.Dom;
import brume.portal.part.EmptyState;
import brume.portal.part.StateBadge;
import brume.portal.part.Words;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Div;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The machines of a region and what is let in to them, as the console lists them, to be read only: nothing in it can
/// be
/// pressed.
public final class Inventory extends Div {

    private final AwsRegion aws;
    private Seen drawn = new Seen(List.of(), Map.of());
    private boolean isDrawn;

    private record Seen(List<InstanceRow> machines, Map<SecurityGroup, List<SecurityGroupRule>> groups) {}

    public Inventory(Cloud cloud, String region) {
        aws = cloud.aws(region);
        addClassName("inventory");
    }

    /// Shows what is there now.
    public void refresh() {
        List<InstanceRow> machines = InstanceRow.all(aws.state(), aws.region().name(), aws.now());
        Map<SecurityGroup, List<SecurityGroupRule>> groups = machines.stream()
                .flatMap(row -> row.groups().stream())
                .distinct()
                .collect(Collectors.toMap(group -> group, this::inbound));
        Seen now = new Seen(machines, groups);
        if (!isDrawn || !now.equals(drawn)) {
            isDrawn = true;
            drawn = now;
            draw();
        }
    }

    private List<SecurityGroupRule> inbound(SecurityGroup group) {
        return aws.securityGroups().rules().of(aws.state(), group.id()).stream()
                .filter(rule -> !rule.egress())
                .sorted(Comparator.comparing(rule -> rule.traffic().fromPort()))
                .toList();
    }

    /// In the language of the person.
    public void draw() {
        removeAll();
        if (drawn.machines().isEmpty()) {
            add(new EmptyState(Words.say("console.instances.empty"), Words.say("console.inventory.empty.why")));
            return;
        }
        HtmlContainer rows = Dom.tag("tbody", "rows");
        drawn.machines().forEach(machine -> rows.add(row(machine)));
        add(table(
                "console.page.instances",
                rows,
                "console.name.column",
                "console.instances.id",
                "console.state",
                "console.type",
                "console.publicIp",
                "console.privateIp",
                "console.group"));
        HtmlContainer rules = Dom.tag("tbody", "rows");
        drawn.groups().entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().name()))
                .forEach(entry -> rows(entry.getKey(), entry.getValue()).forEach(rules::add));
        add(table(
                "console.groups.inbound",
                rules,
                "console.group",
                "console.protocol",
                "console.port",
                "console.source",
                "console.description"));
    }

    private static HtmlContainer table(String title, HtmlContainer rows, String... columns) {
        HtmlContainer head = Dom.tag("tr", "row-head");
        for (String column : columns) {
            head.add(Dom.text("th", "", Words.say(column)));
        }
        HtmlContainer table = Dom.tag("table", "con-rules", Dom.tag("thead", "rows", head), rows);
        table.getElement().setAttribute("aria-label", Words.say(title));
        Div scroll = Dom.div("con-scroll", table);
        scroll.getElement().setAttribute("tabindex", "0");
        scroll.getElement().setAttribute("role", "region");
        scroll.getElement().setAttribute("aria-label", Words.say(title));
        return Dom.tag("section", "rules", Dom.div("row rules-head", Dom.heading(3, Words.say(title))), scroll);
    }

    private static HtmlContainer row(InstanceRow machine) {
        HtmlContainer row = Dom.tag(
                "tr",
                machine.state() == InstanceState.TERMINATED ? "row-line gone" : "row-line",
                Dom.text("td", "cell", machine.name()),
                Dom.tag("td", "cell", Dom.mono(machine.id())),
                Dom.tag("td", "cell", new StateBadge(machine.state().word())),
                Dom.text("td", "cell", machine.instance().type()),
                Dom.tag("td", "cell", Dom.mono(machine.publicText())),
                Dom.tag("td", "cell", Dom.mono(machine.privateText())),
                Dom.text("td", "cell", machine.groupNames()));
        row.getElement().setAttribute("data-machine", machine.id());
        return row;
    }

    private static Stream<HtmlContainer> rows(SecurityGroup group, List<SecurityGroupRule> rules) {
        if (rules.isEmpty()) {
            HtmlContainer none = Dom.text("td", "cell t2", Words.say("console.groups.noneIn"));
            none.getElement().setAttribute("colspan", "4");
            return Stream.of(Dom.tag("tr", "row-line", Dom.text("td", "cell", group.name()), none));
        }
        return rules.stream()
                .map(rule -> Dom.tag(
                        "tr",
                        "row-line",
                        Dom.text("td", "cell", group.name()),
                        Dom.text("td", "cell", Rules.protocol(rule.traffic())),
                        Dom.text("td", "cell num", Rules.ports(rule.traffic())),
                        Dom.tag("td", "cell", Dom.mono(Rules.peer(rule.peer()))),
                        Dom.text("td", "cell", rule.description())));
    }
}
