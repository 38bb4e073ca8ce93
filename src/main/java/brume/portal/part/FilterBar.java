package brume.portal.part;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Filters as tokens: what is typed filters at once; Enter makes a token of it, `Property = value` or plain text.
/// A row passes when every token and the text being typed are found in it.
public final class FilterBar extends Div {

    private static final int TOKENS_AT_MOST = 10;
    private static final int CHARACTERS_AT_MOST = 120;

    private final List<String> tokens = new ArrayList<>();
    private final TextField typed = new TextField();
    private final Div shown = Dom.div("row tokens");
    private final Consumer<FilterBar> onChange;

    public FilterBar(String placeholder, Consumer<FilterBar> onChange) {
        this.onChange = onChange;
        addClassName("filter-bar");
        typed.setPlaceholder(placeholder);
        typed.setAriaLabel(placeholder);
        typed.setPrefixComponent(Icon.small("search"));
        typed.setMaxLength(CHARACTERS_AT_MOST);
        typed.setValueChangeMode(ValueChangeMode.LAZY);
        typed.setValueChangeTimeout(150);
        typed.addValueChangeListener(change -> onChange.accept(this));
        typed.getElement().addEventListener("keydown", key -> token()).setFilter("event.key === 'Enter'");
        add(typed, shown);
    }

    /// Whether a row with these texts is shown.
    public boolean matches(List<String> row) {
        String all = String.join("\n", row).toLowerCase(Locale.ROOT);
        return words().stream().allMatch(word -> all.contains(needle(word)));
    }

    public boolean isFiltering() {
        return !words().isEmpty();
    }

    public void clear() {
        tokens.clear();
        typed.clear();
        redraw();
    }

    /// Adds a token, as a link from a check or another page does.
    public void add(String token) {
        if (tokens.size() < TOKENS_AT_MOST && !token.isBlank() && !tokens.contains(token)) {
            tokens.add(token);
            redraw();
        }
    }

    /// Filters as another one does: the same page in another language.
    public void keep(FilterBar before) {
        tokens.addAll(before.tokens);
        typed.setValue(before.typed.getValue());
        redraw();
    }

    private void token() {
        String text = typed.getValue().strip();
        typed.clear();
        add(text);
    }

    private List<String> words() {
        List<String> words = new ArrayList<>(tokens);
        if (!typed.getValue().isBlank()) {
            words.add(typed.getValue().strip());
        }
        return words;
    }

    private static String needle(String word) {
        int equals = word.indexOf('=');
        return (equals < 0 ? word : word.substring(equals + 1)).strip().toLowerCase(Locale.ROOT);
    }

    private void redraw() {
        shown.removeAll();
        for (String token : tokens) {
            Button remove = new Button(Icon.small("x"), click -> {
                tokens.remove(token);
                redraw();
            });
            remove.setAriaLabel(Words.say("part.removeFilter", token));
            shown.add(Dom.div("token", Dom.span("", token), remove));
        }
        if (!tokens.isEmpty()) {
            Button clear = new Button(Words.say("part.clearFilters"), click -> clear());
            clear.addClassName("link");
            shown.add(clear);
        }
        onChange.accept(this);
    }
}
