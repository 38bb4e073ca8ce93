package brume.portal.lab;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.History;
import com.vaadin.flow.router.QueryParameters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// What the browser's address says of a lab: the page that is shown and what is selected there, so that it can be kept,
/// sent, and gone back to from page to page. A place is written as [brume.portal.console.Console#open] takes it.
final class LabAddress {

    private final Component owner;
    private final String path;
    private String shown = "";
    private String written = "";

    /// @param owner attached while its address is written
    /// @param path of the lab, without a first slash
    LabAddress(Component owner, String path) {
        this.owner = owner;
        this.path = path;
    }

    /// The place that an address names; empty for none.
    static String read(QueryParameters asked) {
        String page = asked.getSingleParameter("page").orElse("");
        return asked.getSingleParameter("id").map(id -> page + "/" + id).orElse(page);
    }

    boolean isAt(String place) {
        return shown.equals(place);
    }

    /// The browser led here: its address stays.
    void visited(String place) {
        shown = place;
        written = place;
    }

    /// Somebody went there. Only the last place of an answer is written: the browser would visit the others too.
    void went(String place) {
        shown = place;
        UI.getCurrent()
                .beforeClientResponse(
                        owner, answer -> write(answer.getUI().getPage().getHistory()));
    }

    private void write(History history) {
        if (shown.equals(written)) {
            return;
        }
        String address = path + "?page="
                + URLEncoder.encode(shown, StandardCharsets.UTF_8).replaceFirst("%2F", "&id=");
        if (page(shown).equals(page(written))) {
            history.replaceState(null, address);
        } else {
            history.pushState(null, address);
        }
        written = shown;
    }

    private static String page(String place) {
        return place.split("/", 2)[0];
    }
}
