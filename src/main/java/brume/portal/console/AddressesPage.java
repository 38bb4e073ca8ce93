package brume.portal.console;

import brume.cloud.compute.Addresses;
import brume.cloud.compute.InstanceState;
import brume.cloud.network.ElasticAddress;
import brume.portal.part.CopyButton;
import brume.portal.part.Dom;
import brume.portal.part.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.select.Select;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Elastic addresses: allocate, associate, disassociate, release.
final class AddressesPage extends Page {

    private final Listing<ElasticAddress> listing;
    private final Button associate = small("console.addresses.associate", this::associate);
    private final Button disassociate = small("console.addresses.disassociate", this::disassociate);
    private final Button release = small("console.addresses.release", this::release);

    AddressesPage(Console console) {
        super(console);
        listing = new Listing<>(
                        "addresses",
                        ElasticAddress::id,
                        address -> List.of(
                                address.address().toString(),
                                address.id(),
                                instance(address).orElse("")),
                        this::refresh,
                        allocateButton())
                .selectable(console::chosen)
                .part(
                        Words.say("console.addresses.address"),
                        address -> Dom.row(
                                Dom.mono(address.address().toString()),
                                new CopyButton(address.address().toString())))
                .mono("ID", ElasticAddress::id)
                .part(Words.say("console.addresses.instance"), AddressesPage::target);
        associate.setId("associate-address");
        disassociate.setId("disassociate-address");
        release.setId("release-address");
        listing.action(associate, disassociate, release, allocateButton());
        listing.onSelect(this::enable);
        add(listing);
        enable();
    }

    private static Button small(String word, Runnable action) {
        Button button = new Button(Words.say(word), click -> action.run());
        button.addClassName("compact");
        return button;
    }

    private Button allocateButton() {
        Button allocate = small("console.addresses.allocate", this::allocate);
        allocate.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        allocate.setId("allocate-address");
        return allocate;
    }

    private static Optional<String> instance(ElasticAddress address) {
        return address.association().flatMap(association -> association.instanceId());
    }

    private static Component target(ElasticAddress address) {
        return instance(address)
                .<Component>map(Dom::mono)
                .orElseGet(() -> Dom.span("t3", Words.say("console.addresses.none")));
    }

    @Override
    void select(String id) {
        listing.select(id);
    }

    @Override
    void keep(Page before) {
        if (before instanceof AddressesPage same) {
            listing.keep(same.listing);
        }
    }

    @Override
    void refresh() {
        listing.show(desk.aws().addresses().describe(List.of(), List.of()));
    }

    private void enable() {
        Optional<ElasticAddress> selected = listing.selected();
        boolean bound = selected.flatMap(ElasticAddress::association).isPresent();
        associate.setEnabled(selected.isPresent());
        disassociate.setEnabled(bound);
        release.setEnabled(!listing.selection().isEmpty());
    }

    private void allocate() {
        ElasticAddress[] made = new ElasticAddress[1];
        console.act(
                () -> Words.say("console.addresses.allocated", made[0].address()),
                "aws ec2 allocate-address --domain vpc",
                () -> made[0] = desk.aws().addresses().allocate(desk.caller(), Map.of()));
    }

    private void associate() {
        listing.selected().ifPresent(address -> {
            Select<InstanceRow> machine = new Select<>();
            machine.setId("address-instance");
            machine.setLabel(Words.say("console.addresses.instance"));
            List<InstanceRow> machines = InstanceRow.all(
                            desk.state(), desk.regionName(), desk.aws().now())
                    .stream()
                    .filter(row -> row.state() == InstanceState.RUNNING || row.state() == InstanceState.STOPPED)
                    .toList();
            machine.setItems(machines);
            machine.setEnabled(!machines.isEmpty());
            machine.setHelperText(machines.isEmpty() ? Words.say("console.addresses.noInstance") : "");
            if (machines.size() == 1) {
                machine.setValue(machines.getFirst());
            }
            machine.setItemLabelGenerator(row -> row.name() + "  " + row.id());
            Ask.form(
                    console,
                    Words.say("console.addresses.associate"),
                    Words.say("console.addresses.associate"),
                    () -> machine.getOptionalValue()
                            .map(row -> associate(address, row.id()))
                            .orElseGet(() -> {
                                machine.setErrorMessage(Words.say("console.addresses.choose"));
                                machine.setInvalid(!machines.isEmpty());
                                return false;
                            }),
                    machine);
        });
    }

    private boolean associate(ElasticAddress address, String instanceId) {
        return console.act(
                () -> Words.say("console.addresses.associated", address.address(), instanceId),
                "aws ec2 associate-address --allocation-id " + address.id() + " --instance-id " + instanceId,
                () -> desk.aws()
                        .addresses()
                        .associate(
                                desk.caller(),
                                new Addresses.Named.Allocation(address.id()),
                                new Addresses.Target.ToInstance(instanceId),
                                Optional.empty(),
                                true));
    }

    private void disassociate() {
        listing.selected()
                .flatMap(ElasticAddress::association)
                .ifPresent(association -> console.act(
                        () -> Words.say(
                                "console.addresses.disassociated",
                                listing.selected()
                                        .map(found -> found.address().toString())
                                        .orElse("")),
                        "aws ec2 disassociate-address --association-id " + association.id(),
                        () -> desk.aws().addresses().disassociate(desk.caller(), association.id())));
    }

    private void release() {
        List<ElasticAddress> all = listing.selection();
        List<String> texts = all.stream().map(one -> one.address().toString()).toList();
        Ask.loss(
                console,
                Words.say("console.addresses.release.ask", texts.size(), texts.getFirst()),
                Words.say("console.addresses.release.what"),
                Words.say("console.addresses.release"),
                () -> console.act(
                        () -> Words.say("console.addresses.released", texts.size(), String.join(", ", texts)),
                        all.stream()
                                .map(one -> "aws ec2 release-address --allocation-id " + one.id())
                                .collect(Collectors.joining("; ")),
                        () -> all.forEach(one -> desk.aws()
                                .addresses()
                                .release(desk.caller(), new Addresses.Named.Allocation(one.id())))));
    }
}
