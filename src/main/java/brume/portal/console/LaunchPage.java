package brume.portal.console;

import brume.cloud.compute.Image;
import brume.cloud.compute.Instance;
import brume.cloud.compute.KeyPair;
import brume.cloud.guest.image.OperatingSystem;
import brume.cloud.network.SecurityGroup;
import brume.cloud.network.Subnet;
import brume.cloud.offer.Architecture;
import brume.cloud.offer.AwsOffer;
import brume.cloud.offer.InstanceType;
import brume.portal.part.Dom;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.data.value.HasValueChangeMode;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The launch wizard: one page of sections, the summary with its cost and the command at the side. The option changed
/// last is marked in the command.
final class LaunchPage extends Page {

    private static final int MOST = 20;
    private static final BigDecimal UNKNOWN_IS_LAST = BigDecimal.valueOf(1_000_000);

    private final TextField name = new TextField(Words.say("console.name.column"));
    private final TextArea tags = new TextArea(Words.say("console.wizard.tags"));
    private final RadioButtonGroup<Image> image = new RadioButtonGroup<>();
    private final TypeTable type;
    private final Select<KeyPair> key = new Select<>();
    private final Select<Subnet> subnet = new Select<>();
    private final Select<SecurityGroup> group = new Select<>();
    private final Div keyWarning = warning("console.wizard.key.none");
    private final Div groupWarning = warning("console.wizard.group.none");
    private final RadioButtonGroup<Boolean> publicAddress = new RadioButtonGroup<>();
    private final TextArea userData = new TextArea(Words.say("console.wizard.userData"));
    private final IntegerField count = new IntegerField(Words.say("console.wizard.count"));
    private final LaunchSummary summary;
    private String changed = "";

    LaunchPage(Console console) {
        super(console);
        summary = new LaunchSummary(() -> console.open(PageName.INSTANCES), this::launch, count);
        type = types();
        addClassName("wizard");
        describe();
        choose();
        network();
        add(
                Dom.div(
                        "wizard-main",
                        Dom.heading(2, Words.say("console.wizard.title")),
                        section("console.wizard.names", Dom.div("two", name, tags)),
                        section("console.wizard.image", image),
                        section("console.wizard.type", type),
                        section("console.wizard.key", key, keyWarning),
                        section(
                                "console.wizard.network",
                                Dom.div(
                                        "two",
                                        Dom.div("col", subnet, publicAddress),
                                        Dom.div("col", group, groupWarning))),
                        section("console.wizard.userData", userData)),
                Dom.div("wizard-side", summary));
        listen();
    }

    private static HtmlContainer section(String title, Component... fields) {
        HtmlContainer section = Dom.tag("section", "card wizard-section", Dom.heading(3, Words.say(title)));
        section.add(fields);
        return section;
    }

    private static Div warning(String words) {
        return Dom.div("field-warning row", Icon.small("triangle-alert"), Dom.span("", Words.say(words)));
    }

    private void describe() {
        name.setId("launch-name");
        name.setMaxLength(256);
        tags.setId("launch-tags");
        tags.setHelperText(Words.say("console.wizard.tags.help"));
        tags.setMaxLength(4096);
        userData.setHelperText(Words.say("console.wizard.userData.help"));
        userData.setId("launch-user-data");
        userData.setMaxLength(16_384);
        userData.setLabel("");
        userData.setAriaLabel(Words.say("console.wizard.userData"));
        userData.addClassName("mono");
        count.setId("launch-count");
        count.setValue(1);
        count.setMin(1);
        count.setMax(MOST);
        count.setStepButtonsVisible(true);
        count.setI18n(new IntegerField.IntegerFieldI18n()
                .setBadInputErrorMessage(Words.say("console.wizard.count.wrong", MOST))
                .setMinErrorMessage(Words.say("console.wizard.count.wrong", MOST))
                .setMaxErrorMessage(Words.say("console.wizard.count.wrong", MOST)));
    }

    private void choose() {
        image.setId("launch-image");
        image.addClassName("choices");
        image.setAriaLabel(Words.say("console.wizard.image"));
        image.setItems(newest());
        image.setRenderer(new ComponentRenderer<>(found -> Dom.div(
                "choice",
                Dom.bold(found.os().prettyName()),
                Dom.mono(found.id()),
                Dom.span(
                        "t2",
                        Words.say("console.gib", found.rootSizeGib()) + ", " + found.architecture() + ", "
                                + found.os().user()))));
        image.getListDataView().getItems().findFirst().ifPresent(image::setValue);
        key.setId("launch-key");
        key.setAriaLabel(Words.say("console.wizard.key"));
        key.setItems(desk.aws().keyPairs().describe(List.of(), List.of()));
        key.setItemLabelGenerator(found ->
                found == null ? "–" : found.name() + "  (" + found.type().word() + ")");
        key.setEmptySelectionAllowed(true);
    }

