package brume.portal.grades;

import brume.lab.Attempt;
import brume.lab.Check;
import brume.lab.Grade;
import brume.lab.Lab;
import brume.lab.Mark;
import brume.lab.Step;
import brume.lab.Variants;
import brume.portal.frame.Notes;
import brume.portal.frame.Portal;
import brume.portal.frame.Standing;
import brume.portal.frame.TaughtLab;
import brume.portal.lab.CheckRow;
import brume.portal.part.CheckState;
import brume.portal.part.Dom;
import brume.portal.part.EmptyState;
import brume.portal.part.Icon;
import brume.portal.part.Track;
import brume.portal.part.Words;
import brume.school.Audit;
import brume.school.Person;
import brume.school.Principal;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Optional;

/// A student's page: read only but for the mark. New results come in by push; what is being typed stays.
final class StudentPage extends Div {

    private final Portal portal;
    private final Principal me;
    private final TaughtLab here;
    private final Person student;
    private final HtmlContainer totals = Dom.tag("dl", "totals num");
    private final HtmlContainer progress = Dom.tag("section", "card progress");
    private final MarkForm form;
    private Mark mark;
    private Runnable unsubscribe = () -> {};

    StudentPage(Portal portal, Principal me, TaughtLab here, Person student) {
        this.portal = portal;
        this.me = me;
        this.here = here;
        this.student = student;
        addClassName("student");
        mark = portal.labs().marks().look(me, here.course().id(), here.lab().id(), student.id());
        Notes.down(Audit.Action.WORK_LOOKED_INTO, student.username(), here.path());
        form = new MarkForm(portal, me, here, student, this::show);
        draw();
    }

    /// In the language of the person; what was typed stays.
    void draw() {
        removeAll();
        Anchor back = Dom.link("/grades/" + here.path(), "");
        back.addClassName("with-icon");
        back.add(
                Icon.small("chevron-left"),
                new Span(Words.say("frame.grades") + " · " + here.lab().title().in(Words.locale())));
        form.say();
        Anchor look = Dom.link("/live/" + here.path() + "/" + student.id(), "");
        look.addClassNames("with-icon", "button", "look-in");
        look.add(Icon.small("eye"), new Span(Words.say("mirror.look")));
        look.setVisible(!here.course().archived());
        Div work = Dom.div("cols", progress, Dom.tag("aside", "side", form));
        mark.attempt().ifPresent(attempt -> work.add(new WorkJournal(portal, attempt)));
        add(
                Dom.tag("nav", "back", back),
                Dom.tag(
                        "header",
                        "title",
                        Dom.div(
                                "",
                                Dom.heading(1, student.name()),
                                Dom.text("p", "t2", student.username() + " · " + student.email())),
                        Dom.gap(),
                        look,
                        totals),
                work);
        show(mark);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI page = event.getUI();
        unsubscribe = portal.labs()
                .live()
                .listen(me.tenant(), here.course().id(), here.lab().id(), attempt -> {
                    if (attempt.person().equals(student.id())) {
                        access(
                                page,
                                () -> show(portal.labs()
                                        .marks()
                                        .mark(me, here.course().id(), here.lab().id(), student.id())));
                    }
                });
    }

    @Override
    protected void onDetach(DetachEvent event) {
        unsubscribe.run();
        unsubscribe = () -> {};
    }

    private void show(Mark now) {
        mark = now;
        Grade automatic = now.automatic();
        totals.removeAll();
        totals.add(
                Gradebook.total("grades.final", Integer.toString(now.points()), " / " + automatic.of()),
                Gradebook.total("grades.automatic", Integer.toString(automatic.points()), " / " + automatic.of()),
                Gradebook.total("grades.checks", Integer.toString(automatic.passed()), " / " + automatic.checks()));
        form.show(now);
        progress.removeAll();
        progress.add(Dom.div("row hd", Dom.heading(2, Words.say("grades.progress"))));
        now.attempt()
                .ifPresentOrElse(
                        attempt -> progress.add(steps(attempt)),
                        () -> progress.add(new EmptyState(
                                Words.say("live.notStarted"), Words.say("grades.notStarted.why", student.name()))));
    }

    private HtmlContainer steps(Attempt attempt) {
        Lab lab = here.lab().filled(Variants.draw(here.lab(), attempt.seed()));
        Standing standing = new Standing(here.course(), 1, lab, Optional.of(attempt));
        HtmlContainer steps = Dom.tag("ol", "steps-done");
        lab.steps().forEach(step -> steps.add(step(standing, step, attempt)));
        return steps;
    }

    /// A step with what is wrong in it: those that passed, or that nobody has tried, are told by the track.
    private static HtmlContainer step(Standing standing, Step step, Attempt attempt) {
        Grade grade = Grade.of(step, attempt);
        String points = grade.points() + " / " + grade.of();
        Div head = Dom.div(
                "row step-head",
                Dom.span("n num", Integer.toString(standing.number(step))),
                Dom.span("name", step.title().in(Words.locale())),
                Dom.gap(),
                new Track(standing.checks(step)).fixed(),
                Dom.span("num pt", Words.say("grades.pt", points)));
        HtmlContainer line = Dom.tag("li", "step-line", head);
        if (grade.paid() > 0) {
            line.add(Dom.text("p", "xs t2", Words.say("grades.paid", grade.paid())));
        }
        HtmlContainer wrong = Dom.tag("ul", "checks");
        List<Check> checks = step.checks();
        for (int i = 0; i < checks.size(); i++) {
            CheckState state = standing.of(checks.get(i));
            if (state == CheckState.FAILED || state == CheckState.BROKEN) {
                wrong.add(new CheckRow(
                        standing.number(step) + "." + (i + 1),
                        checks.get(i),
                        state,
                        Optional.ofNullable(attempt.results().get(checks.get(i).id()))));
            }
        }
        if (wrong.getChildren().findAny().isPresent()) {
            line.add(wrong);
        }
        return line;
    }

    private static void access(UI page, Runnable change) {
        try {
            page.access(change::run);
        } catch (UIDetachedException gone) {
            // the page was closed meanwhile: nobody is left to show it to
        }
    }
}
