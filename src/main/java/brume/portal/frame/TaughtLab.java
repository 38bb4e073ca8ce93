package brume.portal.frame;

import brume.lab.Lab;
import brume.portal.part.Words;
import brume.school.Course;
import brume.school.Principal;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.RouteParameters;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A lab of a course, as whoever teaches chooses one: only of the courses that they teach.
public record TaughtLab(Course course, Lab lab) {

    /// Those of the courses that are running, then those of archived ones, whose grades are still read.
    public static List<TaughtLab> all(Portal portal, Principal me) {
        return portal.school().courses().taughtBy(me).stream()
                .sorted(Comparator.comparing(Course::archived))
                .flatMap(course -> course.labs().stream()
                        .flatMap(id -> portal.labs().shelf().find(id).stream())
                        .map(lab -> new TaughtLab(course, lab)))
                .toList();
    }

    /// Those whose class is at work.
    public static List<TaughtLab> running(Portal portal, Principal me) {
        return all(portal, me).stream().filter(one -> !one.course().archived()).toList();
    }

    /// That of the address `.../:course?/:lab?`; without a course the first; empty when there is none at all.
    ///
    /// @throws Principal.Refused when the address names what is not among them
    public static Optional<TaughtLab> of(List<TaughtLab> among, RouteParameters address) {
        Optional<String> course = address.get("course");
        Optional<String> lab = address.get("lab");
        Optional<TaughtLab> found = among.stream()
                .filter(one -> course.map(one.course().id().value()::equals).orElse(true))
                .filter(one -> lab.map(one.lab().id()::equals).orElse(true))
                .findFirst();
        if (found.isEmpty() && course.isPresent()) {
            throw new Principal.Refused();
        }
        return found;
    }

    /// `course/lab`, the end of an address.
    public String path() {
        return course.id() + "/" + lab.id();
    }

    /// The lab's title, after its course's where there are several.
    public String label(List<TaughtLab> all) {
        String title = lab.title().in(Words.locale());
        boolean one = all.stream().map(each -> each.course().id()).distinct().count() == 1;
        String label = one ? title : course.title() + " · " + title;
        return course.archived() ? label + " (" + Words.say("frame.archived") + ")" : label;
    }

    /// To choose another one of several.
    public Select<TaughtLab> choice(List<TaughtLab> all, Consumer<TaughtLab> go) {
        Select<TaughtLab> choice = new Select<>();
        choice.setItems(all);
        choice.setValue(this);
        choice.setItemLabelGenerator(one -> one.label(all));
        choice.getElement().setAttribute("aria-label", Words.say("live.lab"));
        choice.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                go.accept(change.getValue());
            }
        });
        return choice;
    }
}
