package brume.portal.console;

import brume.portal.part.Dom;
import brume.portal.part.Words;
import brume.school.AccessKey;
import brume.school.AccessKeys.Listed;
import com.vaadin.flow.component.html.Div;
import java.util.List;

/// What one's own machine needs to work on the sandbox: access keys, profile, `ssh_config`, proxy, and the person's own
/// SSH keys. A secret stands here only when it is shown, which happens once.
final class CredentialsPage extends Page {

    private static final String PLACE = "...";

    private final Div blocks = Dom.div("col con-blocks");
    private String drawn = "";

    CredentialsPage(Console console) {
        super(console);
        add(Dom.div("row con-title", Dom.heading(2, Words.say("console.credentials.title"))), blocks);
    }

    @Override
    void refresh() {
        List<Listed> keys = desk.keys().all();
        String config = desk.doors().sshConfig().get();
        String looks = keys + config + desk.ownKeys().all();
        if (!looks.equals(drawn)) {
            drawn = looks;
            blocks.removeAll();
            blocks.add(
                    Dom.text("p", "sm t2", Words.say("console.credentials.why")),
                    new AccessKeysPanel(console, keys, this::showOnce));
            keys.stream().map(Listed::key).filter(AccessKey::active).findFirst().ifPresent(this::say);
            blocks.add(Ask.typed("ssh_config", config), new OwnKeysPanel(console));
        }
    }

    private void say(AccessKey key) {
        blocks.add(
                Ask.typed(Words.say("console.credentials.environment"), environment(key, PLACE)),
                Ask.typed("~/.aws/config", profile(key, PLACE)));
    }

    private void showOnce(AccessKey key) {
        String secret = key.secret();
        Ask.show(
                Words.say("console.access.secret"),
                Words.say("console.done"),
                Dom.text("p", "sm", Words.say("console.access.once")),
                Ask.typed(Words.say("console.credentials.environment"), environment(key, secret)),
                Ask.typed("~/.aws/config", profile(key, secret)),
                Ask.typed(Words.say("console.credentials.proxy"), proxy(secret)));
        refresh();
    }

    private String environment(AccessKey key, String secret) {
        return """
                export AWS_ACCESS_KEY_ID=%s
                export AWS_SECRET_ACCESS_KEY=%s
                export AWS_DEFAULT_REGION=%s
                export AWS_ENDPOINT_URL=%s
                aws sts get-caller-identity""".formatted(
                key.accessKeyId(), secret, desk.regionName(), desk.doors().endpoint());
    }

    private String profile(AccessKey key, String secret) {
        return """
                [profile brume]
                region = %s
                endpoint_url = %s
                aws_access_key_id = %s
                aws_secret_access_key = %s""".formatted(desk.regionName(), desk.doors().endpoint(), key.accessKeyId(), secret);
    }

    private String proxy(String secret) {
        return "curl -x " + desk.doors().proxy().apply(secret) + " http://<public address>/";
    }
}
