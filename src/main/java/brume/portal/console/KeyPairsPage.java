package brume.portal.console;

import brume.cloud.compute.KeyFormat;
import brume.cloud.compute.KeyPair;
import brume.cloud.compute.KeyPairs;
import brume.cloud.compute.KeyType;
import brume.portal.part.Dom;
import brume.portal.part.Words;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Key pairs: create (the private key is shown once, and downloaded), import, delete.
final class KeyPairsPage extends Page {

    private final Listing<KeyPair> listing;
    private final Button delete = new Button(Words.say("console.delete"), click -> delete());

    KeyPairsPage(Console console) {
        super(console);
        listing = new Listing<>(
                        "keys",
                        KeyPair::id,
                        key -> List.of(key.name(), key.id(), key.type().word(), key.fingerprint()),
                        this::refresh,
                        createButton())
                .selectable(console::chosen)
                .text(Words.say("console.name.column"), KeyPair::name)
                .text(Words.say("console.type"), key -> key.type().word())
                .mono(Words.say("console.fingerprint"), KeyPair::fingerprint)
                .mono("ID", KeyPair::id);
        Button bring = new Button(Words.say("console.keys.import"), click -> bring());
        bring.addClassName("compact");
        delete.addClassName("compact");
        listing.action(delete, bring, createButton());
        listing.onSelect(() -> delete.setEnabled(!listing.selection().isEmpty()));
        delete.setEnabled(false);
        add(listing);
    }

    private Button createButton() {
        Button create = new Button(Words.say("console.keys.create"), click -> create());
        create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        create.addClassName("compact");
        create.setId("create-key-pair");
        return create;
    }

    @Override
    void select(String id) {
        listing.select(id);
    }

    @Override
    void keep(Page before) {
        if (before instanceof KeyPairsPage same) {
            listing.keep(same.listing);
        }
    }

    @Override
    void refresh() {
        listing.show(desk.aws().keyPairs().describe(List.of(), List.of()));
    }

    private void create() {
        TextField name = new TextField(Words.say("console.name.column"));
        name.setMaxLength(255);
        name.setId("key-name");
        RadioButtonGroup<KeyType> type = new RadioButtonGroup<>(Words.say("console.type"), KeyType.values());
        type.setItemLabelGenerator(KeyType::word);
        type.setValue(KeyType.ED25519);
        Ask.form(
                console,
                Words.say("console.keys.create"),
                Words.say("console.keys.create"),
                () -> create(name.getValue().strip(), type.getValue()),
                name,
                type,
                Dom.text("p", "sm t2", Words.say("console.keys.once")));
    }

    private boolean create(String name, KeyType type) {
        String command = "aws ec2 create-key-pair --key-name " + Shell.quoted(name) + " --key-type " + type.word()
                + " --query KeyMaterial --output text > " + Shell.quoted(name + ".pem");
        KeyPairs.Created[] made = new KeyPairs.Created[1];
        boolean done = console.act(
                () -> Words.say("console.keys.created", name),
                command,
                () -> made[0] = desk.aws().keyPairs().create(desk.caller(), name, type, KeyFormat.PEM, Map.of()));
        if (done) {
            showOnce(name, made[0].material());
        }
        return done;
    }

    private void showOnce(String name, String material) {
        Button download = new Button(
                Words.say("console.keys.download", name + ".pem"),
                click -> getElement()
                        .executeJs(
                                "const a=document.createElement('a');a.download=$0;"
                                        + "a.href=URL.createObjectURL(new Blob([$1],{type:'application/x-pem-file'}));a.click();"
                                        + "setTimeout(()=>URL.revokeObjectURL(a.href),1000)",
                                name + ".pem",
                                material));
        Ask.show(
                Words.say("console.keys.private"),
                Words.say("console.done"),
                Dom.text("p", "sm", Words.say("console.keys.keep", name + ".pem")),
                Ask.typed(name + ".pem", material),
                download);
    }

    private void bring() {
        TextField name = new TextField(Words.say("console.name.column"));
        TextArea key = new TextArea(Words.say("console.keys.public"));
        key.setPlaceholder("ssh-ed25519 AAAA…");
        key.setMaxLength(16_384);
        Ask.form(
                console,
                Words.say("console.keys.import"),
                Words.say("console.keys.import"),
                () -> console.act(
                        () -> Words.say("console.keys.imported", name.getValue()),
                        "aws ec2 import-key-pair --key-name " + Shell.quoted(name.getValue())
                                + " --public-key-material fileb://~/.ssh/id_ed25519.pub",
                        () -> desk.aws()
                                .keyPairs()
                                .importKey(
                                        desk.caller(),
                                        name.getValue().strip(),
                                        key.getValue().strip().getBytes(StandardCharsets.UTF_8),
                                        Map.of())),
                name,
                key);
    }

    private void delete() {
        List<String> names = listing.selection().stream().map(KeyPair::name).toList();
        Ask.loss(
                console,
                Words.say("console.keys.delete", names.size(), names.getFirst()),
                Words.say("console.keys.delete.what"),
                Words.say("console.delete"),
                () -> console.act(
                        () -> Words.say("console.keys.deleted", names.size(), String.join(", ", names)),
                        names.stream()
                                .map(name -> "aws ec2 delete-key-pair --key-name " + Shell.quoted(name))
                                .collect(Collectors.joining("; ")),
                        () -> names.forEach(name ->
                                desk.aws().keyPairs().delete(desk.caller(), Optional.of(name), Optional.empty()))));
    }
}
