package brume.portal.sign;

import brume.portal.frame.Admission;
import brume.portal.frame.Frame;
import brume.portal.frame.Notes;
import brume.portal.frame.Portal;
import brume.portal.frame.Sessions;
import brume.portal.frame.Stay;
import brume.portal.frame.Visitor;
import brume.portal.part.Dom;
import brume.portal.part.EmptyState;
import brume.portal.part.Flash;
import brume.portal.part.Words;
import brume.school.Account;
import brume.school.Audit;
import brume.school.PasswordRules;
import brume.school.PasswordRules.Why;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;

/// Another password for oneself: the old one, and the new one twice.
@Route(value = "password", layout = Frame.class)
@PermitAll
public final class PasswordView extends Div implements LocaleChangeObserver, HasDynamicTitle {

    private static final int CHARACTERS_AT_MOST = 256;

    private final Portal portal = Portal.here();
    private final PasswordField old = field("old-password", Autocomplete.CURRENT_PASSWORD);
    private final PasswordField wanted = field("new-password", Autocomplete.NEW_PASSWORD);
    private final PasswordField again = field("again-password", Autocomplete.NEW_PASSWORD);
    private final Button change = new Button("", click -> change());
    private final Div said = Dom.div("refusal");
    private final Button everywhere = new Button("", click -> endElsewhere());
    private final Div ended = Dom.div("refusal");

    public PasswordView() {
        addClassNames("home", "col", "stack");
        said.getElement().setAttribute("aria-live", "assertive");
        old.setAutofocus(true);
        ended.getElement().setAttribute("aria-live", "polite");
        everywhere.setId("sign-out-elsewhere");
        change.setId("change-password");
        change.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        change.addClickShortcut(Key.ENTER);
    }

    private static PasswordField field(String id, Autocomplete kind) {
        PasswordField field = new PasswordField();
        field.setId(id);
        field.setAutocomplete(kind);
        field.setMaxLength(CHARACTERS_AT_MOST);
        field.setWidthFull();
        return field;
    }

    @Override
    public void localeChange(LocaleChangeEvent event) {
        old.setLabel(Words.say("sign.password.old"));
        wanted.setLabel(Words.say("sign.password.new"));
        wanted.setHelperText(Words.say("sign.password.rule", PasswordRules.SHORTEST));
        again.setLabel(Words.say("sign.password.again"));
        change.setText(Words.say("sign.password.change"));
        everywhere.setText(Words.say("sign.everywhere.now"));
        clearMarks();
        said.removeAll();
        ended.removeAll();
        removeAll();
        HtmlContainer title = Dom.tag("header", "title", Dom.div("", Dom.heading(1, Words.say("sign.password.title"))));
        add(title, hasPassword() ? form() : elsewhere());
    }

    private boolean hasPassword() {
        return portal.school().signIn().isPresent()
                && portal.school()
                        .people()
                        .account(Visitor.here().person().id())
                        .flatMap(Account::password)
                        .isPresent();
    }

    private Div form() {
        return Dom.div(
                "col stack",
                Dom.div("card sign-main password-card", Dom.div("sign-form", said, old, wanted, again, change)),
                Dom.div("card sign-main password-card", Dom.div("sign-form", heading(), everywhere, ended)));
    }

    private static Div heading() {
        return Dom.div(
                "",
                Dom.heading(2, Words.say("sign.everywhere")),
                Dom.text("p", "sm t2", Words.say("sign.everywhere.what")));
    }

    /// Every other browser of this person asks again at once.
    private void endElsewhere() {
        Sessions.endElsewhere(Visitor.here().person().id());
        Notes.down(Audit.Action.SIGNED_OUT_ELSEWHERE, "", "");
        ended.removeAll();
        Flash flash = new Flash(Flash.Kind.DONE, new Span(Words.say("sign.everywhere.done")));
        flash.addClassName("boxed");
        ended.add(flash);
    }

    private static Div elsewhere() {
        return Dom.div(
                "card", new EmptyState(Words.say("sign.password.elsewhere"), Words.say("sign.password.elsewhere.why")));
    }

    @Override
    public String getPageTitle() {
        return Words.say("sign.password.title") + " · Brume";
    }

    private void change() {
        said.removeAll();
        clearMarks();
        if (old.isEmpty()) {
            mark(old, Words.say("sign.password.why.MISSING"));
        } else if (!wanted.getValue().equals(again.getValue())) {
            mark(again, Words.say("sign.password.why.DIFFERENT"));
        } else {
            Optional<Why> why = portal.school().accounts().changeOwn(Notes.doer(), old.getValue(), wanted.getValue());
            why.ifPresentOrElse(this::refuse, this::done);
        }
    }

    private void refuse(Why why) {
        mark(why == Why.NOT_THE_OLD_ONE ? old : wanted, Words.say("sign.password.why." + why, PasswordRules.SHORTEST));
    }

    private void clearMarks() {
        for (PasswordField field : new PasswordField[] {old, wanted, again}) {
            field.setInvalid(false);
            field.setErrorMessage("");
        }
    }

    private static void mark(PasswordField field, String why) {
        field.setErrorMessage(why);
        field.setInvalid(true);
        field.focus();
    }

    private void done() {
        Admission.renew();
        Stay.begin(Visitor.here().person().id());
        Sessions.lookAgain(Visitor.here().person().id());
        old.clear();
        wanted.clear();
        again.clear();
        Flash flash = new Flash(Flash.Kind.DONE, new Span(Words.say("sign.password.changed")));
        flash.addClassName("boxed");
        said.add(flash);
    }
}
