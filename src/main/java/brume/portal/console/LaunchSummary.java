package brume.portal.console;

import brume.portal.part.CopyButton;
import brume.portal.part.Dom;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.IntegerField;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// At the side of the wizard: what will be made, what a month of it costs, the button, and the command.
final class LaunchSummary extends Div {

    /// Per hour and public address, per GB and month of gp3: `offers/aws.json`, Paris, 2026.
    private static final BigDecimal ADDRESS_PER_HOUR = new BigDecimal("0.005");

    private static final BigDecimal GP3_PER_MONTH = new BigDecimal("0.0928");

    private final Div facts = Dom.div("summary-facts");
    private final Div typed = Dom.div("summary-typed");

    LaunchSummary(Runnable cancel, Runnable launch, IntegerField count) {
        Button stop = new Button(Words.say("console.cancel"), click -> cancel.run());
        Button go = new Button(Words.say("console.wizard.launch"), click -> launch.run());
        go.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        go.setId("launch-now");
        add(
                Dom.tag(
                        "section",
                        "card summary",
                        Dom.heading(3, Words.say("console.wizard.summary")),
                        count,
                        facts,
                        Dom.div("row summary-buttons", stop, Dom.gap(), go)),
                typed);
    }

    void show(LaunchWish wish, String changed) {
        facts.removeAll();
        HtmlContainer list = Dom.tag("dl", "kv");
        fact(list, Words.say("console.name.column"), Dom.bold(wish.name().isBlank() ? "–" : wish.name()));
        fact(list, Words.say("console.image"), Dom.bold(wish.image().os().prettyName()));
        fact(
                list,
                Words.say("console.type"),
                Dom.bold(wish.type().name() + ", " + wish.type().vcpus() + " vCPU, "
                        + Money.gib(wish.type().memoryMib())));
        fact(
                list,
                Words.say("console.subnet"),
                Dom.bold(wish.subnet()
                        .map(subnet -> subnet.zone() + ", " + subnet.cidr())
                        .orElseGet(() -> Words.say("console.wizard.subnet.any"))));
        fact(
                list,
                Words.say("console.wizard.public"),
                Dom.bold(Words.say(wish.publicAddress() ? "console.wizard.public.yes" : "console.wizard.public.no")));
        fact(
                list,
                Words.say("console.key"),
                wish.keyName().<Component>map(Dom::bold).orElseGet(this::missing));
        fact(
                list,
                Words.say("console.group"),
                wish.group().<Component>map(group -> Dom.bold(group.name())).orElseGet(this::missing));
        fact(
                list,
                Words.say("console.tab.storage"),
                Dom.bold(Words.say("console.wizard.volume", wish.image().rootSizeGib())));
        facts.add(list, cost(wish));
        showCommand(wish, changed);
    }

    private Component missing() {
        return Dom.div(
                "state tone-warn", Icon.small("triangle-alert"), Dom.span("", Words.say("console.wizard.missing")));
    }

    private HtmlContainer cost(LaunchWish wish) {
        HtmlContainer table = Dom.tag("table", "cost num");
        BigDecimal machines = BigDecimal.valueOf(wish.count());
        Optional<BigDecimal> hour = wish.type().usdPerHour(wish.region());
        BigDecimal compute =
                hour.orElse(BigDecimal.ZERO).multiply(Money.HOURS_PER_MONTH).multiply(machines);
        BigDecimal address = wish.publicAddress()
                ? ADDRESS_PER_HOUR.multiply(Money.HOURS_PER_MONTH).multiply(machines)
                : BigDecimal.ZERO;
        BigDecimal disk = GP3_PER_MONTH
                .multiply(BigDecimal.valueOf(wish.image().rootSizeGib()))
                .multiply(machines);
        line(table, wish.type().name(), Money.perHour(wish.type(), wish.region()), Money.usd(compute, 2));
        if (wish.publicAddress()) {
            line(
                    table,
                    Words.say("console.publicIp"),
                    Words.say("console.wizard.perHour", Money.usd(ADDRESS_PER_HOUR, 4)),
                    Money.usd(address, 2));
        }
        line(
                table,
                Words.say("console.wizard.volume", wish.image().rootSizeGib()),
                Words.say("console.wizard.perGib", Money.usd(GP3_PER_MONTH, 4)),
                Money.usd(disk, 2));
        line(
                table,
                Words.say("console.wizard.month"),
                "",
                Money.usd(compute.add(address).add(disk), 2) + " USD");
        return table;
    }

    private void showCommand(LaunchWish wish, String changed) {
        HtmlContainer code = Dom.tag("pre", "typed-lines");
        List<LaunchWish.Line> lines = wish.command();
        for (LaunchWish.Line line : lines) {
            boolean marked = !changed.isEmpty() && line.option().equals(changed);
            boolean last = line == lines.getLast();
            code.add(coloured(line.text() + (last ? "" : " \\"), marked));
        }
        typed.removeAll();
        typed.add(Dom.tag(
                "section",
                "typed-panel",
                Dom.div(
                        "row typed-head",
                        Icon.small("terminal"),
                        Dom.span("", Words.say("console.wizard.typed")),
                        Dom.gap(),
                        new CopyButton(wish.typed())),
                code,
                Dom.div(
                        "row typed-note",
                        Icon.small("info"),
                        Dom.span(
                                "",
                                Words.say(changed.isEmpty() ? "console.wizard.typed.why" : "console.wizard.marked")))));
    }

    /// The option in one colour, what is quoted in another.
    private static HtmlContainer coloured(String text, boolean marked) {
        HtmlContainer line = Dom.tag("span", marked ? "typed-line marked" : "typed-line");
        int space = text.indexOf(' ');
        String option = text.startsWith("--") && space > 0 ? text.substring(0, space) : "";
        String rest = text.substring(option.length());
        line.add(Dom.span("option", option), Dom.span(rest.startsWith(" '") ? "quoted" : "", rest));
        return line;
    }

    private static void fact(HtmlContainer list, String label, Component value) {
        list.add(Dom.tag("div", "fact", Dom.text("dt", "", label), Dom.tag("dd", "value", value)));
    }

    private static void line(HtmlContainer table, String what, String price, String month) {
        table.add(Dom.tag(
                "tr",
                "cost-line",
                Dom.text("td", "", what),
                Dom.text("td", "t2", price),
                Dom.text("td", "amount", month)));
    }
}
