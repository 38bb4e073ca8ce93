package brume.portal.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/// Plain HTML in one line each: the tag, the classes of the theme, what is inside.
public final class Dom {

    private Dom() {}

    public static HtmlContainer tag(String tag, String classes, Component... inside) {
        HtmlContainer made = new HtmlContainer(tag);
        dress(made, classes);
        made.add(inside);
        return made;
    }

    public static HtmlContainer text(String tag, String classes, String text) {
        HtmlContainer made = new HtmlContainer(tag);
        dress(made, classes);
        made.setText(text);
        return made;
    }

    public static Div div(String classes, Component... inside) {
        Div made = new Div(inside);
        dress(made, classes);
        return made;
    }

    /// Things side by side, 8 px apart.
    public static Div row(Component... inside) {
        return div("row", inside);
    }

    public static Span span(String classes, String text) {
        Span made = new Span(text);
        dress(made, classes);
        return made;
    }

    /// What one could paste: ids, addresses, ports, commands.
    public static Span mono(String text) {
        return span("mono", text);
    }

    public static Span bold(String text) {
        return span("bold", text);
    }

    public static Span secondary(String text) {
        return span("t2", text);
    }

    /// Takes the room that is left in a row.
    public static Span gap() {
        return span("gap", "");
    }

    public static HtmlContainer heading(int level, String text) {
        return text("h" + level, "", text);
    }

    /// A link inside the portal, followed without loading the page anew.
    public static Anchor link(String path, String text) {
        Anchor link = new Anchor(path, text);
        link.getElement().setAttribute("router-link", true);
        return link;
    }

    private static void dress(HasStyle made, String classes) {
        if (!classes.isEmpty()) {
            made.addClassNames(classes.split(" "));
        }
    }
}
