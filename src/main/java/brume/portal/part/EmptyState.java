package brume.portal.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Div;

/// Nothing here yet: what is missing, what it costs, one button, one way out.
public final class EmptyState extends Div {

    private final Div said;
    private HtmlContainer heading;

    public EmptyState(String missing, String explanation, Component... ways) {
        addClassName("empty");
        heading = Dom.text("h2", "", missing);
        said = Dom.div("empty-said", heading, Dom.text("p", "t2 sm", explanation));
        if (ways.length > 0) {
            said.add(Dom.row(ways));
        }
        add(MistLines.band(), said);
    }

    /// Where there is nothing else on the page, what is missing is its first heading.
    public EmptyState asPage() {
        HtmlContainer first = Dom.text("h1", "", heading.getText());
        said.replace(heading, first);
        heading = first;
        return this;
    }
}
