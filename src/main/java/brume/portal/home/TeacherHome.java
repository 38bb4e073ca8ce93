package brume.portal.home;

import brume.lab.CheckResult;
import brume.lab.Lab;
import brume.portal.frame.Portal;
import brume.portal.frame.Visitor;
import brume.portal.part.Dom;
import brume.portal.part.EmptyState;
import brume.portal.part.Words;
import brume.school.Course;
import brume.school.Principal;
import brume.school.Role;
import brume.school.Tenant;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Div;
import java.util.List;

/// An instructor's home: the courses that they teach, how far the class is in each lab, and the way to the live class.
final class TeacherHome extends Div {

    private final Portal portal;
    private final Principal me;

    TeacherHome(Portal portal, Visitor visitor) {
        this.portal = portal;
        this.me = visitor.principal();
        addClassName("home");
        String school =
                portal.school().people().tenant(me.tenant()).map(Tenant::name).orElse("");
        add(Dom.tag(
                "header",
                "title",
                Dom.div("", Dom.heading(1, Words.say("home.teacher.title")), Dom.text("p", "t2", school))));
        List<Course> courses = portal.school().courses().taughtBy(me).stream()
                .filter(course -> !course.archived())
                .toList();
        if (courses.isEmpty()) {
            add(Dom.div(
                    "card",
                    new EmptyState(
                            Words.say("home.teacher.none"),
                            Words.say("home.teacher.none.why"),
                            Dom.link("/courses", Words.say("frame.courses")))));
        }
        Div cards = Dom.div("courses");
        courses.forEach(course -> cards.add(card(course)));
        add(cards);
    }

    private HtmlContainer card(Course course) {
        long students = portal.school().courses().enrolments(me.tenant(), course.id()).stream()
                .filter(one -> one.role() == Role.STUDENT)
                .count();
        HtmlContainer labs = Dom.tag("ul", "labs-of");
        for (String id : course.labs()) {
            portal.labs().shelf().find(id).ifPresent(lab -> labs.add(row(course, lab, students)));
        }
        return Dom.tag(
                "section",
                "card course",
                Dom.div(
                        "row",
                        Dom.tag("h2", "", Dom.link("/courses/" + course.id(), course.title())),
                        Dom.gap(),
                        Dom.span("sm t2 num", Words.say("home.teacher.students", students))),
                labs);
    }

    private HtmlContainer row(Course course, Lab lab, long students) {
        long passed = portal.labs().desk().newest(me, course.id(), lab.id()).values().stream()
                .flatMap(attempt -> attempt.results().values().stream())
                .filter(CheckResult::passed)
                .count();
        long all = Math.max(1, students * lab.checks().count());
        Div bar = Dom.div("bar", part("done", passed), part("left", Math.max(0, all - passed)));
        bar.getElement().setAttribute("role", "img");
        bar.getElement().setAttribute("aria-label", Words.say("home.teacher.passed"));
        HtmlContainer row = Dom.tag(
                "li",
                "lab",
                Dom.text("b", "", lab.title().in(Words.locale())),
                Dom.div(
                        "row wrap",
                        Dom.link("/grades/" + course.id() + "/" + lab.id(), Words.say("frame.grades")),
                        Dom.link("/live/" + course.id() + "/" + lab.id(), Words.say("home.teacher.live"))),
                bar,
                Dom.span("xs t2", Words.say("home.teacher.passed")),
                Dom.span("xs num", passed + " / " + all));
        row.getElement().setAttribute("data-lab", lab.id());
        return row;
    }

    private static HtmlContainer part(String look, long share) {
        HtmlContainer part = Dom.text("span", look, "");
        part.getStyle().set("flex", share + " 0 0");
        return part;
    }
}
