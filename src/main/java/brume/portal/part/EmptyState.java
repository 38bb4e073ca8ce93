package brume.portal.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;

/// Nothing here yet: what is missing, what it costs, one button, one way out.
public final class EmptyState extends Div {

    public EmptyState(String missing, String explanation, Component... ways) {
        addClassName("empty");
        Div said = Dom.div("empty-said", Dom.text("h2", "", missing), Dom.text("p", "t2 sm", explanation));
        if (ways.length > 0) {
            said.add(Dom.row(ways));
        }
        add(MistLines.band(), said);
    }
}
