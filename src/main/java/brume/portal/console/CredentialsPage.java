package brume.portal.console;

import brume.portal.part.Dom;
import brume.portal.part.Words;
import brume.school.AccessKey;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import java.util.Optional;

/// What one's own machine needs to work on the sandbox: access key, profile, `ssh_config`, proxy, and the
/// person's own SSH keys. The secret is shown on demand only, and copied all the same.
final class CredentialsPage extends Page {

    private final Div blocks = Dom.div("col con-blocks");
    private boolean revealed;
    private String drawn = "";

    CredentialsPage(Console console) {
        super(console);
        add(Dom.div("row con-title", Dom.heading(2, Words.say("console.credentials.title"))), blocks);
    }

    @Override
    void keep(Page before) {
        if (before instanceof CredentialsPage same) {
            revealed = same.revealed;
        }
    }

    @Override
    void refresh() {
        Optional<AccessKey> now =
                desk.keys().get().stream().filter(AccessKey::active).findFirst();
        String config = desk.doors().sshConfig().get();
        String looks = now + config + revealed + desk.ownKeys().all();
        if (!looks.equals(drawn)) {
            drawn = looks;
            blocks.removeAll();
            draw(now, config);
            blocks.add(new OwnKeysPanel(console));
        }
    }

    private void draw(Optional<AccessKey> key, String config) {
        if (key.isEmpty()) {
            blocks.add(Dom.text("p", "", Words.say("console.credentials.none")));
            return;
        }
        Button reveal = new Button(Words.say(revealed ? "console.hide" : "console.reveal"), click -> {
            revealed = !revealed;
            refresh();
        });
        reveal.setId("reveal-secret");
        String secret = key.get().secret();
        String shown = revealed ? secret : "********";
        blocks.add(
                Dom.text("p", "sm t2", Words.say("console.credentials.why")),
                reveal,
                Ask.typed(
                        Words.say("console.credentials.environment"),
                        environment(key.get(), shown),
                        environment(key.get(), secret)),
                Ask.typed("~/.aws/config", profile(key.get(), shown), profile(key.get(), secret)),
                Ask.typed("ssh_config", config),
                Ask.typed(Words.say("console.credentials.proxy"), proxy(shown), proxy(secret)));
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
        return "curl -x http://" + desk.cloud().sandbox().id() + ":" + secret + "@"
                + desk.doors().proxy() + " http://<public address>/";
    }
}
