package brume.portal.lab;

import brume.cloud.network.Dialer;
import brume.portal.frame.PageFetch;
import brume.portal.frame.PageFetch.Fetched;
import brume.portal.part.Dom;
import brume.portal.part.EmptyState;
import brume.portal.part.Flash;
import brume.portal.part.Icon;
import brume.portal.part.MistLines;
import brume.portal.part.Words;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A page as a visitor on the simulated internet sees it. What a student's server sends is foreign: it is shown in a
/// frame that runs no script, has no origin and loads nothing.
final class Preview extends Div {

    private static final String NOTHING_ELSE =
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:\">";

    private final Dialer internet;
    private final PageFetch fetch;
    private final TextField address = new TextField();
    private final Button go = new Button(Words.say("lab.preview.go"), click -> load(addressTyped()));
    private final Div shown = Dom.div("preview-shown");

    Preview(Dialer internet, PageFetch fetch) {
        this.internet = internet;
        this.fetch = fetch;
        addClassName("preview");
        address.setAriaLabel(Words.say("lab.preview.address"));
        address.setPlaceholder("http://15.188.4.7/");
        address.setPrefixComponent(Icon.small("globe"));
        address.setMaxLength(2000);
        address.setId("preview-address");
        address.addKeyPressListener(Key.ENTER, key -> load(addressTyped()));
        go.setDisableOnClick(true);
        go.setId("preview-go");
        add(Dom.div("row preview-bar", address, go), shown);
        shown.add(new EmptyState(Words.say("lab.preview.empty"), Words.say("lab.preview.empty.why")));
    }

    /// Fetches and shows a page.
    void load(String url) {
        if (url.isBlank()) {
            go.setEnabled(true);
            return;
        }
        address.setValue(url);
        shown.removeAll();
        shown.add(new MistLines(4));
        UI page = UI.getCurrent();
        Thread.ofVirtual().name("preview").start(() -> {
            Fetched fetched = fetch.fetch(internet, url);
            page.access(() -> {
                go.setEnabled(true);
                show(fetched);
            });
        });
    }

    /// Fills the address in, if nobody has yet.
    void suggest(String url) {
        if (address.isEmpty()) {
            address.setValue(url);
        }
    }

    private String addressTyped() {
        return address.getValue().strip();
    }

    private void show(Fetched fetched) {
        shown.removeAll();
        switch (fetched) {
            case Fetched.Nothing nothing ->
                shown.add(new Flash(
                        Flash.Kind.WARNING,
                        Dom.bold(Words.say("lab.preview.failed") + ". "),
                        new Span(nothing.why()),
                        Dom.span("detail mono", nothing.url())));
            case Fetched.Page page -> show(page);
        }
    }

    private void show(Fetched.Page page) {
        Div note = Dom.div("preview-note xs t2 num");
        note.setText(Words.say("lab.preview.answer", Integer.toString(page.status()), page.url())
                + (page.cut() ? " " + Words.say("lab.preview.cut") : ""));
        shown.add(note);
        String type = page.type().toLowerCase(Locale.ROOT);
        if (!type.isEmpty() && !type.startsWith("text/") && !type.contains("json") && !type.contains("xml")) {
            shown.add(Flash.warning(Words.say("lab.preview.binary", page.type())));
            return;
        }
        String text = new String(page.body(), StandardCharsets.UTF_8);
        boolean isHtml =
                type.contains("html") || (type.isEmpty() && text.stripLeading().startsWith("<"));
        HtmlContainer frame = Dom.text("iframe", "preview-frame", "");
        frame.getElement().setAttribute("sandbox", "");
        frame.getElement().setAttribute("referrerpolicy", "no-referrer");
        frame.getElement().setAttribute("title", Words.say("lab.preview.title", page.url()));
        frame.getElement().setAttribute("srcdoc", isHtml ? guarded(text) : guarded("<pre>" + escape(text) + "</pre>"));
        shown.add(frame);
    }

    /// With the policy as early as it can stand without pushing the page into quirks mode.
    static String guarded(String html) {
        String page = html.stripLeading();
        int doctype = page.regionMatches(true, 0, "<!doctype", 0, 9) ? page.indexOf('>') + 1 : 0;
        return page.substring(0, doctype) + NOTHING_ELSE + page.substring(doctype);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
