package brume.portal.console;

import brume.portal.part.CopyButton;
import brume.portal.part.Dom;
import brume.portal.part.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import java.util.function.BooleanSupplier;

/// A dialog with one main button that says what it does.
final class Ask {

    private Ask() {}

    /// @param act does it; false keeps the dialog open, with the refusal in it
    static Dialog form(Console console, String title, String button, BooleanSupplier act, Component... fields) {
        Dialog dialog = new Dialog(title);
        Div refusal = Dom.div("ask-refusal");
        Button cancel = new Button(Words.say("console.cancel"), click -> dialog.close());
        Button main = main(button, () -> {
            if (console.within(refusal, act)) {
                dialog.close();
            }
        });
        for (Component field : fields) {
            if (field instanceof TextField line) {
                line.addKeyPressListener(Key.ENTER, enter -> main.click());
            }
        }
        dialog.add(refusal, Dom.div("col ask", fields));
        dialog.getFooter().add(cancel, main);
        dialog.open();
        return dialog;
    }

    /// Shows something that can only be read and left.
    static void show(String title, String button, Component... inside) {
        Dialog dialog = new Dialog(title);
        dialog.add(Dom.div("col ask", inside));
        dialog.getFooter().add(main(button, dialog::close));
        dialog.open();
    }

    /// Asks before something is lost.
    static void loss(Console console, String title, String what, String button, BooleanSupplier act) {
        Dialog dialog = form(console, title, button, act, Dom.text("p", "sm", what));
        dialog.getFooter()
                .getElement()
                .getChildren()
                .reduce((first, last) -> last)
                .ifPresent(main -> main.setAttribute("theme", "primary error"));
    }

    private static Button main(String words, Runnable act) {
        Button main = new Button(words, click -> act.run());
        main.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        main.setId("dialog-main");
        return main;
    }

    /// A command or a file to copy, dark in both themes.
    static HtmlContainer typed(String title, String text) {
        HtmlContainer lines = Dom.text("pre", "", text);
        lines.getElement().setAttribute("tabindex", "0");
        lines.getElement().setAttribute("role", "region");
        lines.getElement().setAttribute("aria-label", title);
        return Dom.tag(
                "section",
                "typed-panel",
                Dom.div("row typed-head", Dom.span("", title), Dom.gap(), new CopyButton(text)),
                lines);
    }
}
