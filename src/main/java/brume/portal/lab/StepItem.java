package brume.portal.lab;

import brume.lab.Attempt;
import brume.lab.Check;
import brume.lab.CheckResult;
import brume.lab.Hint;
import brume.lab.LabDesk;
import brume.lab.LabText;
import brume.lab.Step;
import brume.portal.frame.Standing;
import brume.portal.part.Badge;
import brume.portal.part.CheckState;
import brume.portal.part.Dom;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// One step in the list: its head, and while it is open its text, checks and hints. The text is drawn once, so that a
/// new result does not disturb reading.
final class StepItem extends HtmlContainer {

    /// What a step asks of the workspace.
    interface Asked extends LessonText.Actions {
        void hint(Step step);
    }

    private final Step step;
    private final int number;
    private final Map<String, String> values;
    private final Optional<Asked> asked;
    private final NativeButton head = new NativeButton();
    private final Span state = new Span();
    private final Div body = Dom.div("cur");
    private final HtmlContainer checks = Dom.tag("ul", "checks");
    private final Div hints = Dom.div("hints");
    private boolean isOpen;
    private String drawn = "";

    /// @param toggle opens or closes the step
    /// @param asked empty where the step is only read
    StepItem(Step step, int number, Map<String, String> values, Consumer<Step> toggle, Optional<Asked> asked) {
        super("li");
        this.step = step;
        this.number = number;
        this.values = values;
        this.asked = asked;
        addClassName("step");
        getElement().setAttribute("data-step", step.id());
        head.addClassName("sh");
        head.addClickListener(click -> toggle.accept(step));
        head.add(
                Dom.span("n num", Integer.toString(number)),
                Dom.span("tt", step.title().in(Words.locale())),
                state);
        add(head);
    }

    Step step() {
        return step;
    }

    /// @param isHere the step to work on
    void show(Standing standing, boolean isHere, boolean open) {
        List<CheckState> states = standing.checks(step);
        long passed = states.stream().filter(one -> one == CheckState.PASSED).count();
        boolean done = passed == states.size();
        getElement().getClassList().set("now", isHere);
        getElement().getClassList().set("todo", !done && !isHere);
        getElement().getClassList().set("done", done);
        getElement().getClassList().set("open", open);
        head.getElement().setAttribute("aria-expanded", Boolean.toString(open));
        sayState(isHere, done, passed + "/" + states.size());
        if (open && !isOpen) {
            body.removeAll();
            body.add(new LessonText(LabText.filled(step.text().in(Words.locale()), values), asked), checks, hints);
            drawn = "";
            add(body);
        } else if (!open && isOpen) {
            remove(body);
        }
        isOpen = open;
        if (open) {
            showResults(standing, states);
        }
    }

    private void sayState(boolean isHere, boolean done, String count) {
        state.removeAll();
        state.setClassName("step-state");
        if (isHere) {
            state.add(Badge.lantern(Words.say("home.here")));
        } else if (done) {
            Badge badge = new Badge(Icon.small("square-check"), Badge.Tone.PASS, Words.say("lab.step.passed", count));
            badge.addClassName("xs");
            state.add(badge);
        } else {
            state.add(Dom.span("xs t3 num", count));
        }
    }

    private void showResults(Standing standing, List<CheckState> states) {
        Optional<Attempt> attempt = standing.attempt();
        String now = states
                + attempt.map(one -> step.checks().stream()
                                        .map(check ->
                                                String.valueOf(one.results().get(check.id())))
                                        .toList()
                                + " " + LabDesk.taken(step, one).size())
                        .orElse("");
        if (now.equals(drawn)) {
            return;
        }
        drawn = now;
        checks.removeAll();
        for (int i = 0; i < states.size(); i++) {
            Check check = step.checks().get(i);
            Optional<CheckResult> result = attempt.map(one -> one.results().get(check.id()));
            String called = number + "." + (i + 1);
            CheckState looks = states.get(i);
            checks.add(asked.map(ways -> new CheckRow(called, filled(check), looks, result, ways::open))
                    .orElseGet(() -> new CheckRow(called, filled(check), looks, result)));
        }
        hints.removeAll();
        attempt.ifPresent(this::showHints);
    }

    private void showHints(Attempt attempt) {
        List<Hint> taken = LabDesk.taken(step, attempt);
        int total = step.hints().size();
        for (int i = 0; i < taken.size(); i++) {
            String text = LabText.filled(taken.get(i).text().in(Words.locale()), values);
            hints.add(Dom.div(
                    "hint taken",
                    hintIcon(),
                    Dom.div("hint-said", Dom.bold(Words.say("lab.hint", i + 1, total)), new LessonText(text, asked))));
        }
        asked.ifPresent(ways -> offerHint(attempt, taken.size(), total, ways));
    }

    private void offerHint(Attempt attempt, int taken, int total, Asked ways) {
        LabDesk.next(step, attempt).ifPresent(hint -> {
            boolean free = hint.price() == 0 || standingDone(attempt);
            Button show = new Button(
                    free ? Words.say("lab.hint.free") : Words.say("lab.hint.show", hint.price()),
                    click -> ways.hint(step));
            show.addClassName("compact");
            show.addClassName("hint-show");
            String what = switch (taken) {
                case 0 -> "lab.hint.first";
                case 1 -> "lab.hint.second";
                default -> "lab.hint.last";
            };
            hints.add(Dom.div(
                    "hint",
                    hintIcon(),
                    Dom.div(
                            "hint-said",
                            Dom.bold(Words.say("lab.hint", taken + 1, total)),
                            Dom.text("div", "xs t2", Words.say(what))),
                    show));
        });
    }

    private boolean standingDone(Attempt attempt) {
        return brume.lab.Grade.of(step, attempt).complete();
    }

    private Check filled(Check check) {
        return new Check(
                check.id(),
                check.title().map(text -> LabText.filled(text, values)),
                check.points(),
                check.that(),
                check.broken(),
                check.expected(),
                check.found(),
                check.message(),
                check.mistakes(),
                check.link(),
                check.needs(),
                check.mustHold());
    }

    private static Icon hintIcon() {
        Icon icon = Icon.of("lightbulb");
        icon.addClassName("tone-primary");
        return icon;
    }
}
