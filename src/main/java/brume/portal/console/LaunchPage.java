package brume.portal.console;

import brume.cloud.compute.Image;
import brume.cloud.compute.KeyPair;
import brume.cloud.compute.Reservation;
import brume.cloud.network.SecurityGroup;
import brume.cloud.offer.Architecture;
import brume.cloud.offer.AwsOffer;
import brume.cloud.offer.InstanceType;
import brume.portal.part.Dom;
import brume.portal.part.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The launch wizard: one page of sections, the summary with its cost and the command at the side. The option changed
/// last is marked in the command.
final class LaunchPage extends Page {

    private static final int MOST = 20;

    private final TextField name = new TextField(Words.say("console.name.column"));
    private final TextArea tags = new TextArea(Words.say("console.wizard.tags"));
    private final RadioButtonGroup<Image> image = new RadioButtonGroup<>();
    private final ComboBox<InstanceType> type = new ComboBox<>();
    private final Select<KeyPair> key = new Select<>();
    private final Select<SecurityGroup> group = new Select<>();
    private final Div keyWarning = Dom.div("field-warning", Dom.span("", Words.say("console.wizard.key.none")));
    private final Div groupWarning = Dom.div("field-warning", Dom.span("", Words.say("console.wizard.group.none")));
    private final RadioButtonGroup<Boolean> publicAddress = new RadioButtonGroup<>();
    private final TextArea userData = new TextArea(Words.say("console.wizard.userData"));
    private final IntegerField count = new IntegerField(Words.say("console.wizard.count"));
    private final LaunchSummary summary;
    private String changed = "";

    LaunchPage(Console console) {
        super(console);
        summary = new LaunchSummary(() -> console.open(PageName.INSTANCES), this::launch, count);
        addClassName("wizard");
        fields();
        add(
                Dom.div(
                        "wizard-main",
                        Dom.heading(2, Words.say("console.wizard.title")),
                        section(Words.say("console.wizard.names"), name, tags),
                        section(Words.say("console.wizard.image"), image),
                        section(Words.say("console.wizard.type"), type),
                        section(Words.say("console.wizard.key"), key, keyWarning),
                        section(Words.say("console.wizard.network"), publicAddress, group, groupWarning),
                        section(Words.say("console.wizard.userData"), userData)),
                Dom.div("wizard-side", summary));
        listen();
    }

    private static HtmlContainer section(String title, Component... fields) {
        HtmlContainer section = Dom.tag("section", "card wizard-section", Dom.heading(3, title));
        section.add(fields);
        return section;
    }

    private void fields() {
        name.setId("launch-name");
        name.setMaxLength(256);
        tags.setId("launch-tags");
        tags.setHelperText(Words.say("console.wizard.tags.help"));
        tags.setMaxLength(4096);
        image.setId("launch-image");
        image.addClassName("choices");
        image.setItemLabelGenerator(found -> found.os().prettyName() + "  " + found.id());
        image.setItems(desk.aws().images().describe(List.of()).stream()
                .filter(found -> found.architecture() == Architecture.X86_64)
                .toList());
        image.getListDataView().getItems().findFirst().ifPresent(image::setValue);
        type.setId("launch-type");
        type.setItems(AwsOffer.instanceTypes().stream()
                .filter(found -> found.usdPerHour(desk.regionName()).isPresent())
                .sorted(Comparator.comparing(
                        found -> found.usdPerHour(desk.regionName()).orElseThrow()))
                .toList());
        type.setItemLabelGenerator(found -> found.name() + "   " + found.vcpus() + " vCPU, "
                + Money.gib(found.memoryMib()) + "   " + Money.perHour(found, desk.regionName()));
        AwsOffer.instanceType("t3.micro").ifPresent(type::setValue);
        key.setId("launch-key");
        key.setItems(desk.aws().keyPairs().describe(List.of(), List.of()));
        key.setItemLabelGenerator(found ->
                found == null ? "–" : found.name() + "  (" + found.type().word() + ")");
        key.setEmptySelectionAllowed(true);
        group.setId("launch-group");
        group.setItems(desk.aws().securityGroups().describe(List.of(), List.of()));
        group.setLabel(Words.say("console.group"));
        group.setItemLabelGenerator(
                found -> found == null ? Words.say("console.wizard.default") : found.name() + "  " + found.id());
        group.setEmptySelectionAllowed(true);
        publicAddress.setLabel(Words.say("console.wizard.public"));
        publicAddress.setItems(true, false);
        publicAddress.setItemLabelGenerator(
                yes -> Words.say(yes ? "console.wizard.public.yes" : "console.wizard.public.no"));
        publicAddress.setValue(true);
        userData.setHelperText(Words.say("console.wizard.userData.help"));
        userData.setId("launch-user-data");
        userData.setMaxLength(16_384);
        userData.addClassName("mono");
        count.setValue(1);
        count.setMin(1);
        count.setMax(MOST);
        count.setStepButtonsVisible(true);
    }

    private void listen() {
        name.setValueChangeMode(ValueChangeMode.LAZY);
        tags.setValueChangeMode(ValueChangeMode.LAZY);
        userData.setValueChangeMode(ValueChangeMode.LAZY);
        name.addValueChangeListener(change -> changed("tags"));
        tags.addValueChangeListener(change -> changed("tags"));
        image.addValueChangeListener(change -> changed("image"));
        type.addValueChangeListener(change -> changed("type"));
        key.addValueChangeListener(change -> changed("key"));
        group.addValueChangeListener(change -> changed("group"));
        publicAddress.addValueChangeListener(change -> changed("public"));
        userData.addValueChangeListener(change -> changed("userData"));
        count.addValueChangeListener(change -> changed("count"));
    }

    private void changed(String option) {
        changed = option;
        refresh();
    }

    @Override
    void refresh() {
        keyWarning.setVisible(key.isEmpty());
        groupWarning.setVisible(group.isEmpty());
        wish().ifPresent(wish -> summary.show(wish, changed));
    }

    /// Nothing while a field is empty that must not be.
    private Optional<LaunchWish> wish() {
        if (image.isEmpty() || type.isEmpty() || count.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LaunchWish(
                desk.regionName(),
                name.getValue().strip(),
                moreTags(),
                image.getValue(),
                type.getValue(),
                key.getOptionalValue().map(KeyPair::name),
                group.getOptionalValue(),
                publicAddress.getValue(),
                userData.getValue(),
                Math.clamp(count.getValue(), 1, MOST)));
    }

    private Map<String, String> moreTags() {
        Map<String, String> read = new LinkedHashMap<>();
        tags.getValue()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(line -> {
                    int equals = line.indexOf('=');
                    read.put(
                            equals < 0 ? line : line.substring(0, equals).strip(),
                            equals < 0 ? "" : line.substring(equals + 1).strip());
                });
        return read;
    }

    private void launch() {
        wish().ifPresent(wish -> {
            Reservation[] made = new Reservation[1];
            boolean done = console.act(
                    () -> Words.say(
                            "console.wizard.launched",
                            made[0].instances().getFirst().id()),
                    wish.typed().replace(" \\\n  ", " "),
                    () -> made[0] = desk.aws().instances().run(desk.caller(), wish.launch()));
            if (done) {
                console.openInstance(made[0].instances().getFirst().id());
            }
        });
    }
}
