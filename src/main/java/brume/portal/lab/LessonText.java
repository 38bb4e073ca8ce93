package brume.portal.lab;

import brume.lab.LabText;
import brume.lab.LabText.Piece;
import brume.portal.part.CopyButton;
import brume.portal.part.Dom;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Optional;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/// A text of a lab, shown: Markdown, and its actions as buttons. An author's HTML is shown as text, links that are no
/// web addresses are dropped.
final class LessonText extends Div {

    private static final Parser PARSER = Parser.builder().build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            .softbreak(" ")
            .build();

    /// What the buttons of a text do.
    interface Actions {
        void run(String lines);

        void open(String page);
    }

    /// @param actions empty where the text is only read
    LessonText(String text, Optional<? extends Actions> actions) {
        addClassName("lesson");
        LabText.pieces(text)
                .forEach(piece -> add(actions.map(does -> show(piece, does)).orElseGet(() -> show(piece))));
    }

    private static Component show(Piece piece, Actions actions) {
        return switch (piece) {
            case Piece.Markdown markdown -> html(markdown.text());
            case Piece.Run run -> command(run.lines(), button("lab.run", "terminal", () -> actions.run(run.lines())));
            case Piece.Copy copy -> command(copy.lines(), new CopyButton(copy.lines()));
            case Piece.Open open -> link(open.label(), "app-window", () -> actions.open(open.page()));
            case Piece.Highlight element -> highlight(element);
        };
    }

    private static Component show(Piece piece) {
        return switch (piece) {
            case Piece.Markdown markdown -> html(markdown.text());
            case Piece.Run run -> command(run.lines(), new CopyButton(run.lines()));
            case Piece.Copy copy -> command(copy.lines(), new CopyButton(copy.lines()));
            case Piece.Open open -> Dom.text("p", "t2", open.label());
            case Piece.Highlight element -> Dom.text("p", "t2", element.label());
        };
    }

    /// Markdown as HTML of our own making.
    static Component html(String markdown) {
        Div html = Dom.div("markdown");
        html.getElement().setProperty("innerHTML", RENDERER.render(PARSER.parse(Words.prose(markdown))));
        return html;
    }

    private static Component command(String lines, Component action) {
        return Dom.div("command", Dom.text("pre", "", lines), action);
    }

    private static Button button(String key, String icon, Runnable action) {
        Button button = new Button(Icon.small(icon), click -> action.run());
        button.addClassNames("square", "compact", "quiet");
        button.setAriaLabel(Words.say(key));
        button.setTooltipText(Words.say(key));
        return button;
    }

    private static Button link(String label, String icon, Runnable action) {
        Button button = new Button(label, Icon.small(icon), click -> action.run());
        button.addClassNames("compact", "action");
        return button;
    }

    private static Component highlight(Piece.Highlight element) {
        Button button = new Button(element.label(), Icon.small("eye"));
        button.addClassNames("compact", "action");
        button.addClickListener(click -> button.getElement().executeJs("""
                        const found = document.getElementById($0);
                        if (found) { found.scrollIntoView({ block: 'center' }); found.classList.add('shown-here');
                          setTimeout(() => found.classList.remove('shown-here'), 4000); }
                        """, element.element()));
        return button;
    }

    /// One line with what stands between backticks in the font of things to type.
    static Span inline(String text) {
        Span line = new Span();
        boolean isCode = false;
        for (String part : List.of(text.split("`", -1))) {
            if (!part.isEmpty()) {
                line.add(isCode ? Dom.mono(part) : new Span(part));
            }
            isCode = !isCode;
        }
        return line;
    }
}
