package brume.portal.console;

import brume.portal.part.CopyButton;
import brume.portal.part.Dom;
import brume.portal.part.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import java.util.function.BooleanSupplier;

/// A dialog with one main button that says what it does.
final class Ask {

    private Ask() {}

    /// @param act does it; false keeps the dialog open
    static Dialog form(String title, String button, BooleanSupplier act, Component... fields) {
        Dialog dialog = new Dialog(title);
        Button cancel = new Button(Words.say("console.cancel"), click -> dialog.close());
        Button main = new Button(button, click -> {
            if (act.getAsBoolean()) {
                dialog.close();
            }
        });
        main.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        main.setId("dialog-main");
        dialog.add(Dom.div("col ask", fields));
        dialog.getFooter().add(cancel, main);
        dialog.open();
        return dialog;
    }

    /// Asks before something is lost.
    static void loss(String title, String what, String button, Runnable act) {
        Dialog dialog = form(
                title,
                button,
                () -> {
                    act.run();
                    return true;
                },
                Dom.text("p", "sm", what));
        dialog.getFooter()
                .getElement()
                .getChildren()
                .reduce((first, last) -> last)
                .ifPresent(main -> main.setAttribute("theme", "primary error"));
    }

    /// A command or a file to copy, dark in both themes.
    static HtmlContainer typed(String title, String text) {
        return Dom.tag(
                "section",
                "typed-panel",
                Dom.div("row typed-head", Dom.span("", title), Dom.gap(), new CopyButton(text)),
                Dom.text("pre", "", text));
    }
}
