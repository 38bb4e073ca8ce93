package brume.portal.course;

import brume.lab.Lab;
import brume.portal.frame.Portal;
import brume.portal.part.Dom;
import brume.portal.part.EmptyState;
import brume.portal.part.FilterBar;
import brume.portal.part.Flash;
import brume.portal.part.Icon;
import brume.portal.part.Later;
import brume.portal.part.Words;
import brume.school.Course;
import brume.school.CourseDesk.Participant;
import brume.school.Person;
import brume.school.Principal;
import brume.school.QuotaDesk;
import brume.school.Role;
import brume.school.Tenant;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The page of one course.
final class CoursePage extends Div {

    private static final int MIST_ROWS = 6;

    private final Portal portal;
    private final Schools schools;
    private final Principal me;
    private final CourseDeeds deeds;
    private final Div flashes = Dom.div("flashes");
    private Course course;
    private Optional<FilterBar> filter = Optional.empty();
    private Optional<Later<List<Participant>>> people = Optional.empty();
    private List<Participant> read = List.of();

    CoursePage(Portal portal, Schools schools, Principal me, Course course) {
        this.portal = portal;
        this.schools = schools;
        this.me = me;
        this.course = course;
        this.deeds = new CourseDeeds(portal, this::done);
        flashes.getElement().setAttribute("aria-live", "polite");
        addClassNames("home", "col", "stack");
    }

    /// Speaks the language of the person; what was looked for stays. A file that is being enrolled is left alone, with
    /// the passwords that it may show.
    void say() {
        if (getChildren().noneMatch(EnrolmentPane.class::isInstance)) {
            draw();
        }
    }

    private void draw() {
        removeAll();
        FilterBar find = new FilterBar(Words.say("course.people.find"), changed -> narrow());
        filter.ifPresent(find::keep);
        filter = Optional.of(find);
        Later<List<Participant>> list =
                new Later<>(MIST_ROWS, () -> portal.school().courseDesk().participants(me, course.id()), this::filled);
        people = Optional.of(list);
        Button add = new Button(
                Words.say("course.add"), Icon.small("plus"), click -> new AddPeople(portal, me, course, deeds).open());
        add.setId("add-people");
        add(
                title(),
                flashes,
                labs(),
                quota(),
                Dom.tag(
                        "section",
                        "card labs",
                        Dom.div(
                                "row wrap hd people-head",
                                Dom.heading(2, Words.say("course.people")),
                                Dom.gap(),
                                find,
                                add),
                        list));
    }

    private HtmlContainer title() {
        String school =
                portal.school().people().tenant(me.tenant()).map(Tenant::name).orElse("");
        Div where = Dom.div(
                "",
                Dom.heading(1, course.title()),
                Dom.tag(
                        "p",
                        "t2",
                        Dom.span("", school + " · "),
                        Dom.mono(course.id().value())));
        Button change = new Button(Words.say("course.change"), Icon.small("pencil"), click -> deeds.change(course));
        change.setId("change-course");
        Button archive = new Button(
                Words.say(course.archived() ? "course.bringBack" : "course.archive.ask"),
                click -> deeds.archive(course));
        archive.setId("archive-course");
        Button enrol = new Button(Words.say("course.enrol"), Icon.small("upload"), click -> enrol());
        enrol.setId("enrol");
        HtmlContainer head =
                Dom.tag("header", "title people-title course-title", where, Dom.gap(), enrol, change, archive);
        if (!course.archived()) {
            return head;
        }
        Div over = Dom.div("flash boxed note", Icon.of("info"), Dom.span("said", Words.say("course.archived.what")));
        over.setId("archived");
        return Dom.tag("div", "col stack", head, over);
    }

    private HtmlContainer quota() {
        QuotaDesk desk = portal.school().quotas();
        return QuotaSection.of(desk.course(me, course.id()), desk.school(me), () -> deeds.limit(course));
    }

    /// The page makes room for a file of people, and is itself again after it.
    private void enrol() {
        removeAll();
        add(new EnrolmentPane(portal, me, course, this::draw));
    }

