package brume.portal.admin;

import brume.portal.frame.Notes;
import brume.portal.frame.Portal;
import brume.portal.frame.Sessions;
import brume.portal.part.CopyButton;
import brume.portal.part.Dom;
import brume.portal.part.Flash;
import brume.portal.part.Words;
import brume.school.Account;
import brume.school.Accounts;
import brume.school.Accounts.Handed;
import brume.school.Accounts.Wish;
import brume.school.Person;
import brume.school.Tenant;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import java.util.function.Consumer;

/// What an admin does to one person or school, each in a dialog that says what it does.
///
/// @param done is told in a sentence what was done
record PersonDeeds(Portal portal, Consumer<String> done) {

    void create() {
        PersonForm form = new PersonForm(portal.school().people().tenants());
        form(Words.say("admin.create"), Words.say("admin.create.now"), false, form, () -> {
            Handed handed = accounts().create(Notes.doer(), form.wish());
            done.accept(Words.say("admin.created", handed.person().name()));
            hand(Words.say("admin.created.title"), handed);
        });
    }

    void foundSchool() {
        SchoolForm form = new SchoolForm();
        form(Words.say("admin.school"), Words.say("admin.school.now"), false, form, () -> {
            Tenant school = portal.school().tenants().found(Notes.doer(), form.id(), form.name());
            done.accept(Words.say("admin.school.done", school.name()));
        });
    }

    void renameSchool(Tenant school) {
        SchoolForm form = new SchoolForm();
        form.show(school);
        form(Words.say("admin.school.rename", school.name()), Words.say("admin.change.now"), false, form, () -> {
            Tenant after = portal.school().tenants().rename(Notes.doer(), school.id(), form.name());
            done.accept(Words.say("admin.school.renamed", after.name()));
        });
    }

    void change(Account account) {
        Person person = account.person();
        PersonForm form = new PersonForm(portal.school().people().tenants());
        form.show(person);
        form(Words.say("admin.change.title", person.name()), Words.say("admin.change.now"), false, form, () -> {
            Wish wish = form.wish();
            accounts().change(Notes.doer(), person.id(), wish);
            Sessions.lookAgain(person.id());
            done.accept(Words.say("admin.changed", wish.name()));
        });
    }

    void reset(Account account) {
        Person person = account.person();
        form(
                Words.say("admin.reset.title", person.name()),
                Words.say("admin.reset.now"),
                true,
                Dom.text("p", "sm", Words.say("admin.reset.what")),
                () -> {
                    Handed handed = accounts().resetPassword(Notes.doer(), person.id());
                    Sessions.lookAgain(person.id());
                    done.accept(Words.say("admin.reset.done", person.name()));
                    hand(Words.say("admin.reset.handed"), handed);
                });
    }

    void enable(Account account) {
        Person person = account.person();
        if (account.enabled()) {
            form(
                    Words.say("admin.disable.title", person.name()),
                    Words.say("admin.disable.now"),
                    true,
                    Dom.text("p", "sm", Words.say("admin.disable.what")),
                    () -> {
                        accounts().enable(Notes.doer(), person.id(), false);
                        Sessions.lookAgain(person.id());
                        done.accept(Words.say("admin.disable.done", person.name()));
                    });
        } else {
            accounts().enable(Notes.doer(), person.id(), true);
            done.accept(Words.say("admin.enable.done", person.name()));
        }
    }

    private Accounts accounts() {
        return portal.school().accounts();
    }

    /// @param act does it; a refusal keeps the dialog open, with its reason in it
    private static void form(String title, String button, boolean isLoss, Component inside, Runnable act) {
        Dialog dialog = new Dialog(title);
        Div refusal = Dom.div("ask-refusal");
        refusal.getElement().setAttribute("aria-live", "assertive");
        Button main = new Button(button, click -> {
            refusal.removeAll();
            try {
                act.run();
                dialog.close();
            } catch (Accounts.Refused refused) {
                refusal.add(
                        Flash.refused(Words.say("admin.refused." + refused.why().name())));
            }
        });
        main.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        if (isLoss) {
            main.addThemeVariants(ButtonVariant.LUMO_ERROR);
        }
        main.setId("dialog-main");
        dialog.add(refusal, Dom.div("col ask", inside));
        dialog.getFooter().add(new Button(Words.say("admin.cancel"), click -> dialog.close()), main);
        dialog.open();
    }

    /// The password, once.
    private static void hand(String title, Handed handed) {
        Dialog dialog = new Dialog(title);
        Div password = Dom.div("row handed", Dom.mono(handed.password()), Dom.gap(), new CopyButton(handed.password()));
        password.setId("handed-password");
        dialog.add(Dom.div(
                "col ask",
                Dom.text("p", "sm", Words.say("admin.handed", handed.person().username())),
                password,
                Dom.text("p", "sm t2", Words.say("admin.handed.once"))));
        Button main = new Button(Words.say("admin.handed.close"), click -> dialog.close());
        main.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        main.setId("handed-close");
        dialog.getFooter().add(main);
        dialog.setCloseOnOutsideClick(false);
        dialog.open();
    }
}
