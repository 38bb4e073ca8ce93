package brume.portal.lab;

import brume.portal.part.Icon;
import brume.portal.part.Words;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;

/// The bar at the bottom of a narrow screen, which shows one part of the lab at a time.
final class ViewBar extends HtmlContainer {

    static final List<String> PARTS = List.of("steps", "console", "terminal", "preview");
    private static final List<String> ICONS = List.of("list-checks", "server", "square-terminal", "eye");

    private final Button check = new Button();

    ViewBar(Workspace workspace) {
        super("nav");
        addClassName("mob");
        getElement().setAttribute("aria-label", Words.say("lab.views"));
        List<NativeButton> all = new ArrayList<>();
        for (int i = 0; i < PARTS.size(); i++) {
            String part = PARTS.get(i);
            NativeButton view = new NativeButton("", click -> {
                if (part.equals("console")) {
                    workspace.open("instances");
                } else if (part.equals("steps")) {
                    workspace.look(part);
                } else {
                    workspace.open(part);
                }
            });
            Icon icon = Icon.of(ICONS.get(i));
            icon.addClassName("large");
            view.add(icon, new Span(Words.say("lab.view." + part)));
            view.addClassName("to-" + part);
            all.add(view);
        }
        check.setText(Words.say("lab.check.short"));
        check.addClickListener(click -> workspace.check());
        check.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        all.forEach(this::add);
        add(check);
    }

    void checking(boolean running) {
        check.setEnabled(!running);
    }
}
