package brume.portal.palette;

import brume.portal.part.Dom;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;

/// The palette as it is seen: a field over a list, after the combobox pattern of ARIA. The focus stays in the field;
/// arrows choose, Enter goes, Escape leaves. Keys and text travel the same way in the order they were typed, so that
/// Enter never goes to what an older text had found.
public final class Palette extends Dialog {

    /// So many are offered at once.
    public static final int SHOWN = 12;

    private static final int CHARACTERS_AT_MOST = 80;

    private final Search search;
    private final TextField field = new TextField();
    private final HtmlContainer list = Dom.tag("ul", "palette-list");
    private final HtmlContainer nothing = Dom.text("p", "palette-none t2", Words.say("palette.none"));
    private final Div said = Dom.div("heard");
    private List<Place> shown = List.of();
    private int chosen;

    public Palette(Search search) {
        this.search = search;
        addThemeName("palette");
        getElement().setProperty("ariaLabel", Words.say("palette.title"));
        field.setId("palette-field");
        field.setPlaceholder(Words.say("palette.find"));
        field.setAriaLabel(Words.say("palette.find"));
        field.setPrefixComponent(Icon.of("search"));
        field.setMaxLength(CHARACTERS_AT_MOST);
        field.setWidthFull();
        field.setValueChangeMode(ValueChangeMode.EAGER);
        field.addValueChangeListener(change -> {
            show(change.getValue());
            said.setText(shown.isEmpty() ? Words.say("palette.none") : Words.say("palette.found", shown.size()));
        });
        Shortcuts.addShortcutListener(field, () -> choose(chosen + 1), Key.ARROW_DOWN)
                .listenOn(field);
        Shortcuts.addShortcutListener(field, () -> choose(chosen - 1), Key.ARROW_UP)
                .listenOn(field);
        Shortcuts.addShortcutListener(field, () -> go(chosen), Key.ENTER).listenOn(field);
        list.setId("palette-list");
        list.getElement().setAttribute("role", "listbox");
        list.getElement().setAttribute("aria-label", Words.say("palette.title"));
        said.getElement().setAttribute("role", "status");
        add(Dom.div("palette", field, list, nothing, said));
        addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                field.getElement().executeJs("""
                        const input = this.inputElement;
                        input.setAttribute('role', 'combobox');
                        input.setAttribute('aria-autocomplete', 'list');
                        input.setAttribute('aria-haspopup', 'listbox');
                        input.setAttribute('aria-controls', 'palette-list');
                        input.setAttribute('autocomplete', 'off');
                        input.setAttribute('spellcheck', 'false');
                        """);
                mark();
                field.focus();
            }
        });
        show("");
    }

    private void show(String text) {
        shown = search.found(text, SHOWN);
        list.removeAll();
        for (int i = 0; i < shown.size(); i++) {
            list.add(option(shown.get(i), i));
        }
        list.setVisible(!shown.isEmpty());
        nothing.setVisible(shown.isEmpty());
        chosen = 0;
        mark();
    }

    private HtmlContainer option(Place place, int number) {
        HtmlContainer option = Dom.tag(
                "li",
                "palette-place",
                Icon.of(place.icon()),
                Dom.div("palette-name", Dom.span("", place.title()), Dom.span("xs t2", place.detail())),
                Dom.span("xs t2 palette-kind", place.kind()));
        option.setId("palette-" + number);
        option.getElement().setAttribute("role", "option");
        option.getElement().setAttribute("data-place", place.id());
        option.getElement().addEventListener("click", click -> go(number));
        return option;
    }

    /// After the last comes the first.
    private void choose(int number) {
        if (!shown.isEmpty()) {
            chosen = Math.floorMod(number, shown.size());
            mark();
        }
    }

    private void mark() {
        for (int i = 0; i < shown.size(); i++) {
            list.getElement().getChild(i).setAttribute("aria-selected", Boolean.toString(i == chosen));
        }
        field.getElement().executeJs("""
                const input = this.inputElement;
                input.setAttribute('aria-expanded', $1);
                if ($1) {
                  input.setAttribute('aria-activedescendant', $0);
                  document.getElementById($0)?.scrollIntoView({ block: 'nearest' });
                } else {
                  input.removeAttribute('aria-activedescendant');
                }
                """, "palette-" + chosen, !shown.isEmpty());
    }

    private void go(int number) {
        if (number < shown.size()) {
            Place place = shown.get(number);
            close();
            Recent.visit(place.id());
            place.go().run();
        }
    }
}
