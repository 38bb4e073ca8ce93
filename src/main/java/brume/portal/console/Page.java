package brume.portal.console;

import com.vaadin.flow.component.html.Div;

/// One page of the console. It shows what the sandbox holds now, again after each change.
abstract class Page extends Div {

    final Desk desk;
    final Console console;

    Page(Console console) {
        this.console = console;
        this.desk = console.desk();
        addClassName("con-page");
    }

    /// Takes over what was typed and selected on the same page in another language, before the first refresh.
    void keep(Page before) {
        // a page without fields has nothing to take over
    }

    /// Selects one of the things listed here, by its id.
    void select(String id) {
        // a page without a list has nothing to select
    }

    /// Shows what is there now; keeps what the person selected and typed.
    abstract void refresh();
}
