package brume.portal.course;

import brume.portal.frame.Notes;
import brume.portal.frame.Portal;
import brume.portal.part.Dom;
import brume.portal.part.Flash;
import brume.portal.part.Words;
import brume.school.Course;
import brume.school.CourseDesk;
import brume.school.CourseDesk.Participant;
import brume.school.CourseDesk.Wish;
import brume.school.Person;
import brume.school.Principal;
import brume.school.Quota;
import brume.school.QuotaDesk;
import brume.school.Role;
import brume.school.Tenant;
import brume.school.TenantId;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import java.util.function.Consumer;

/// What is done to a course and to who is in it; what may lose something asks in a dialog first.
///
/// @param done is told in a sentence what was done, or a refusal that has no dialog
record CourseDeeds(Portal portal, Consumer<Flash> done) {

    void create(Schools schools, Consumer<Course> made) {
        CourseForm form = new CourseForm(portal.labs().shelf(), schools.all());
        ask(Words.say("course.create"), Words.say("course.create.now"), false, form, () -> {
            TenantId school = form.school().orElseThrow(Principal.Refused::new);
            made.accept(desk().create(Notes.doer(), school, form.wish()));
        });
    }

    void change(Course course) {
        CourseForm form = new CourseForm(portal.labs().shelf(), course);
        ask(Words.say("course.change.title", course.title()), Words.say("course.change.now"), false, form, () -> {
            Wish wish = form.wish();
            Course after = desk().change(Notes.doer(), course.tenant(), course.id(), wish.title(), wish.labs());
            say(Words.say("course.changed", after.title()));
        });
    }

    void archive(Course course) {
        if (course.archived()) {
            tell(() -> {
                desk().archive(Notes.doer(), course.tenant(), course.id(), false);
                say(Words.say("course.broughtBack", course.title()));
            });
        } else {
            ask(
                    Words.say("course.archive.title", course.title()),
                    Words.say("course.archive"),
                    true,
                    Dom.text("p", "sm", Words.say("course.archive.what")),
                    () -> {
                        desk().archive(Notes.doer(), course.tenant(), course.id(), true);
                        say(Words.say("course.archive.done", course.title()));
                    });
        }
    }

    void limit(Course course) {
        Principal me = me(course.tenant());
        tell(() -> new QuotaDialog(
                        Words.say("course.quota.title", course.title()),
                        quotas().course(me, course.id()).quota(),
                        quotas().school(me).quota(),
                        wanted -> {
                            quotas().setCourse(Notes.doer(), course.tenant(), course.id(), wanted);
                            say(Words.say("course.quota.set", course.title()));
                        })
                .open());
    }

    void limit(Tenant school) {
        tell(() -> new QuotaDialog(
                        Words.say("course.quota.title", school.name()),
                        quotas().school(me(school.id())).quota(),
                        Quota.NONE,
                        wanted -> {
                            quotas().setSchool(Notes.doer(), school.id(), wanted);
                            say(Words.say("course.quota.set", school.name()));
                        })
                .open());
    }

    private static Principal me(TenantId school) {
        return Principal.of(Notes.doer().person(), school);
    }

    private QuotaDesk quotas() {
        return portal.school().quotas();
    }

    void enrol(Course course, Person person, Role role) {
        tell(() -> {
            desk().enrol(Notes.doer(), course.tenant(), course.id(), person.id(), role);
            say(Words.say(role == Role.INSTRUCTOR ? "course.teaches" : "course.takesPart", person.name()));
        });
    }

    void remove(Course course, Participant one) {
        Person person = one.person();
        ask(
                Words.say("course.remove.title", person.name()),
                Words.say("course.remove.now"),
                true,
                Dom.text("p", "sm", Words.say("course.remove.what." + one.role().name())),
                () -> {
                    desk().remove(Notes.doer(), course.tenant(), course.id(), person.id());
                    say(Words.say("course.removed", person.name()));
                });
    }

    private CourseDesk desk() {
        return portal.school().courseDesk();
    }

    private void say(String sentence) {
        done.accept(Flash.done(sentence));
    }

    private void tell(Runnable act) {
        try {
            act.run();
        } catch (CourseDesk.Refused refused) {
            done.accept(Flash.refused(why(refused)));
        } catch (Principal.Refused refused) {
            done.accept(Flash.refused(Words.say("course.refused.gone")));
        }
    }

    static String why(CourseDesk.Refused refused) {
        return Words.say("course.refused." + refused.why().name());
    }

    /// @param act does it; a refusal keeps the dialog open, with its reason in it
    private static void ask(String title, String button, boolean isLoss, Component inside, Runnable act) {
        Dialog dialog = new Dialog(title);
        Div refusal = Dom.div("ask-refusal");
        refusal.getElement().setAttribute("aria-live", "assertive");
        Button main = new Button(button, click -> {
            refusal.removeAll();
            try {
                act.run();
                dialog.close();
            } catch (CourseDesk.Refused refused) {
                refusal.add(Flash.refused(why(refused)));
            } catch (Principal.Refused refused) {
                refusal.add(Flash.refused(Words.say("course.refused.gone")));
            }
        });
        main.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        if (isLoss) {
            main.addThemeVariants(ButtonVariant.LUMO_ERROR);
        }
        main.setId("dialog-main");
        dialog.add(refusal, Dom.div("col ask", inside));
        Button cancel = new Button(Words.say("course.cancel"), click -> dialog.close());
        cancel.setId("dialog-cancel");
        dialog.getFooter().add(cancel, main);
        dialog.open();
    }
}
