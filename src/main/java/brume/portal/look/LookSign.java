package brume.portal.look;

import brume.portal.part.Dom;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;

/// Tells students who looks at their work, for as long as somebody does.
public final class LookSign extends Div {

    private final Span said = Dom.span("", "");

    public LookSign() {
        addClassName("looked-at");
        getElement().setAttribute("role", "status");
    }

    public void show(List<Look> looks) {
        List<String> names = looks.stream().map(Look::name).distinct().toList();
        removeAll();
        if (!names.isEmpty()) {
            said.setText(Words.say("look.at", names(names), names.size()));
            add(Icon.small("eye"), said);
        }
    }

    private static String names(List<String> names) {
        return names.size() == 1
                ? names.getFirst()
                : Words.say("look.and", String.join(", ", names.subList(0, names.size() - 1)), names.getLast());
    }
}
