package brume.portal.part;

import com.vaadin.flow.component.html.Div;

/// Something that is still being fetched: rows of mist at their final height, shown by the theme after 300 ms.
public final class MistLines extends Div {

    public MistLines(int rows) {
        addClassName("mist-lines");
        getElement().setAttribute("role", "status");
        getElement().setAttribute("aria-label", Words.say("part.loading"));
        for (int i = 0; i < rows; i++) {
            add(Dom.div("mist-row", Dom.span("", ""), Dom.span("", ""), Dom.span("", "")));
        }
    }

    /// A band of mist that thickens downwards, above an empty state.
    public static Div band() {
        Div band = Dom.div("mist-band");
        band.getElement().setAttribute("aria-hidden", "true");
        return band;
    }
}
