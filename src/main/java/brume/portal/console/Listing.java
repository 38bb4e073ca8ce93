package brume.portal.console;

import brume.portal.part.Dom;
import brume.portal.part.EmptyState;
import brume.portal.part.FilterBar;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// A list of resources as the provider's console shows one: title with the count, actions at the right, filter, table,
/// and its empty states. Rows are selected with their boxes, one alone by clicking on it; the selection survives a
/// refresh by id.
final class Listing<T> extends Div {

    private final Function<T, String> id;
    private final Function<T, List<String>> texts;
    private final Grid<T> grid = new Grid<>();
    private final Span count = Dom.span("t3 num", "");
    private final Div actions = Dom.div("row con-actions");
    private final FilterBar filter;
    private final Div below = Dom.div("con-below");
    private final Component nothing;
    private final Set<String> chosen = new LinkedHashSet<>();
    private List<T> all = List.of();
    private List<T> drawn = List.of();
    private List<Object> looks = List.of();
    private Runnable onSelect = () -> {};
    private Consumer<String> onChoice = one -> {};
    private Function<T, String> look = row -> "";
    private Function<T, Object> besides = row -> "";

    /// @param key of the words: `console.<key>.title`, `.find`, `.empty`, `.empty.why`
    /// @param texts what the filter looks through
    /// @param ways what can be done when there is nothing yet
    Listing(String key, Function<T, String> id, Function<T, List<String>> texts, Runnable reload, Component... ways) {
        this.id = id;
        this.texts = texts;
        addClassName("listing");
        filter = new FilterBar(Words.say("console." + key + ".find"), changed -> show());
        nothing = new EmptyState(
                Words.say("console." + key + ".empty"), Words.say("console." + key + ".empty.why"), ways);
        Button again = new Button(Icon.small("refresh-cw"), click -> reload.run());
        again.addClassNames("square", "compact");
        again.setAriaLabel(Words.say("console.refresh"));
        again.setTooltipText(Words.say("console.refresh"));
        String title = Words.say("console." + key + ".title");
        HtmlContainer heading = Dom.tag("h2", "", new Span(title + " "), count);
        add(Dom.div("row con-title wrap", heading, Dom.gap(), again, actions), Dom.div("con-filter", filter), below);
        grid.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.LUMO_NO_BORDER);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setAllRowsVisible(true);
        grid.getElement().setAttribute("aria-label", title);
        grid.setPartNameGenerator(row -> isChosen(row) ? "chosen " + look.apply(row) : look.apply(row));
    }

    /// Rows look different by what they are: the part of the theme, or nothing.
    Listing<T> look(Function<T, String> part) {
        look = part;
        return this;
    }

    /// What a row shows besides itself: it is drawn anew when that has changed.
    Listing<T> showing(Function<T, Object> shown) {
        besides = shown;
        return this;
    }

    /// Rows can be selected: a box each, named by the row's id.
    ///
    /// @param choice hears which one is selected alone; empty for none or several
    Listing<T> selectable(Consumer<String> choice) {
        onChoice = choice;
        grid.addComponentColumn(this::box)
                .setHeader(Dom.span("heard", Words.say("console.selection")))
                .setWidth("36px")
                .setFlexGrow(0);
        grid.addItemClickListener(click -> select(id.apply(click.getItem())));
        return this;
    }

    private Checkbox box(T row) {
        Checkbox box = new Checkbox(isChosen(row));
        box.setAriaLabel(Words.say("console.select", id.apply(row)));
        box.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                choose(id.apply(row), change.getValue());
                grid.getElement().callJsFunction("generateCellPartNames");
                tell();
            }
        });
        return box;
    }

    private void choose(String row, boolean on) {
        if (on) {
            chosen.add(row);
        } else {
            chosen.remove(row);
        }
    }

    private boolean isChosen(T row) {
        return chosen.contains(id.apply(row));
    }

    Listing<T> text(String header, Function<T, String> value) {
        grid.addColumn(value::apply).setHeader(header).setAutoWidth(true).setFlexGrow(1);
        return this;
    }

    Listing<T> mono(String header, Function<T, String> value) {
        return part(header, row -> Dom.mono(value.apply(row)));
    }

    /// Takes its own width; as the last column, what is left.
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

    /// The one that is selected; empty when there are more.
    Optional<T> selected() {
        List<T> rows = selection();
        return rows.size() == 1 ? Optional.of(rows.getFirst()) : Optional.empty();
    }

    List<T> selection() {
        return drawn.stream().filter(this::isChosen).toList();
    }

    /// Selects this one only.
    void select(String wanted) {
        chosen.clear();
        chosen.add(wanted);
        grid.getDataProvider().refreshAll();
        tell();
    }

    private void tell() {
        onSelect.run();
        onChoice.accept(chosen.size() == 1 ? chosen.iterator().next() : "");
    }

    /// Filters and selects as another one does: the same list in another language.
    void keep(Listing<T> before) {
        chosen.addAll(before.chosen);
        filter.keep(before.filter);
    }

    void show(List<T> rows) {
        all = List.copyOf(rows);
        show();
    }

    /// Rows that are as they were are left alone: whoever is reading or tabbing through them stays where they are.
    private void show() {
        List<T> shown =
                all.stream().filter(row -> filter.matches(texts.apply(row))).toList();
        count.setText(
                shown.size() == all.size() ? "(" + all.size() + ")" : "(" + shown.size() + "/" + all.size() + ")");
        Component wanted = shown.isEmpty() ? all.isEmpty() ? nothing : noMatch() : grid;
        List<Object> now = shown.stream()
                .map(row -> (Object) List.of(row, besides.apply(row)))
                .toList();
        if (!now.equals(looks)) {
            looks = now;
            drawn = shown;
            grid.getColumns().getLast().setFlexGrow(1);
            grid.setItems(shown);
            grid.recalculateColumnWidths();
        }
        if (wanted.getParent().isEmpty()) {
            below.removeAll();
            below.add(wanted);
        }
        onSelect.run();
    }

    private Component noMatch() {
        Button clear = new Button(Words.say("part.clearFilters"), click -> filter.clear());
        return new EmptyState(Words.say("console.noMatch"), Words.say("console.noMatch.why"), clear);
    }
}
