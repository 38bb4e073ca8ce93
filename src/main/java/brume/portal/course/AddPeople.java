package brume.portal.course;

import brume.portal.frame.Portal;
import brume.portal.part.Dom;
import brume.portal.part.FilterBar;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import brume.school.Course;
import brume.school.Person;
import brume.school.Principal;
import brume.school.Role;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.Optional;

/// People of the school who are not in the course yet, found by name, added as students one by one.
final class AddPeople extends Dialog {

    private static final int SHOWN = 12;

    private final Portal portal;
    private final Principal me;
    private final Course course;
    private final CourseDeeds deeds;
    private final FilterBar filter = new FilterBar(Words.say("course.find"), changed -> draw());
    private final Div found = Dom.div("found");
    private List<Person> others;
    private Optional<List<Person>> drawn = Optional.empty();

    AddPeople(Portal portal, Principal me, Course course, CourseDeeds deeds) {
        super(Words.say("course.add"));
        this.portal = portal;
        this.me = me;
        this.course = course;
        this.deeds = deeds;
        others = read();
        found.getElement().setAttribute("aria-live", "polite");
        add(Dom.div("col ask stack", filter, found));
        Button close = new Button(Words.say("course.add.close"), click -> close());
        close.setId("add-close");
        getFooter().add(close);
        draw();
    }

    private List<Person> read() {
        return portal.school().courseDesk().others(me, course.id());
    }

    /// Rows that stay the same are not drawn anew: a click on one of them would be lost.
    private void draw() {
        List<Person> matching = others.stream()
                .filter(person -> filter.matches(List.of(person.name(), person.username(), person.email())))
                .toList();
        if (!matching.isEmpty() && drawn.filter(matching::equals).isPresent()) {
            return;
        }
        drawn = Optional.of(matching);
        found.removeAll();
        if (matching.isEmpty()) {
            found.add(Dom.text(
                    "p", "sm t2", Words.say(filter.isFiltering() ? "course.add.noMatch" : "course.add.everybody")));
            return;
        }
        HtmlContainer list = Dom.tag("ul", "found-people");
        matching.stream().limit(SHOWN).forEach(person -> list.add(row(person)));
        found.add(list);
        if (matching.size() > SHOWN) {
            found.add(Dom.text("p", "xs t2", Words.say("course.add.more", matching.size() - SHOWN)));
        }
    }

    private HtmlContainer row(Person person) {
        Button add = new Button(Words.say("course.add.one"), Icon.small("plus"), click -> {
            deeds.enrol(course, person, Role.STUDENT);
            others = read();
            draw();
        });
        add.addClassName("compact");
        add.setAriaLabel(Words.say("course.add.who", person.name()));
        HtmlContainer row = Dom.tag("li", "row", Dom.bold(person.name()), Dom.mono(person.username()), Dom.gap(), add);
        row.getElement().setAttribute("data-person", person.username());
        return row;
    }
}
