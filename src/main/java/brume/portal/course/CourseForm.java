package brume.portal.course;

import brume.lab.Labs;
import brume.portal.part.Dom;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import brume.school.Course;
import brume.school.CourseDesk;
import brume.school.Tenant;
import brume.school.TenantId;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// The fields of a course: title, id, school, and the labs in the order they are worked through.
final class CourseForm extends Div {

    private static final int TITLE_CHARACTERS = 200;
    private static final int ID_CHARACTERS = 63;

    private final TextField title = new TextField(Words.say("course.title"));
    private final TextField id = new TextField(Words.say("course.id"));
    private final Select<Tenant> school = new Select<>();
    private final HtmlContainer choices = Dom.tag("ol", "lab-choices");
    private final List<Choice> labs = new ArrayList<>();

    /// A lab that may be in the course.
    private record Choice(String lab, String name, Checkbox box) {}

    /// For a new course.
    CourseForm(Labs shelf, List<Tenant> schools) {
        addClassNames("col", "person-form");
        title.setId("course-title");
        title.setMaxLength(TITLE_CHARACTERS);
        title.setAutofocus(true);
        id.setId("course-id");
        id.setMaxLength(ID_CHARACTERS);
        id.setHelperText(Words.say("course.id.helper"));
        id.getElement().setAttribute("autocapitalize", "none");
        for (TextField field : List.of(title, id)) {
            field.setAutocomplete(Autocomplete.OFF);
            field.setWidthFull();
        }
        title.addValueChangeListener(change -> suggest());
        school.setLabel(Words.say("course.school"));
        school.setId("course-school");
        school.setItems(schools);
        school.setItemLabelGenerator(Tenant::name);
        school.setWidthFull();
        schools.stream().findFirst().ifPresent(school::setValue);
        school.setVisible(schools.size() > 1);
        shelf.all().forEach(lab -> labs.add(choice(lab.id(), lab.title().in(Words.locale()), false)));
        HtmlContainer boxes = Dom.tag("fieldset", "boxes", Dom.text("legend", "", Words.say("course.labs")), choices);
        boxes.setId("course-labs");
        add(title, id, school, boxes);
        arrange();
    }

    /// For one that is there: its id and its school stay. Labs that are gone from the shelf are named by their id.
    CourseForm(Labs shelf, Course course) {
        this(shelf, List.of());
        title.setValue(course.title());
        id.setValue(course.id().value());
        id.setReadOnly(true);
        id.setHelperText("");
        List<Choice> rest = new ArrayList<>(labs);
        labs.clear();
        for (String lab : course.labs()) {
            Choice found = rest.stream()
                    .filter(one -> one.lab().equals(lab))
                    .findFirst()
                    .orElseGet(() -> choice(lab, lab, true));
            rest.remove(found);
            found.box().setValue(true);
            labs.add(found);
        }
        labs.addAll(rest);
        arrange();
    }

    private static Choice choice(String lab, String name, boolean chosen) {
        return new Choice(lab, name, new Checkbox(name, chosen));
    }

    /// The id that counts while none is typed. It is not put into the field, where it might come after what somebody
    /// types there.
    private void suggest() {
        id.setPlaceholder(CourseDesk.suggest(title.getValue()));
    }

    private void arrange() {
        choices.removeAll();
        for (int place = 0; place < labs.size(); place++) {
            Choice choice = labs.get(place);
            HtmlContainer row = Dom.tag("li", "row", choice.box(), Dom.gap());
            if (labs.size() > 1) {
                row.add(
                        move(place, -1, "chevron-up", "course.labs.up"),
                        move(place, 1, "chevron-down", "course.labs.down"));
            }
            row.getElement().setAttribute("data-lab", choice.lab());
            choices.add(row);
        }
    }

    private Button move(int place, int by, String icon, String words) {
        Button move = new Button(Icon.small(icon), click -> {
            Collections.swap(labs, place, place + by);
            arrange();
        });
        move.addClassNames("square", "compact", "quiet");
        move.setAriaLabel(Words.say(words, labs.get(place).name()));
        move.setEnabled(place + by >= 0 && place + by < labs.size());
        return move;
    }

    Optional<TenantId> school() {
        return Optional.ofNullable(school.getValue()).map(Tenant::id);
    }

    CourseDesk.Wish wish() {
        return new CourseDesk.Wish(
                id.isEmpty() ? CourseDesk.suggest(title.getValue()) : id.getValue(),
                title.getValue(),
                labs.stream()
                        .filter(one -> one.box().getValue())
                        .map(Choice::lab)
                        .toList());
    }
}
