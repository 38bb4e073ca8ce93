package brume.portal.console;

import brume.cloud.offer.InstanceType;
import brume.portal.part.Badge;
import brume.portal.part.Dom;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.dom.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The machine types of a region to choose one from: a row each, cheapest first, with what it has and what it costs.
/// The rows are radio buttons of the browser, so arrows move among them.
final class TypeTable extends Div {

    private final String region;
    private final List<InstanceType> types;
    private final Consumer<InstanceType> onChoice;
    private final TextField find = new TextField();
    private final List<Row> rows = new ArrayList<>();
    private final Div none = Dom.div("t2 sm");
    private InstanceType chosen;

    /// A line of the table.
    private record Row(InstanceType type, Element radio, Div mark, HtmlContainer line) {}

    TypeTable(String region, List<InstanceType> types, InstanceType chosen, Consumer<InstanceType> onChoice) {
        this.region = region;
        this.types = List.copyOf(types);
        this.chosen = chosen;
        this.onChoice = onChoice;
        addClassName("types");
        find.setId("find-type");
        find.setPlaceholder(Words.say("console.wizard.type.find"));
        find.setAriaLabel(Words.say("console.wizard.type.find"));
        find.setPrefixComponent(Icon.small("search"));
        find.setClearButtonVisible(true);
        find.setValueChangeMode(ValueChangeMode.LAZY);
        find.setValueChangeTimeout(150);
        find.addValueChangeListener(change -> filter());
        none.setText(Words.say("console.noMatch.why"));
        none.setVisible(false);
        add(find, table(), none);
        getElement().setAttribute("role", "radiogroup");
        getElement().setAttribute("aria-label", Words.say("console.wizard.type"));
        mark();
        addAttachListener(shown -> ofChosen()
                .forEach(row -> row.line()
                        .getElement()
                        .executeJs("const box = this.closest('.types-scroll');"
                                + " box.scrollTop = this.offsetTop - box.clientHeight / 2;")));
    }

    InstanceType chosen() {
        return chosen;
    }

    private Stream<Row> ofChosen() {
        return rows.stream().filter(row -> row.type().equals(chosen));
    }

    /// Chooses and filters as another one does.
    void keep(TypeTable before) {
        if (types.contains(before.chosen)) {
            choose(before.chosen);
            ofChosen().forEach(row -> row.radio().setProperty("checked", true));
        }
        find.setValue(before.find.getValue());
        filter();
    }

    private Div table() {
        HtmlContainer body = Dom.tag("tbody", "rows");
        for (InstanceType type : types) {
            Row row = row(type);
            rows.add(row);
            body.add(row.line());
        }
        HtmlContainer head = Dom.tag(
                "tr",
                "row-head",
                Dom.tag("td", "pick"),
                Dom.text("th", "", Words.say("console.type")),
                Dom.text("th", "n", "vCPU"),
                Dom.text("th", "n", Words.say("console.wizard.memory")),
                Dom.text("th", "net", Words.say("console.wizard.network")),
                Dom.text("th", "n", Words.say("console.wizard.price")),
                Dom.tag("td", "mark"));
        return Dom.div("types-scroll", Dom.tag("table", "num", Dom.tag("thead", "rows", head), body));
    }

    private Row row(InstanceType type) {
        Element radio = new Element("input");
        radio.setAttribute("type", "radio");
        radio.setAttribute("name", "instance-type");
        radio.setAttribute("value", type.name());
        radio.setAttribute("id", "type-" + type.name());
        radio.setProperty("checked", type.equals(chosen));
        radio.addEventListener("change", change -> {
            choose(type);
            onChoice.accept(type);
        });
        HtmlContainer pick = Dom.tag("td", "pick");
        pick.getElement().appendChild(radio);
        HtmlContainer name = Dom.text("label", "bold", type.name());
        name.getElement().setAttribute("for", "type-" + type.name());
        HtmlContainer named = Dom.tag("td", "", name);
        if (type.freeTier()) {
            named.add(Dom.span("badge pass", Words.say("console.wizard.free")));
        }
        Div mark = Dom.div("marked-here");
        HtmlContainer row = Dom.tag(
                "tr",
                "type-row",
                pick,
                named,
                Dom.text("td", "n", Integer.toString(type.vcpus())),
                Dom.text("td", "n", Money.gib(type.memoryMib())),
                Dom.text("td", "t2 net", network(type)),
                Dom.text("td", "n", Money.perHour(type, region)),
                Dom.tag("td", "mark", mark));
        row.getElement().setAttribute("data-type", type.name());
        row.getElement()
                .executeJs("this.addEventListener('click', (e) => { if (!e.target.closest('input, label'))"
                        + " this.querySelector('input').click(); });");
        return new Row(type, radio, mark, row);
    }

    /// `Up to 5 Gbit/s` for a type that may go above its baseline for a while.
    private static String network(InstanceType type) {
        String peak = Money.number(type.networkPeakGbps());
        return Words.say(
                type.networkPeakGbps() > type.networkBaselineGbps()
                        ? "console.wizard.network.upTo"
                        : "console.wizard.network.steady",
                peak);
    }

    private void choose(InstanceType type) {
        chosen = type;
        mark();
    }

    private void mark() {
        for (Row row : rows) {
            boolean isChosen = row.type().equals(chosen);
            row.line().getElement().getClassList().set("chosen", isChosen);
            row.mark().removeAll();
            if (isChosen) {
                row.mark()
                        .add(new Badge(Icon.small("check"), Badge.Tone.PRIMARY, Words.say("console.wizard.selected")));
            }
        }
    }

    /// Every word must be found in the name or among the figures; the chosen row always stays.
    private void filter() {
        List<String> words =
                List.of(find.getValue().toLowerCase(Locale.ROOT).strip().split("\\s+"));
        boolean any = false;
        for (Row row : rows) {
            InstanceType type = row.type();
            String all = String.join(
                            " ",
                            type.name(),
                            type.vcpus() + " vcpu",
                            Money.gib(type.memoryMib()),
                            type.freeTier() ? Words.say("console.wizard.free") : "")
                    .toLowerCase(Locale.ROOT);
            boolean shown = words.stream().allMatch(all::contains);
            any |= shown;
            row.line().setVisible(shown || type.equals(chosen));
        }
        none.setVisible(!any);
    }
}
