package brume.portal.console;

import brume.portal.part.Dom;
import brume.portal.part.EmptyState;
import brume.portal.part.FilterBar;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A list of resources as the provider's console shows one: title with the count, actions at the right, filter, table,
/// and its empty states. Selection survives a refresh by id.
final class Listing<T> extends Div {

    private final String key;
    private final Function<T, String> id;
    private final Function<T, List<String>> texts;
    private final Grid<T> grid = new Grid<>();
    private final Span count = Dom.span("t3 num", "");
    private final Div actions = Dom.div("row con-actions");
    private final FilterBar filter;
    private final Div below = Dom.div("con-below");
    private final Component nothing;
    private List<T> all = List.of();
    private @Nullable Runnable onSelect;

    /// @param key of the words: `console.<key>.title`, `.find`, `.empty`, `.empty.why`
    /// @param texts what the filter looks through
    /// @param ways what can be done when there is nothing yet
    Listing(String key, Function<T, String> id, Function<T, List<String>> texts, Runnable reload, Component... ways) {
        this.key = key;
        this.id = id;
        this.texts = texts;
        addClassName("listing");
        filter = new FilterBar(Words.say("console." + key + ".find"), changed -> show());
        nothing = new EmptyState(
                Words.say("console." + key + ".empty"), Words.say("console." + key + ".empty.why"), ways);
        Button again = new Button(Icon.small("refresh-cw"), click -> reload.run());
        again.addClassNames("square", "compact");
        again.setAriaLabel(Words.say("console.refresh"));
        HtmlContainer title = Dom.heading(2, Words.say("console." + key + ".title") + " ");
        title.add(count);
        add(Dom.div("row con-title wrap", title, Dom.gap(), again, actions), Dom.div("con-filter", filter), below);
        grid.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.LUMO_NO_BORDER);
        grid.setSelectionMode(Grid.SelectionMode.SINGLE);
        grid.setAllRowsVisible(true);
        grid.addSelectionListener(selected -> {
            if (onSelect != null) {
                onSelect.run();
            }
        });
    }

    Listing<T> text(String header, Function<T, String> value) {
        grid.addColumn(value::apply).setHeader(header).setAutoWidth(true).setFlexGrow(1);
        return this;
    }

    Listing<T> mono(String header, Function<T, String> value) {
        return part(header, row -> Dom.mono(value.apply(row)));
    }

    Listing<T> part(String header, Function<T, Component> value) {
        grid.addComponentColumn(value::apply)
                .setHeader(header)
                .setAutoWidth(true)
                .setFlexGrow(0);
        return this;
    }

    Listing<T> action(Component... added) {
        actions.add(added);
        return this;
    }

    void onSelect(Runnable listener) {
        onSelect = listener;
    }

    Optional<T> selected() {
        return grid.getSelectedItems().stream().findFirst();
    }

    void select(String wanted) {
        all.stream().filter(row -> id.apply(row).equals(wanted)).findFirst().ifPresent(grid::select);
    }

    Grid<T> grid() {
        return grid;
    }

    void show(List<T> rows) {
        all = new ArrayList<>(rows);
        show();
    }

    private void show() {
        Optional<String> kept = selected().map(id);
        List<T> shown =
                all.stream().filter(row -> filter.matches(texts.apply(row))).toList();
        count.setText(
                shown.size() == all.size() ? "(" + all.size() + ")" : "(" + shown.size() + "/" + all.size() + ")");
        below.removeAll();
        if (all.isEmpty()) {
            below.add(nothing);
        } else if (shown.isEmpty()) {
            Button clear = new Button(Words.say("part.clearFilters"), click -> filter.clear());
            below.add(new EmptyState(Words.say("console.noMatch"), Words.say("console.noMatch.why"), clear));
        } else {
            below.add(grid);
        }
        grid.setItems(shown);
        kept.flatMap(wanted -> shown.stream()
                        .filter(row -> id.apply(row).equals(wanted))
                        .findFirst())
                .ifPresent(grid::select);
    }

    /// The key of its words.
    String key() {
        return key;
    }
}
