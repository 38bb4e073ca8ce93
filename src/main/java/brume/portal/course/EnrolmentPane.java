package brume.portal.course;

import brume.portal.frame.Notes;
import brume.portal.frame.Portal;
import brume.portal.part.Dom;
import brume.portal.part.Flash;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import brume.school.Accounts.Handed;
import brume.school.Course;
import brume.school.EnrolmentDesk;
import brume.school.EnrolmentFile;
import brume.school.EnrolmentPlan;
import brume.school.Principal;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.shared.Registration;
import java.util.Base64;
import java.util.List;

/// Enrolling from a file: the file is chosen or its text pasted, then what it would change is shown, and only when
/// that is confirmed it is done.
final class EnrolmentPane extends Div {

    /// The file's bytes in Base64; `!` where there are too many.
    private static final String READ = """
            const file = this.files[0];
            if (!file) return '';
            if (file.size > $0) return '!';
            return file.arrayBuffer().then((buffer) => {
              const bytes = new Uint8Array(buffer);
              let text = '';
              for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
              this.value = '';
              return btoa(text);
            });
            """;

    private final Portal portal;
    private final Principal me;
    private final Course course;
    private final TextArea text = new TextArea(Words.say("enrol.paste"));
    private final Div said = Dom.div("flashes");
    private final Div shown = Dom.div("col stack");
    private final Checkbox drop = new Checkbox();
    private final Button confirm = new Button("", click -> confirmed());
    private Registration changes = () -> {};
    private Runnable confirmed = () -> {};

    /// @param back to the course
    EnrolmentPane(Portal portal, Principal me, Course course, Runnable back) {
        this.portal = portal;
        this.me = me;
        this.course = course;
        addClassNames("col", "stack", "enrolment");
        said.getElement().setAttribute("aria-live", "polite");
        Button leave = new Button(Words.say("enrol.back"), Icon.small("chevron-left"), click -> back.run());
        leave.setId("enrol-back");
        drop.setId("enrol-drop");
        confirm.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        confirm.setId("enrol-confirm");
        add(
                Dom.tag(
                        "header",
                        "title people-title course-title",
                        Dom.div("", Dom.heading(1, Words.say("enrol.title")), Dom.text("p", "t2", course.title())),
                        Dom.gap(),
                        leave),
                said,
                source(),
                shown);
    }

    private HtmlContainer source() {
        HtmlContainer file = Dom.tag("input", "file");
        file.setId("enrol-file");
        file.getElement().setAttribute("type", "file").setAttribute("accept", ".csv,.tsv,.txt,text/csv,text/plain");
        file.getElement()
                .addEventListener(
                        "change",
                        chosen -> file.getElement()
                                .executeJs(READ, EnrolmentFile.BYTES_AT_MOST)
                                .then(String.class, this::came));
        HtmlContainer label = Dom.text("label", "sm", Words.say("enrol.file"));
        label.getElement().setAttribute("for", "enrol-file");
        text.setId("enrol-text");
        text.setWidthFull();
        text.setMaxLength(EnrolmentFile.BYTES_AT_MOST);
        text.setHelperText(Words.say("enrol.paste.helper"));
        text.setPlaceholder(Words.say("enrol.paste.example"));
        Button look = new Button(Words.say("enrol.look"), click -> look(text.getValue()));
        look.setId("enrol-look");
        return Dom.tag(
                "section",
                "card bx col enrol-source",
                Dom.heading(2, Words.say("enrol.source")),
                Dom.text("p", "sm t2", Words.say("enrol.source.what")),
                Dom.div("row wrap", label, file),
                text,
                Dom.row(look));
    }

    private void came(String base64) {
        if (base64.equals("!")) {
            unreadable(EnrolmentFile.Why.TOO_BIG);
        } else if (!base64.isEmpty()) {
            try {
                show(EnrolmentFile.parse(Base64.getDecoder().decode(base64)));
            } catch (EnrolmentFile.Unreadable unreadable) {
                unreadable(unreadable.why());
            }
        }
    }

    private void look(String pasted) {
        try {
            show(EnrolmentFile.parse(pasted));
        } catch (EnrolmentFile.Unreadable unreadable) {
            unreadable(unreadable.why());
        }
    }

    private void unreadable(EnrolmentFile.Why why) {
        shown.removeAll();
        tell(Flash.refused(Words.say("enrol.unreadable." + why.name())));
    }

    private void tell(Flash flash) {
        said.removeAll();
        flash.addClassName("boxed");
        said.add(flash);
    }

    private EnrolmentDesk desk() {
        return portal.school().enrolmentDesk();
    }

    private void show(EnrolmentFile file) {
        said.removeAll();
        try {
            show(file, desk().plan(me, course.id(), file));
        } catch (Principal.Refused refused) {
            tell(Flash.refused(Words.say("course.refused.gone")));
        }
    }

    private void show(EnrolmentFile file, EnrolmentPlan plan) {
        shown.removeAll();
        shown.add(new PlanLists(plan));
        drop.setLabel(Words.say("enrol.drop", plan.dropped().size()));
        drop.setValue(false);
        drop.setVisible(!plan.dropped().isEmpty());
        confirmed = () -> run(file, plan);
        count(plan);
        changes.remove();
        changes = drop.addValueChangeListener(change -> count(plan));
        shown.add(Dom.div("card bx row wrap enrol-now", drop, Dom.gap(), confirm));
    }

    private void count(EnrolmentPlan plan) {
        boolean isEmpty = plan.isEmpty(drop.getValue());
        confirm.setText(
                isEmpty
                        ? Words.say("enrol.nothing")
                        : Words.say(
                                "enrol.confirm",
                                plan.added().size(),
                                plan.changed().size(),
                                drop.getValue() ? plan.dropped().size() : 0));
        confirm.setEnabled(!isEmpty);
    }

    /// Once: a second click finds nothing to do.
    private void confirmed() {
        Runnable now = confirmed;
        confirmed = () -> {};
        now.run();
    }

    private void run(EnrolmentFile file, EnrolmentPlan plan) {
        try {
            List<Handed> handed = desk().run(Notes.doer(), me.tenant(), course.id(), file, plan, drop.getValue());
            shown.removeAll();
            text.clear();
            tell(Flash.done(Words.say(
                    "enrol.done",
                    plan.added().size(),
                    plan.changed().size(),
                    drop.getValue() ? plan.dropped().size() : 0)));
            if (handed.stream().anyMatch(one -> !one.password().isEmpty())) {
                shown.add(new FirstPasswords(me, course.id(), handed));
            }
        } catch (EnrolmentDesk.Outdated outdated) {
            show(file);
            tell(Flash.refused(Words.say("enrol.outdated")));
        } catch (Principal.Refused refused) {
            tell(Flash.refused(Words.say("course.refused.gone")));
        }
    }
}