    /// The newest image of each system, for the machines that most types are.
    private List<Image> newest() {
        Map<OperatingSystem, Image> newest = new EnumMap<>(OperatingSystem.class);
        desk.aws().images().describe(List.of()).stream()
                .filter(found -> found.architecture() == Architecture.X86_64)
                .forEach(found ->
                        newest.merge(found.os(), found, (a, b) -> a.createdAt().isBefore(b.createdAt()) ? b : a));
        return List.copyOf(newest.values());
    }

    private TypeTable types() {
        List<InstanceType> offered = AwsOffer.instanceTypes().stream()
                .filter(found -> found.architecture() == Architecture.X86_64)
                .sorted(Comparator.comparing((InstanceType found) ->
                                found.usdPerHour(desk.regionName()).orElse(UNKNOWN_IS_LAST))
                        .thenComparing(InstanceType::name))
                .toList();
        return new TypeTable(
                desk.regionName(),
                offered,
                AwsOffer.instanceType("t3.micro").orElse(offered.getFirst()),
                chosen -> changed("type"));
    }

    private void network() {
        subnet.setId("launch-subnet");
        subnet.setLabel(Words.say("console.subnet"));
        subnet.setItems(desk.state().by(Subnet.KIND, Subnet.BY_REGION, desk.regionName()).stream()
                .sorted(Comparator.comparing(Subnet::zone).thenComparing(Subnet::id))
                .toList());
        subnet.setItemLabelGenerator(found -> found == null
                ? Words.say("console.wizard.subnet.any")
                : found.zone() + "  " + found.cidr() + "  " + found.id());
        subnet.setEmptySelectionAllowed(true);
        subnet.setEmptySelectionCaption(Words.say("console.wizard.subnet.any"));
        subnet.setPlaceholder(Words.say("console.wizard.subnet.any"));
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
    }

    private void listen() {
        for (HasValueChangeMode field : List.of(name, tags, userData)) {
            field.setValueChangeMode(ValueChangeMode.LAZY);
        }
        name.addValueChangeListener(change -> changed("tags"));
        tags.addValueChangeListener(change -> changed("tags"));
        image.addValueChangeListener(change -> changed("image"));
        key.addValueChangeListener(change -> changed("key"));
        subnet.addValueChangeListener(change -> changed("subnet"));
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
    void keep(Page before) {
        if (before instanceof LaunchPage same) {
            name.setValue(same.name.getValue());
            tags.setValue(same.tags.getValue());
            image.setValue(same.image.getValue());
            type.keep(same.type);
            same.key.getOptionalValue().ifPresent(key::setValue);
            same.subnet.getOptionalValue().ifPresent(subnet::setValue);
            same.group.getOptionalValue().ifPresent(group::setValue);
            publicAddress.setValue(same.publicAddress.getValue());
            userData.setValue(same.userData.getValue());
            count.setValue(same.count.getValue());
            changed = same.changed;
        }
    }

    @Override
    void refresh() {
        keyWarning.setVisible(key.isEmpty());
        groupWarning.setVisible(group.isEmpty());
        Optional<String> wrong = TagLines.wrong(tags.getValue());
        tags.setErrorMessage(wrong.orElse(""));
        tags.setInvalid(wrong.isPresent());
        wish().ifPresent(wish -> summary.show(wish, changed));
    }

    /// Nothing while a field is empty that must not be.
    private Optional<LaunchWish> wish() {
        if (image.isEmpty() || count.isEmpty() || count.isInvalid()) {
            return Optional.empty();
        }
        return Optional.of(new LaunchWish(
                desk.regionName(),
                name.getValue().strip(),
                TagLines.read(tags.getValue()),
                image.getValue(),
                type.chosen(),
                key.getOptionalValue().map(KeyPair::name),
                subnet.getOptionalValue(),
                group.getOptionalValue(),
                publicAddress.getValue(),
                userData.getValue(),
                Math.clamp(count.getValue(), 1, MOST)));
    }

    /// What is wrong is said at its field, which gets the focus; the rest is for the cloud to judge.
    private void launch() {
        if (tags.isInvalid()) {
            tags.focus();
            return;
        }
        if (count.isEmpty() || count.isInvalid()) {
            count.setErrorMessage(Words.say("console.wizard.count.wrong", MOST));
            count.setInvalid(true);
            count.focus();
            return;
        }
        wish().ifPresent(wish -> {
            List<Instance> made = new ArrayList<>();
            boolean done = console.act(
                    () -> Words.say(
                            "console.wizard.launched",
                            made.size(),
                            made.stream().map(Instance::id).collect(Collectors.joining(", "))),
                    wish.typed().replace(" \\\n  ", " "),
                    () -> made.addAll(desk.aws()
                            .instances()
                            .run(desk.caller(), wish.launch())
                            .instances()));
            if (done) {
                console.openInstance(made.getFirst().id());
            }
        });
    }
}
