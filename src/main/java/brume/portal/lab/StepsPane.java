package brume.portal.lab;

import brume.lab.Step;
import brume.portal.frame.Standing;
import brume.portal.part.Dom;
import brume.portal.part.Icon;
import brume.portal.part.Track;
import brume.portal.part.Words;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The instructions: how many checks have passed, their track, and the steps of which one is open. Folded they are a
/// rail of step numbers.
public final class StepsPane extends HtmlContainer {

    private final Track track;
    private final Span count = Dom.span("xs t2 num", "");
    private final Span spoken = Dom.span("heard", "");
    private final List<StepItem> items = new ArrayList<>();
    /// Where the bar has no room for it.
    private final Button stuck;
    private final Button fold = new Button(Icon.of("panel-left"), click -> fold(!isFolded()));
    private Standing standing;
    private Optional<Step> open;

    /// To be worked with.
    ///
    /// @param note stands above the steps
    StepsPane(
            Standing standing,
            Map<String, String> values,
            Workspace workspace,
            MarkNote note,
            Optional<Step> open,
            boolean folded) {
        this(standing, values, Optional.of(asked(workspace)), open, LabTools.stuck(workspace));
        addComponentAtIndex(2, note);
        add(Dom.div("row wrap ins-foot", stuck, LabTools.reset(workspace)));
        fold(folded);
    }

    /// To be read only: nothing in it leads anywhere.
    public StepsPane(Standing standing, Map<String, String> values, Optional<Step> open) {
        this(standing, values, Optional.empty(), open, new Button());
    }

    private StepsPane(
            Standing standing,
            Map<String, String> values,
            Optional<StepItem.Asked> asked,
            Optional<Step> open,
            Button stuck) {
        super("section");
        this.standing = standing;
        this.open = open;
        this.stuck = stuck;
        addClassName("ins");
        getElement().setAttribute("aria-label", Words.say("lab.steps"));
        track = new Track(standing.checks());
        spoken.getElement().setAttribute("aria-live", "polite");
        HtmlContainer list = Dom.tag("ol", "steps");
        for (Step step : standing.lab().steps()) {
            StepItem item = new StepItem(step, standing.number(step), values, this::toggle, asked);
            items.add(item);
            list.add(item);
        }
        add(
                Dom.div("row ins-head", Dom.heading(2, Words.say("lab.steps")), Dom.gap(), count, fold),
                Dom.div("ins-track", track),
                list,
                spoken);
        fold.addClassNames("square", "quiet", "compact", "ins-fold");
        fold.setId("fold-steps");
        fold(false);
        draw();
    }

    private static StepItem.Asked asked(Workspace workspace) {
        return new StepItem.Asked() {
            @Override
            public void hint(Step step) {
                workspace.hint(step);
            }

            @Override
            public void run(String lines) {
                workspace.run(lines);
            }

            @Override
            public void open(String page) {
                workspace.open(page);
            }
        };
    }

    public boolean isFolded() {
        return hasClassName("rail");
    }

    private void fold(boolean folded) {
        getElement().getClassList().set("rail", folded);
        String word = Words.say(folded ? "lab.steps.unfold" : "lab.steps.fold");
        fold.setAriaLabel(word);
        fold.setTooltipText(word);
        fold.getElement().setAttribute("aria-expanded", Boolean.toString(!folded));
    }

    /// Shows new results. When the step that was worked on is done and still open, the next one opens.
    public void show(Standing now) {
        Standing before = standing;
        standing = now;
        if (open.equals(before.current()) && !before.current().equals(now.current())) {
            open = now.current().or(() -> open);
        }
        if (now.passed() != before.passed()) {
            spoken.setText(Words.say("lab.count", now.passed(), now.checks().size()));
        }
        draw();
    }

    /// The step whose text is shown.
    public Optional<Step> open() {
        return open;
    }

    private void toggle(Step step) {
        if (isFolded()) {
            fold(false);
            open = Optional.of(step);
            draw();
            return;
        }
        open = open.filter(step::equals).isPresent() ? Optional.empty() : Optional.of(step);
        draw();
    }

    private void draw() {
        LabTools.showHand(stuck, standing);
        track.show(standing.checks());
        count.setText(
                Words.say("lab.count", standing.passed(), standing.checks().size()));
        Optional<Step> here = standing.current();
        for (StepItem item : items) {
            item.show(
                    standing,
                    here.filter(item.step()::equals).isPresent(),
                    open.filter(item.step()::equals).isPresent());
        }
    }
}
