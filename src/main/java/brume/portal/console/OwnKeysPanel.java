package brume.portal.console;

import brume.cloud.sandbox.SandboxId;
import brume.portal.part.Dom;
import brume.portal.part.Flash;
import brume.portal.part.Words;
import brume.school.OwnSshKeys;
import brume.school.SshKey;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import java.util.Locale;

/// The person's own SSH keys: what `~/.ssh/id_ed25519` of their laptop needs to pass the jump.
final class OwnKeysPanel extends Div {

    private final Console console;
    private final OwnSshKeys keys;
    private final Desk.Doors doors;
    private final SandboxId sandbox;

    OwnKeysPanel(Console console) {
        this.console = console;
        Desk desk = console.desk();
        keys = desk.ownKeys();
        doors = desk.doors();
        sandbox = desk.cloud().sandbox().id();
        addClassNames("col", "own-keys");
        Button add = new Button(Words.say("console.own.add"), click -> add());
        add.setId("add-ssh-key");
        add.addClassName("compact");
        add(
                Dom.div("row", Dom.heading(3, Words.say("console.own.title")), Dom.gap(), add),
                Dom.text("p", "sm t2", Words.say("console.own.why")));
        keys.all().forEach(key -> add(row(key)));
        if (keys.all().isEmpty()) {
            add(Dom.text("p", "sm t3", Words.say("console.own.none")));
        }
    }

    private HtmlContainer row(SshKey key) {
        Button remove = new Button(Words.say("console.delete"), click -> remove(key));
        remove.addClassName("compact");
        remove.setAriaLabel(Words.say("console.own.remove", key.name()));
        String[] words = key.publicKey().split(" ", 2);
        return Dom.div(
                "row own-key",
                Dom.bold(key.name()),
                Dom.secondary(words[0]),
                Dom.mono("…" + key.publicKey().substring(key.publicKey().length() - 12)),
                Dom.gap(),
                remove);
    }

    private void add() {
        TextArea text = new TextArea(Words.say("console.keys.public"));
        text.setId("own-ssh-key");
        text.setPlaceholder("ssh-ed25519 AAAA… alice@laptop");
        text.setHelperText("cat ~/.ssh/id_ed25519.pub");
        text.setMaxLength(16_384);
        Ask.form(
                console,
                Words.say("console.own.add"),
                Words.say("console.own.add"),
                () -> register(text.getValue()),
                text);
    }

    private boolean register(String file) {
        try {
            return console.act(
                    () -> Words.say("console.own.added"),
                    "ssh -J " + sandbox + "@" + doors.sshHost() + ":" + doors.sshPort() + " ec2-user@<public address>",
                    () -> keys.add(file));
        } catch (OwnSshKeys.Refused refused) {
            String key = "console.own.refused." + refused.why().name().toLowerCase(Locale.ROOT);
            return console.refuse(() -> new Flash(
                    Flash.Kind.REFUSED,
                    Dom.bold(Words.say("console.own.refused") + " "),
                    Dom.span("", Words.say(key, OwnSshKeys.MOST))));
        }
    }

    private void remove(SshKey key) {
        Ask.loss(
                console,
                Words.say("console.own.remove", key.name()),
                Words.say("console.own.remove.what"),
                Words.say("console.delete"),
                () -> {
                    keys.remove(key.id());
                    console.refresh();
                    return true;
                });
    }
}
