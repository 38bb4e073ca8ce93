package brume.portal.console;

import brume.cloud.network.SecurityGroup;
import brume.cloud.network.SecurityGroupRule;
import brume.portal.part.CopyButton;
import brume.portal.part.Dom;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Security groups, and below the selected one its rules in both directions.
final class SecurityGroupsPage extends Page {

    private final Listing<SecurityGroup> listing;
    private final Div details = Dom.div("con-details");
    private Optional<Drawn> drawn = Optional.empty();
    private final Button delete = new Button(Words.say("console.delete"), click -> delete());

    /// What stands below the list, to see whether it has changed.
    private record Drawn(SecurityGroup group, List<SecurityGroupRule> in, List<SecurityGroupRule> out) {}

    SecurityGroupsPage(Console console) {
        super(console);
        listing = new Listing<>(
                        "groups",
                        SecurityGroup::id,
                        group -> List.of(group.name(), group.id(), group.vpcId(), group.description()),
                        this::refresh,
                        createButton())
                .selectable(console::chosen)
                .showing(group -> rules(group, false).size())
                .mono("ID", SecurityGroup::id)
                .text(Words.say("console.name.column"), SecurityGroup::name)
                .mono("VPC", SecurityGroup::vpcId)
                .text(Words.say("console.description"), SecurityGroup::description)
                .text(
                        Words.say("console.groups.inbound"),
                        group -> Integer.toString(rules(group, false).size()));
        delete.addClassName("compact");
        listing.action(delete, createButton());
        listing.onSelect(this::showDetails);
        add(listing, details);
    }

    private Button createButton() {
        Button create = new Button(Words.say("console.groups.create"), click -> create());
        create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        create.addClassName("compact");
        create.setId("create-security-group");
        return create;
    }

    @Override
    void select(String id) {
        listing.select(id);
    }

    @Override
    void keep(Page before) {
        if (before instanceof SecurityGroupsPage same) {
            listing.keep(same.listing);
        }
    }

    @Override
    void refresh() {
        listing.show(desk.aws().securityGroups().describe(List.of(), List.of()));
    }

    private List<SecurityGroupRule> rules(SecurityGroup group, boolean egress) {
        return desk.aws().securityGroups().rules().of(desk.state(), group.id()).stream()
                .filter(rule -> rule.egress() == egress)
                .sorted(Comparator.comparing(rule -> rule.traffic().fromPort()))
                .toList();
    }

    private void showDetails() {
        delete.setEnabled(!listing.selection().isEmpty());
        Optional<SecurityGroup> selected = listing.selected();
        Optional<Drawn> now = selected.map(group -> new Drawn(group, rules(group, false), rules(group, true)));
        if (!now.equals(drawn)) {
            drawn = now;
            details.removeAll();
            selected.ifPresent(group -> details.add(
                    Dom.div(
                            "row con-title",
                            Dom.heading(3, group.name()),
                            Dom.mono(group.id()),
                            new CopyButton(group.id())),
                    rules(group, "console.groups.inbound", false),
                    rules(group, "console.groups.outbound", true)));
        }
    }

    private HtmlContainer rules(SecurityGroup group, String title, boolean egress) {
        Button add = new Button(
                Words.say(egress ? "console.groups.addOutbound" : "console.groups.addRule"),
                Icon.small("plus"),
                click -> addRule(group, egress));
        add.addClassName("compact");
        add.setId(egress ? "add-outbound-rule" : "add-rule");
        return Dom.tag(
                "section",
                "rules",
                Dom.div("row rules-head wrap", Dom.heading(4, Words.say(title)), Dom.gap(), add),
                Dom.div("con-scroll", table(group, egress)));
    }

