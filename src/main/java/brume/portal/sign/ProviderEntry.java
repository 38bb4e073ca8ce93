package brume.portal.sign;

import brume.portal.part.Flash;
import brume.portal.part.Words;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The way to the identity provider, and why it has let nobody in.
final class ProviderEntry extends Div implements LocaleChangeObserver {

    private static final String ENTER = "/auth/enter?next=";

    private final Div why = new Div();
    private final Button enter = new Button("", click -> go());
    private String next = "/";
    private String trouble = "";

    ProviderEntry() {
        addClassName("sign-provider");
        why.getElement().setAttribute("aria-live", "assertive");
        enter.setId("sign-in");
        enter.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        enter.addClickShortcut(Key.ENTER);
        enter.setWidthFull();
        add(why, enter);
    }

    /// @param trouble what has gone wrong before, one word; empty if nothing has
    void show(String wanted, String trouble) {
        next = wanted;
        this.trouble = Words.has("sign.trouble." + trouble) ? trouble : "";
        say();
    }

    @Override
    public void localeChange(LocaleChangeEvent event) {
        say();
    }

    private void say() {
        enter.setText(Words.say(trouble.isEmpty() ? "sign.enter" : "sign.again"));
        why.removeAll();
        if (!trouble.isEmpty()) {
            Flash flash = Flash.warning(Words.say("sign.trouble." + trouble));
            flash.addClassName("boxed");
            why.add(flash);
        }
    }

    private void go() {
        UI.getCurrent().getPage().setLocation(ENTER + URLEncoder.encode(next, StandardCharsets.UTF_8));
    }
}
