package brume.portal.course;

import brume.portal.frame.Frame;
import brume.portal.frame.Portal;
import brume.portal.frame.Visitor;
import brume.portal.part.Dom;
import brume.portal.part.EmptyState;
import brume.portal.part.Flash;
import brume.portal.part.Icon;
import brume.portal.part.Later;
import brume.portal.part.Words;
import brume.school.Course;
import brume.school.Enrolment;
import brume.school.Person;
import brume.school.QuotaDesk;
import brume.school.Role;
import brume.school.Tenant;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// The courses that a person teaches, of every school for an admin; archived ones last.
@Route(value = "courses", layout = Frame.class)
@RolesAllowed({"instructor", "admin"})
public final class CoursesView extends Div implements LocaleChangeObserver, HasDynamicTitle {

    private static final int MIST_ROWS = 4;

    private final Portal portal = Portal.here();
    private final Visitor visitor = Visitor.here();
    private final Schools schools = new Schools(portal, visitor);
    private final Div flashes = Dom.div("flashes");
    private Later<List<School>> list = later();

    /// A course as the list shows it.
    private record Row(Course course, long students, String instructors) {}

    private record School(Tenant tenant, QuotaDesk.Standing quota, List<Row> courses) {}

    @Override
    public void localeChange(LocaleChangeEvent event) {
        removeAll();
        list = later();
        setClassName("home col stack");
        flashes.getElement().setAttribute("aria-live", "polite");
        Button create = create();
        create.setId("create-course");
        add(
                Dom.tag("header", "title people-title", Dom.heading(1, Words.say("frame.courses")), Dom.gap(), create),
                flashes,
                list);
    }

    private void done(Flash said) {
        flashes.removeAll();
        said.addClassName("boxed");
        flashes.add(said);
        list.load();
    }

    private Later<List<School>> later() {
        return new Later<>(MIST_ROWS, this::read, this::draw);
    }

    @Override
    public String getPageTitle() {
        return Words.say("frame.courses") + " · Brume";
    }

    private Button create() {
        Button create = new Button(
                Words.say("course.create"),
                Icon.small("plus"),
                click -> new CourseDeeds(portal, said -> {})
                        .create(
                                schools,
                                made -> getUI().ifPresent(page ->
                                        page.navigate(schools.path(made).substring(1)))));
        create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        return create;
    }

    private List<School> read() {
        return schools.all().stream()
                .map(tenant -> new School(
                        tenant,
                        portal.school().quotas().school(schools.in(tenant.id())),
                        portal.school().courses().taughtBy(schools.in(tenant.id())).stream()
                                .sorted(Comparator.comparing(Course::archived))
                                .map(this::row)
                                .toList()))
                .toList();
    }

    private Row row(Course course) {
        List<Enrolment> enrolled = portal.school().courses().enrolments(course.tenant(), course.id());
        return new Row(
                course,
                enrolled.stream().filter(one -> one.role() == Role.STUDENT).count(),
                enrolled.stream()
                        .filter(one -> one.role() == Role.INSTRUCTOR)
                        .flatMap(one -> portal.school().people().find(course.tenant(), one.person()).stream())
                        .map(Person::name)
                        .sorted()
                        .collect(Collectors.joining(", ")));
    }

    private Component draw(List<School> read) {
        Div all = Dom.div("col stack");
        if (read.stream().allMatch(school -> school.courses().isEmpty())) {
            all.add(Dom.div("card", new EmptyState(Words.say("course.none"), Words.say("course.none.why"), create())));
            if (!visitor.person().is(Role.ADMIN)) {
                return all;
            }
        }
        for (School school : read) {
            HtmlContainer section = Dom.tag("section", "card labs", head(school));
            section.getElement()
                    .setAttribute("data-school", school.tenant().id().value());
            if (school.courses().isEmpty()) {
                section.add(Dom.text("p", "t2 sm nobody", Words.say("course.none")));
            } else {
                HtmlContainer rows = Dom.tag("tbody", "rows");
                school.courses().forEach(row -> rows.add(draw(row)));
                section.add(Dom.tag("table", "people", Dom.tag("thead", "head", columns()), rows));
            }
            all.add(section);
        }
        return all;
    }

    /// What the school may use is everybody's to see who teaches there, and an admin's to change.
    private HtmlContainer head(School school) {
        HtmlContainer head = Dom.div(
                "row wrap hd", Dom.heading(2, school.tenant().name()), Dom.gap(), QuotaSection.inShort(school.quota()));
        if (visitor.person().is(Role.ADMIN)) {
            Button change = new Button(
                    Words.say("course.quota.change"),
                    Icon.small("pencil"),
                    click -> new CourseDeeds(portal, this::done).limit(school.tenant()));
            change.setAriaLabel(Words.say("course.quota.title", school.tenant().name()));
            change.addClassName("change-school-quota");
            head.add(change);
        }
        return head;
    }

    private static HtmlContainer columns() {
        return Dom.tag(
                "tr",
                "head",
                Dom.text("th", "", Words.say("course.course")),
                Dom.text("th", "", Words.say("course.id")),
                Dom.text("th", "", Words.say("course.students")),
                Dom.text("th", "", Words.say("course.instructors")));
    }

    private HtmlContainer draw(Row row) {
        Course course = row.course();
        HtmlContainer name = Dom.tag("td", "", Dom.link(schools.path(course), course.title()));
        if (course.archived()) {
            name.add(Dom.span("badge", Words.say("course.archived")));
        }
        HtmlContainer line = Dom.tag(
                "tr",
                "line",
                name,
                Dom.tag("td", "", Dom.mono(course.id().value())),
                Dom.text("td", "num", Words.say("home.teacher.students", row.students())),
                Dom.text(
                        "td",
                        "t2",
                        row.instructors().isEmpty() ? Words.say("course.noInstructor") : row.instructors()));
        line.getElement().setAttribute("data-course", course.id().value());
        return line;
    }
}
