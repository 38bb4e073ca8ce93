package brume.portal.part;

import com.vaadin.flow.component.html.Span;

/// A state: icon, word and colour, always the three. The families of states are [StateBadge] for machines (circles)
/// and [CheckState] for checks (squares).
public class Badge extends Span {

    /// The colours a state may have.
    public enum Tone {
        PASS,
        FAIL,
        WARN,
        OFF,
        PENDING,
        PRIMARY,
        TEXT;

        public String css() {
            return "tone-" + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public Badge(String icon, Tone tone, String word) {
        this(Icon.of(icon), tone, word);
    }

    public Badge(Icon icon, Tone tone, String word) {
        super(icon, new Span(word));
        addClassNames("state", tone.css());
    }

    /// "You are here": the lantern. Nothing but a person's place may have it.
    public static Span lantern(String text) {
        return Dom.span("badge lantern", text);
    }
}
