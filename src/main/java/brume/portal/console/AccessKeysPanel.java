package brume.portal.console;

import brume.portal.part.Badge;
import brume.portal.part.Dom;
import brume.portal.part.Flash;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import brume.school.AccessKey;
import brume.school.AccessKeys.Listed;
import brume.school.OwnAccessKeys;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The access keys of the sandbox: made, made inactive and active again, deleted. A second one stands beside the first
/// while that is being replaced.
final class AccessKeysPanel extends Div {

    private final Console console;
    private final OwnAccessKeys keys;
    private final Consumer<AccessKey> showOnce;

    /// @param all as they are now
    /// @param showOnce shows a key with its secret
    AccessKeysPanel(Console console, List<Listed> all, Consumer<AccessKey> showOnce) {
        this.console = console;
        this.keys = console.desk().keys();
        this.showOnce = showOnce;
        addClassNames("col", "own-keys", "access-keys");
        Button create = new Button(Words.say("console.access.create"), click -> create());
        create.setId("create-access-key");
        create.addClassName("compact");
        boolean full = all.size() >= OwnAccessKeys.MOST;
        create.setEnabled(!full);
        add(
                Dom.div("row", Dom.heading(3, Words.say("console.access.title")), Dom.gap(), create),
                Dom.text(
                        "p",
                        "sm t2",
                        Words.say(full ? "console.access.full" : "console.access.why", OwnAccessKeys.MOST)));
        if (all.isEmpty()) {
            add(Dom.text("p", "sm t3", Words.say("console.credentials.none")));
        } else {
            add(table(all));
        }
    }

    private HtmlContainer table(List<Listed> all) {
        HtmlContainer head = Dom.tag(
                "tr",
                "row-head",
                Dom.text("th", "", Words.say("console.access.id")),
                Dom.text("th", "", Words.say("console.access.created")),
                Dom.text("th", "", Words.say("console.access.used")),
                Dom.text("th", "", Words.say("console.state")),
                Dom.tag("td", "go"));
        HtmlContainer rows = Dom.tag("tbody", "rows");
        all.forEach(key -> rows.add(row(key)));
        HtmlContainer table = Dom.tag("table", "con-rules", Dom.tag("thead", "rows", head), rows);
        table.getElement().setAttribute("aria-label", Words.say("console.access.title"));
        Div scroll = Dom.div("con-scroll", table);
        scroll.getElement().setAttribute("tabindex", "0");
        scroll.getElement().setAttribute("role", "region");
        scroll.getElement().setAttribute("aria-label", Words.say("console.access.title"));
        return scroll;
    }

    private HtmlContainer row(Listed one) {
        AccessKey key = one.key();
        String id = key.accessKeyId();
        Div acts = Dom.div("row");
        if (!one.shown()) {
            acts.add(act("console.access.show", "show-secret", id, () -> reveal(id)));
        }
        if (key.active()) {
            acts.add(act("console.access.deactivate", "make-inactive", id, () -> done(() -> keys.deactivate(id))));
        } else {
            acts.add(act("console.access.activate", "make-active", id, () -> done(() -> keys.activate(id))));
        }
        acts.add(act("console.delete", "delete-key", id, () -> remove(id)));
        HtmlContainer row = Dom.tag(
                "tr",
                "row-line",
                Dom.tag("td", "cell", Dom.mono(id)),
                Dom.text("td", "cell num", Times.say(one.created())),
                Dom.text("td", "cell num", used(one.lastUsed())),
                Dom.tag("td", "cell", state(key.active())),
                Dom.tag("td", "cell go", acts));
        row.getElement().setAttribute("data-key", id);
        return row;
    }

    private static String used(Optional<Instant> at) {
        return at.map(Times::say).orElseGet(() -> Words.say("console.access.never"));
    }

    private static Badge state(boolean active) {
        return active
                ? new Badge(Icon.small("check"), Badge.Tone.PASS, Words.say("console.access.active"))
                : new Badge(Icon.small("minus"), Badge.Tone.OFF, Words.say("console.access.inactive"));
    }

    private static Button act(String words, String name, String id, Runnable does) {
        Button act = new Button(Words.say(words), click -> does.run());
        act.addClassNames("link", name);
        act.setAriaLabel(Words.say(words) + " " + id);
        return act;
    }

    private void done(Runnable change) {
        change.run();
        console.refresh();
    }

    private void create() {
        keys.create().ifPresentOrElse(showOnce, () -> refuse("console.access.full"));
    }

    private void reveal(String id) {
        keys.reveal(id).ifPresentOrElse(showOnce, () -> refuse("console.access.shown"));
    }

    /// What has happened in another window meanwhile.
    private void refuse(String why) {
        console.refuse(() -> Flash.warning(Words.say(why, OwnAccessKeys.MOST)));
        console.refresh();
    }

    private void remove(String id) {
        Ask.loss(
                console,
                Words.say("console.access.delete", id),
                Words.say("console.access.delete.what"),
                Words.say("console.delete"),
                () -> {
                    done(() -> keys.remove(id));
                    return true;
                });
    }
}