    private HtmlContainer labs() {
        HtmlContainer section =
                Dom.tag("section", "card labs", Dom.div("row hd", Dom.heading(2, Words.say("course.labs"))));
        if (course.labs().isEmpty()) {
            section.add(Dom.text("p", "t2 sm nobody", Words.say("course.labs.none")));
            return section;
        }
        HtmlContainer rows = Dom.tag("tbody", "rows");
        course.labs().forEach(lab -> rows.add(lab(lab)));
        HtmlContainer head = Dom.tag(
                "tr",
                "head",
                Dom.text("th", "", Words.say("course.lab")),
                Dom.text("th", "", Words.say("course.id")),
                Dom.tag("th", "", Dom.span("heard", Words.say("frame.live"))),
                Dom.tag("th", "", Dom.span("heard", Words.say("frame.grades"))));
        section.add(Dom.tag("table", "people", Dom.tag("thead", "head", head), rows));
        return section;
    }

    private HtmlContainer lab(String id) {
        Optional<Lab> lab = portal.labs().shelf().find(id);
        String name = lab.map(one -> one.title().in(Words.locale())).orElse(id);
        HtmlContainer live = Dom.tag("td", "");
        HtmlContainer grades = Dom.tag("td", "");
        if (lab.isPresent() && schools.isOwn(course.tenant())) {
            String path = course.id() + "/" + id;
            grades.add(Dom.link("/grades/" + path, Words.say("frame.grades")));
            if (!course.archived()) {
                live.add(Dom.link("/live/" + path, Words.say("frame.live")));
            }
        } else if (lab.isEmpty()) {
            grades.add(Dom.span("t2", Words.say("course.labs.gone")));
        }
        HtmlContainer row =
                Dom.tag("tr", "line", Dom.tag("td", "", Dom.bold(name)), Dom.tag("td", "", Dom.mono(id)), live, grades);
        row.getElement().setAttribute("data-lab", id);
        return row;
    }

    private Component filled(List<Participant> there) {
        read = there;
        if (there.isEmpty()) {
            return new EmptyState(Words.say("course.nobody"), Words.say("course.nobody.why"));
        }
        FilterBar find = filter.orElseThrow();
        List<Participant> shown = there.stream()
                .filter(one -> find.matches(List.of(
                        one.person().name(),
                        one.person().username(),
                        one.person().email(),
                        word(one.role()))))
                .toList();
        if (shown.isEmpty()) {
            Button clear = new Button(Words.say("part.clearFilters"), click -> find.clear());
            return new EmptyState(Words.say("course.noMatch"), Words.say("course.noMatch.why"), clear);
        }
        HtmlContainer rows = Dom.tag("tbody", "rows");
        shown.forEach(one -> rows.add(row(one)));
        HtmlContainer head = Dom.tag(
                "tr",
                "head",
                Dom.text("th", "", Words.say("course.name")),
                Dom.text("th", "", Words.say("course.username")),
                Dom.text("th", "", Words.say("course.role")),
                Dom.text("th", "", Words.say("course.email")),
                Dom.tag("th", "acts", Dom.span("heard", Words.say("course.acts"))));
        return Dom.tag("table", "people", Dom.tag("thead", "head", head), rows);
    }

    private static String word(Role role) {
        return Words.say("sign.role." + role.name().toLowerCase(Locale.ROOT));
    }

    private HtmlContainer row(Participant one) {
        Person person = one.person();
        HtmlContainer row = Dom.tag(
                "tr",
                "person",
                Dom.tag("td", "", Dom.bold(person.name())),
                Dom.tag("td", "username", Dom.mono(person.username())),
                Dom.text("td", "", word(one.role())),
                Dom.text("td", "t2", person.email()),
                Dom.tag("td", "acts", menu(one)));
        row.getElement().setAttribute("data-person", person.username());
        return row;
    }

    private Button menu(Participant one) {
        Button open = new Button(Icon.small("ellipsis"));
        open.addClassNames("square", "compact", "quiet");
        open.setAriaLabel(Words.say("course.acts.on", one.person().name()));
        ContextMenu menu = new ContextMenu(open);
        menu.setOpenOnClick(true);
        Role other = one.role() == Role.STUDENT ? Role.INSTRUCTOR : Role.STUDENT;
        menu.addItem(Words.say("course.make." + other.name()), click -> deeds.enrol(course, one.person(), other))
                .setId("change-role");
        menu.addItem(Words.say("course.remove"), click -> deeds.remove(course, one))
                .setId("remove-person");
        return open;
    }

    private void narrow() {
        people.filter(Later::isFilled).ifPresent(list -> list.show(read));
    }

    /// The page shows what is now, and a sentence says what was done.
    private void done(Flash said) {
        flashes.removeAll();
        said.addClassName("boxed");
        flashes.add(said);
        course = portal.school().courses().find(me.tenant(), course.id()).orElse(course);
        draw();
    }
}
