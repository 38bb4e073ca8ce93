package brume.portal.grades;

import brume.lab.GradeDesk;
import brume.lab.GradeOverride;
import brume.lab.Mark;
import brume.portal.console.Times;
import brume.portal.frame.Notes;
import brume.portal.frame.Portal;
import brume.portal.frame.TaughtLab;
import brume.portal.part.Badge;
import brume.portal.part.Dom;
import brume.portal.part.Flash;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import brume.school.Audit;
import brume.school.CourseId;
import brume.school.Person;
import brume.school.Principal;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The mark of a student: what the checks give, what somebody gave by hand and why, the form to do so, and everything
/// that was given before.
final class MarkForm extends HtmlContainer {

    private final Portal portal;
    private final Principal me;
    private final TaughtLab here;
    private final Person student;
    private final Consumer<Mark> given;
    private final Div said = Dom.div("said-here");
    private final Div inForce = Dom.div("in-force");
    private final IntegerField points = new IntegerField();
    private final TextArea reason = new TextArea();
    private final Button give = new Button("", click -> give());
    private final Div before = Dom.div("given-before");

    MarkForm(Portal portal, Principal me, TaughtLab here, Person student, Consumer<Mark> given) {
        super("section");
        this.portal = portal;
        this.me = me;
        this.here = here;
        this.student = student;
        this.given = given;
        addClassNames("card", "bx", "mark-form");
        points.setId("mark-points");
        points.setMin(0);
        points.setMax(here.lab().points());
        points.setStepButtonsVisible(true);
        reason.setId("mark-reason");
        reason.setMaxLength(GradeDesk.LONGEST_REASON);
        reason.setValueChangeMode(ValueChangeMode.ON_BLUR);
        give.setId("mark-give");
        give.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    }

    /// Speaks the language of the person; the fields keep what was typed.
    void say() {
        removeAll();
        points.setLabel(Words.say("grades.points", here.lab().points()));
        points.setErrorMessage(Words.say("grades.fault.points", here.lab().points()));
        reason.setLabel(Words.say("grades.reason"));
        reason.setHelperText(Words.say("grades.reason.seen"));
        give.setText(Words.say("grades.give"));
        add(
                Dom.heading(2, Words.say("grades.mark")),
                said,
                inForce,
                Dom.div("col fields", points, reason, give),
                before);
    }

    void show(Mark mark) {
        inForce.removeAll();
        inForce.add(Dom.tag(
                "dl",
                "kv",
                Dom.text("dt", "", Words.say("grades.automatic")),
                Dom.text(
                        "dd",
                        "num",
                        mark.automatic().points() + " / " + mark.automatic().of())));
        mark.override().ifPresent(one -> inForce.add(override(mark, one)));
        List<GradeOverride> history =
                portal.labs().marks().history(me, here.course().id(), here.lab().id(), student.id());
        before.removeAll();
        if (history.size() > (mark.override().isPresent() ? 1 : 0)) {
            HtmlContainer lines = Dom.tag("ol", "history");
            history.stream().skip(mark.override().isPresent() ? 1 : 0).forEach(one -> lines.add(past(one)));
            before.add(Dom.heading(3, Words.say("grades.before")), lines);
        }
    }

    private Div override(Mark mark, GradeOverride one) {
        Button withdraw = new Button(Words.say("grades.withdraw"), Icon.small("rotate-ccw"), click -> withdraw());
        withdraw.addClassName("compact");
        withdraw.setId("mark-withdraw");
        Div card = Dom.div(
                "by-hand",
                new Badge(
                        "pencil",
                        Badge.Tone.PRIMARY,
                        Words.say(
                                "grades.byHand",
                                one.points().orElse(0),
                                here.lab().points())),
                Dom.text("p", "reason", one.reason()),
                Dom.text("p", "xs t2", signed(one)));
        if (mark.isOutdated()) {
            card.add(new Badge(
                    Icon.small("triangle-alert"), Badge.Tone.WARN, Words.say("grades.outdated", one.automatic())));
        }
        card.add(withdraw);
        return card;
    }

    private HtmlContainer past(GradeOverride one) {
        String what = one.points()
                .map(points -> Words.say("grades.byHand", points, here.lab().points()))
                .orElseGet(() -> Words.say("grades.withdrawn"));
        HtmlContainer line = Dom.tag("li", "", Dom.bold(what));
        if (!one.reason().isEmpty()) {
            line.add(Dom.text("p", "reason", one.reason()));
        }
        line.add(Dom.text("p", "xs t2", signed(one)));
        return line;
    }

    private String signed(GradeOverride one) {
        String name = portal.school()
                .people()
                .find(me.tenant(), one.by())
                .map(Person::name)
                .orElse(one.byName());
        return Words.say("grades.signed", name, Times.say(one.at()));
    }

    private void give() {
        Optional<Integer> wanted = Optional.ofNullable(points.getValue());
        tell(() -> portal.labs()
                .marks()
                .override(me, course(), here.lab().id(), student.id(), wanted.orElse(-1), reason.getValue()));
    }

    private void withdraw() {
        tell(() -> portal.labs().marks().withdraw(me, course(), here.lab().id(), student.id()));
    }

    private CourseId course() {
        return here.course().id();
    }

    /// What is wrong stands where it was typed, and the focus goes there.
    private void tell(Supplier<Mark> act) {
        said.removeAll();
        points.setInvalid(false);
        reason.setInvalid(false);
        try {
            Mark now = act.get();
            String what = here.path() + (now.override().isPresent() ? ": " + now.points() : ": -");
            Notes.down(Audit.Action.GRADE_OVERRIDDEN, student.username(), what);
            points.clear();
            reason.clear();
            said.add(Flash.done(Words.say(now.override().isPresent() ? "grades.done" : "grades.withdrawn.done")));
            given.accept(now);
        } catch (GradeDesk.Unfit unfit) {
            if (unfit.fault() == GradeDesk.Fault.POINTS) {
                points.setInvalid(true);
                points.focus();
            } else {
                reason.setErrorMessage(Words.say(
                        "grades.fault." + unfit.fault().name().toLowerCase(Locale.ROOT), GradeDesk.LONGEST_REASON));
                reason.setInvalid(true);
                reason.focus();
            }
        }
    }
}
