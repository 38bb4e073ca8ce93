package brume.portal.lab;

import brume.cloud.Cloud;
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
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// A page as a visitor on the simulated internet sees it. What a student's server sends is foreign: it is shown in a
/// frame that runs no script, has no origin and loads nothing.
final class Preview extends Div implements LocaleChangeObserver {

    private static final String NOTHING_ELSE =
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:\">";

    private final Cloud cloud;
    private final PageFetch fetch;
    private final Consumer<String> open;
    private final TextField address = new TextField();
    private final Button back = new Button("", Icon.small("server"));
    private final Button go = new Button("", click -> load(addressTyped()));
    private final Div shown = Dom.div("preview-shown");
    private Optional<Fetched> last = Optional.empty();

    /// @param open opens another page of the lab
    /// @param leave shows the console again
    Preview(Cloud cloud, PageFetch fetch, Consumer<String> open, Runnable leave) {
        this.cloud = cloud;
        this.fetch = fetch;
        this.open = open;
        addClassName("preview");
        address.setPlaceholder("http://15.188.4.7/");
        address.setPrefixComponent(Icon.small("globe"));
        address.setMaxLength(2000);
        address.setId("preview-address");
        address.addKeyPressListener(Key.ENTER, key -> load(addressTyped()));
        back.addClickListener(click -> leave.run());
        back.setId("preview-back");
        go.setDisableOnClick(true);
        go.setId("preview-go");
        shown.getElement().setAttribute("aria-live", "polite");
        add(Dom.div("row preview-bar", back, address, go), shown);
    }

    /// In another language: the page that was fetched stays.
    @Override
    public void localeChange(LocaleChangeEvent event) {
        back.setText(Words.say("lab.preview.back"));
        go.setText(Words.say("lab.preview.go"));
        address.setAriaLabel(Words.say("lab.preview.address"));
        show();
    }

    /// Fetches and shows a page.
    void load(String url) {
        if (url.isBlank()) {
            go.setEnabled(true);
            return;
        }
        address.setValue(url);
        shown.removeAll();
        shown.add(new MistLines(4), Dom.text("p", "preview-slow sm t2", Words.say("lab.preview.slow")));
        UI page = UI.getCurrent();
        Thread.ofVirtual().name("preview").start(() -> {
            Fetched fetched = fetch.fetch(cloud, url);
            access(page, () -> {
                go.setEnabled(true);
                last = Optional.of(fetched);
                show();
            });
        });
    }

    private static void access(UI page, Runnable change) {
        try {
            page.access(change::run);
        } catch (UIDetachedException gone) {
            // the page was closed meanwhile: nobody is left to show it to
        }
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

    private void show() {
        shown.removeAll();
        if (last.isEmpty()) {
            shown.add(new EmptyState(Words.say("lab.preview.empty"), Words.say("lab.preview.empty.why")));
            return;
        }
        switch (last.orElseThrow()) {
            case Fetched.Nothing nothing -> show(nothing);
            case Fetched.Page page -> show(page);
        }
    }

    /// Why, where to look, and in small what a program would have been told.
    private void show(Fetched.Nothing nothing) {
        Unreachable why = Unreachable.of(cloud, nothing.url());
        Flash flash = new Flash(
                Flash.Kind.WARNING,
                Dom.bold(Words.say("lab.preview.failed") + " "),
                new Span(why.say()),
                Dom.span("detail mono", nothing.url() + ": " + nothing.why()));
        shown.add(flash);
        why.page().ifPresent(page -> {
            Button link =
                    new Button(Words.say("lab.open." + page), Icon.small("arrow-right"), click -> open.accept(page));
            link.addClassName("link");
            shown.add(Dom.div("row preview-where", link));
        });
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
