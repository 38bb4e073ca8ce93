package brume.portal.sign;

import brume.portal.frame.Door;
import brume.portal.frame.Notes;
import brume.portal.frame.Portal;
import brume.portal.frame.Portal.DemoAccount;
import brume.portal.frame.TopBar;
import brume.portal.frame.Visitor;
import brume.portal.part.Dom;
import brume.portal.part.Flash;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import brume.school.SignIn.Outcome;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// User name and password, or the way to the identity provider, and what went wrong with them. Whoever asked for
/// another page first goes there afterwards.
@Route("sign-in")
@AnonymousAllowed
public final class SignInView extends Div implements BeforeEnterObserver, LocaleChangeObserver, HasDynamicTitle {

    private static final int CHARACTERS_AT_MOST = 200;

    private final Portal portal = Portal.here();
    private final TextField name = new TextField();
    private final PasswordField password = new PasswordField();
    private final Button enter = new Button("", click -> attempt());
    private final HtmlContainer title = Dom.text("h1", "", "");
    private final HtmlContainer lead = Dom.text("p", "t2 lead", "");
    private final Div refusal = Dom.div("refusal");
    private final Div demo = Dom.div("sign-demo");
    private final ProviderEntry provider = new ProviderEntry();
    private String next = "/";
    private boolean ended;

    public SignInView() {
        addClassName("sign");
        name.setId("username");
        name.getElement().setAttribute("autocapitalize", "none");
        name.setAutocomplete(Autocomplete.USERNAME);
        name.setMaxLength(CHARACTERS_AT_MOST);
        name.setAutofocus(true);
        name.setWidthFull();
        password.setId("password");
        password.setAutocomplete(Autocomplete.CURRENT_PASSWORD);
        password.setMaxLength(CHARACTERS_AT_MOST);
        enter.setId("sign-in");
        enter.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        enter.addClickShortcut(Key.ENTER);
        refusal.getElement().setAttribute("aria-live", "assertive");
        Div form = embedded()
                ? Dom.div("sign-form", refusal, name, password, enter)
                : Dom.div("sign-form", refusal, provider);
        Div brand = Dom.div("brand", Icon.of("brume"), new Span("Brume"));
        Div card = Dom.div("card sign-card", Dom.div("sign-main", brand, title, lead, form), demo);
        demo.setVisible(embedded() && !portal.demo().isEmpty());
        HtmlContainer main = Dom.tag("main", "sign-page", card);
        add(new TopBar(), main);
    }

    private boolean embedded() {
        return portal.school().signIn().isPresent();
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        QueryParameters asked = event.getLocation().getQueryParameters();
        next = Door.local(asked.getSingleParameter("next"));
        provider.show(next, asked.getSingleParameter("trouble").orElse(""));
        if (Visitor.current().isPresent()) {
            Location wanted = new Location(next.substring(1));
            event.forwardTo(wanted.getPath(), wanted.getQueryParameters());
        }
    }

    @Override
    public void localeChange(LocaleChangeEvent event) {
        if (ended) {
            sayEnded();
        }
        title.setText(Words.say("sign.title"));
        lead.setText(Words.say(embedded() ? "sign.lead" : "sign.lead.provider"));
        name.setLabel(Words.say("sign.username"));
        password.setLabel(Words.say("sign.password"));
        enter.setText(Words.say("sign.enter"));
        sayDemo(portal.demo());
    }

    @Override
    public String getPageTitle() {
        return Words.say("sign.title") + " · Brume";
    }

    private void attempt() {
        ended = false;
        refusal.removeAll();
        if (name.isEmpty() || password.isEmpty()) {
            refuse(Words.say("sign.missing"));
            return;
        }
        switch (portal.school().signIn().orElseThrow().with(name.getValue(), password.getValue(), Notes.address())) {
            case Outcome.Welcome welcome -> Door.enter(welcome.person(), next);
            case Outcome.Refused refused -> {
                password.clear();
                password.focus();
                refuse(Words.say("sign.refused"));
            }
            case Outcome.Locked locked -> refuse(Words.say("sign.locked", wait(locked.until())));
            case Outcome.TooMany tooMany -> refuse(Words.say("sign.tooMany", wait(tooMany.until())));
        }
    }

    private String wait(Instant until) {
        long seconds = Math.max(
                1,
                Duration.between(portal.clock().instant(), until)
                        .plusMillis(999)
                        .toSeconds());
        return seconds < 60 ? Words.say("sign.seconds", seconds) : Words.say("sign.minutes", (seconds + 59) / 60);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Door.whetherEnded(event.getUI(), () -> {
            ended = true;
            sayEnded();
        });
    }

    private void sayEnded() {
        refusal.removeAll();
        Flash flash = Flash.warning(Words.say("sign.ended"));
        flash.addClassName("boxed");
        flash.onClose(() -> ended = false);
        refusal.add(flash);
    }

    private void refuse(String why) {
        Flash flash = new Flash(Flash.Kind.REFUSED, new Span(why));
        flash.addClassName("boxed");
        refusal.add(flash);
    }

    private void sayDemo(List<DemoAccount> accounts) {
        HtmlContainer rows = Dom.tag("tbody", "rows");
        for (DemoAccount account : accounts) {
            Button use = new Button(Words.say("sign.use"), click -> {
                name.setValue(account.username());
                password.setValue(account.password());
                attempt();
            });
            use.addClassName("compact");
            use.setId("demo-" + account.username());
            use.setAriaLabel(Words.say("sign.use.as", account.username()));
            rows.add(Dom.tag(
                    "tr",
                    "demo",
                    Dom.tag("td", "name", Dom.mono(account.username()), new Span(" / "), Dom.mono(account.password())),
                    Dom.text("td", "t2", Words.say("sign.role." + account.role()) + place(account)),
                    Dom.tag("td", "go", use)));
        }
        demo.removeAll();
        demo.add(Dom.heading(2, Words.say("sign.demo")), Dom.tag("table", "demo", rows));
    }

    private static String place(DemoAccount account) {
        return account.tenant().isEmpty() ? "" : ", " + account.tenant();
    }
}
