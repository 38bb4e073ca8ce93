package brume.portal.lab;

import brume.lab.Check;
import brume.lab.CheckResult;
import brume.portal.part.CheckState;
import brume.portal.part.Dom;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.Optional;
import java.util.function.Consumer;

/// One check of the open step. A failed one shows what was expected, what was found and where to look, never the
/// answer.
public final class CheckRow extends HtmlContainer {

    /// For reading only, without the way to the console.
    ///
    /// @param number such as `4.2`
    public CheckRow(String number, Check check, CheckState state, Optional<CheckResult> result) {
        this(number, check, state, result, Optional.empty());
    }

    /// @param number such as `4.2`
    /// @param open opens a page of the console
    CheckRow(String number, Check check, CheckState state, Optional<CheckResult> result, Consumer<String> open) {
        this(number, check, state, result, Optional.of(open));
    }

    private CheckRow(
            String number,
            Check check,
            CheckState state,
            Optional<CheckResult> result,
            Optional<Consumer<String>> open) {
        super("li");
        addClassName("check");
        getElement().setAttribute("data-check", check.id());
        getElement().setAttribute("data-state", state.slot());
        Icon icon = state.icon();
        icon.addClassName(state.tone().css());
        Div said = Dom.div(
                "check-said",
                Dom.bold(number + " "),
                LessonText.inline(Words.prose(check.title().in(Words.locale()))),
                points(state, check.points()));
        if (state == CheckState.FAILED || state == CheckState.BROKEN) {
            addClassName(state == CheckState.FAILED ? "bad" : "held");
            result.ifPresent(one -> explain(said, one, open));
        }
        add(icon, said);
    }

    private static Span points(CheckState state, int points) {
        Span line = Dom.span("pts num", "");
        String word = state.word();
        Span strong = Dom.span("bold " + state.tone().css(), word);
        switch (state) {
            case PASSED -> line.add(strong, new Span(" " + Words.say("lab.pt", points)));
            case FAILED -> line.add(strong, new Span(" " + Words.say("lab.pt.of", 0, points)));
            case BROKEN -> line.add(strong, new Span(", " + Words.say("lab.pt.held")));
            case NOT_RUN, CHECKING -> line.add(new Span(word + ", " + Words.say("lab.pt", points)));
        }
        return line;
    }

    private static void explain(Div said, CheckResult result, Optional<Consumer<String>> open) {
        String message = result.message().in(Words.locale());
        if (!message.isBlank()) {
            said.add(Dom.div("message lesson", LessonText.html(message)));
        }
        HtmlContainer facts = Dom.tag("dl", "ef");
        fact(facts, "lab.expected", result.expected());
        fact(
                facts,
                "lab.found",
                result.found().equals(CheckResult.NOTHING) ? Words.say("lab.nothing") : result.found());
        if (facts.getChildren().findAny().isPresent()) {
            said.add(facts);
        }
        if (open.isPresent() && !result.link().isBlank()) {
            String known = "lab.open." + result.link();
            Button link = new Button(
                    Words.has(known) ? Words.say(known) : Words.say("lab.open", result.link()),
                    Icon.small("arrow-right"),
                    click -> open.orElseThrow().accept(result.link()));
            link.addClassName("link");
            said.add(Dom.div("row xs", link));
        }
    }

    private static void fact(HtmlContainer facts, String key, String text) {
        if (!text.isBlank()) {
            facts.add(Dom.text("dt", "", Words.say(key)), Dom.tag("dd", "fact", LessonText.inline(text)));
        }
    }
}
