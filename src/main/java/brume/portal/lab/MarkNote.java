package brume.portal.lab;

import brume.lab.GradeOverride;
import brume.lab.Mark;
import brume.portal.frame.Portal;
import brume.portal.part.Badge;
import brume.portal.part.Dom;
import brume.portal.part.Words;
import brume.school.Person;
import com.vaadin.flow.component.html.Div;

/// What a teacher has given by hand and why, above the steps; nothing while the checks alone decide.
final class MarkNote extends Div {

    private final Portal portal;

    MarkNote(Portal portal) {
        this.portal = portal;
        addClassName("ins-mark");
        getElement().setAttribute("role", "status");
    }

    void show(Mark mark) {
        removeAll();
        mark.override()
                .ifPresent(given -> add(
                        new Badge(
                                "pencil",
                                Badge.Tone.PRIMARY,
                                Words.say(
                                        "lab.mark",
                                        mark.points(),
                                        mark.automatic().of())),
                        Dom.text("p", "sm reason", given.reason()),
                        Dom.text(
                                "p",
                                "xs t2",
                                Words.say(
                                        "lab.mark.by",
                                        name(given),
                                        mark.automatic().points()))));
        setVisible(mark.override().isPresent());
    }

    private String name(GradeOverride given) {
        return portal.school()
                .people()
                .find(given.tenant(), given.by())
                .map(Person::name)
                .orElse(given.byName());
    }
}