    private HtmlContainer table(SecurityGroup group, boolean egress) {
        HtmlContainer body = Dom.tag("tbody", "rows");
        List<SecurityGroupRule> rules = rules(group, egress);
        for (SecurityGroupRule rule : rules) {
            Button remove = new Button(Words.say("console.remove"), click -> revoke(group, rule));
            remove.addClassName("link");
            remove.setAriaLabel(Words.say("console.remove") + " " + rule.id());
            body.add(Dom.tag(
                    "tr",
                    "row-line",
                    Dom.tag("td", "cell", Dom.mono(rule.id())),
                    Dom.text("td", "cell", Rules.protocol(rule.traffic())),
                    Dom.text("td", "cell num", Rules.ports(rule.traffic())),
                    Dom.tag("td", "cell", Dom.mono(Rules.peer(rule.peer()))),
                    Dom.text("td", "cell", rule.description()),
                    Dom.tag("td", "cell go", remove)));
        }
        if (rules.isEmpty()) {
            HtmlContainer none =
                    Dom.text("td", "cell t2", Words.say(egress ? "console.groups.noneOut" : "console.groups.noneIn"));
            none.getElement().setAttribute("colspan", "6");
            body.add(Dom.tag("tr", "row-line", none));
        }
        HtmlContainer head = Dom.tag("tr", "row-head");
        for (String title : List.of(
                Words.say(egress ? "console.groups.outboundRule" : "console.groups.inboundRule"),
                Words.say("console.protocol"),
                Words.say("console.port"),
                Words.say(egress ? "console.destination" : "console.source"),
                Words.say("console.description"))) {
            head.add(Dom.text("th", "", title));
        }
        head.add(Dom.tag("td", "go"));
        return Dom.tag("table", "con-rules", Dom.tag("thead", "rows", head), body);
    }

    private void create() {
        TextField name = new TextField(Words.say("console.name.column"));
        name.setId("group-name");
        TextField description = new TextField(Words.say("console.description"));
        description.setId("group-description");
        Ask.form(
                console,
                Words.say("console.groups.create"),
                Words.say("console.groups.create"),
                () -> created(
                        console.act(
                                () -> Words.say("console.groups.created", name.getValue()),
                                "aws ec2 create-security-group --group-name " + Shell.quoted(name.getValue())
                                        + " --description " + Shell.quoted(description.getValue()),
                                () -> desk.aws()
                                        .securityGroups()
                                        .create(
                                                desk.caller(),
                                                name.getValue().strip(),
                                                description.getValue().strip(),
                                                Optional.empty(),
                                                Map.of())),
                        name.getValue().strip()),
                name,
                description);
    }

    /// Shows the new group's rules: the next thing that anybody wants.
    private boolean created(boolean done, String name) {
        if (done) {
            desk.aws().securityGroups().describe(List.of(), List.of()).stream()
                    .filter(group -> group.name().equals(name))
                    .findFirst()
                    .ifPresent(group -> listing.select(group.id()));
        }
        return done;
    }

    private void addRule(SecurityGroup group, boolean egress) {
        RuleForm form = new RuleForm(egress);
        String title = Words.say(egress ? "console.groups.addOutbound" : "console.groups.addRule");
        Ask.form(
                console,
                title,
                title,
                () -> console.act(
                        () -> Words.say("console.groups.ruleAdded", group.name()),
                        form.command(group.id()),
                        () -> desk.aws()
                                .securityGroups()
                                .rules()
                                .authorize(desk.caller(), group.id(), egress, List.of(form.permission()), Map.of())),
                form);
    }

    private void revoke(SecurityGroup group, SecurityGroupRule rule) {
        console.act(
                () -> Words.say("console.groups.ruleRemoved", rule.id()),
                "aws ec2 revoke-security-group-" + (rule.egress() ? "egress" : "ingress") + " --group-id " + group.id()
                        + " --security-group-rule-ids " + rule.id(),
                () -> desk.aws()
                        .securityGroups()
                        .rules()
                        .revokeById(desk.caller(), group.id(), rule.egress(), List.of(rule.id())));
    }

    private void delete() {
        List<SecurityGroup> groups = listing.selection();
        List<String> names = groups.stream().map(SecurityGroup::name).toList();
        Ask.loss(
                console,
                Words.say("console.groups.delete", names.size(), names.getFirst()),
                Words.say("console.groups.delete.what"),
                Words.say("console.delete"),
                () -> console.act(
                        () -> Words.say("console.groups.deleted", names.size(), String.join(", ", names)),
                        groups.stream()
                                .map(group -> "aws ec2 delete-security-group --group-id " + group.id())
                                .collect(Collectors.joining("; ")),
                        () -> groups.forEach(
                                group -> desk.aws().securityGroups().delete(desk.caller(), group.id()))));
    }
}
