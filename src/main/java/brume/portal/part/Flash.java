package brume.portal.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/// A message that stays on the page until it is closed: what did or did not happen, why, what to do.
public final class Flash extends Div {

    /// What kind of message it is.
    public enum Kind {
        DONE("square-check", "pass"),
        REFUSED("circle-x", "fail"),
        WARNING("triangle-alert", "warn"),
        NOTE("info", "note");

        private final String icon;
        private final String css;

        Kind(String icon, String css) {
            this.icon = icon;
            this.css = css;
        }
    }

    private final Span said;
    private Runnable onClose = () -> {};

    public Flash(Kind kind, Component... said) {
        addClassNames("flash", kind.css);
        getElement().setAttribute("role", kind == Kind.REFUSED ? "alert" : "status");
        this.said = new Span(said);
        this.said.addClassName("said");
        Button close = new Button(Icon.small("x"), click -> {
            removeFromParent();
            onClose.run();
        });
        close.addClassNames("square", "compact", "quiet");
        close.setAriaLabel(Words.say("part.close"));
        add(Icon.of(kind.icon), this.said, close);
    }

    /// Called when the person has closed it.
    public void onClose(Runnable listener) {
        onClose = listener;
    }

    public static Flash done(String text) {
        return new Flash(Kind.DONE, new Span(text));
    }

    /// A refusal: the sentence that stands out, and the provider's code and request id in small.
    public static Flash refused(String text, String... details) {
        Flash flash = new Flash(Kind.REFUSED, Dom.bold(text));
        for (String detail : details) {
            flash.said.add(Dom.span("detail mono", detail));
        }
        return flash;
    }

    public static Flash warning(String text) {
        return new Flash(Kind.WARNING, new Span(text));
    }
}
