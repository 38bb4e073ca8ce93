package brume.portal.grades;

import brume.portal.frame.Frame;
import brume.portal.frame.Portal;
import brume.portal.frame.TaughtLab;
import brume.portal.frame.Visitor;
import brume.portal.part.Words;
import brume.school.Person;
import brume.school.PersonId;
import brume.school.Principal;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.Optional;

/// One student in a lab, for whoever teaches it: progress, failed checks, the mark, and the journal in words.
@Route(value = "grades/:course/:lab/students/:person", layout = Frame.class)
@RolesAllowed({"instructor", "admin"})
public final class StudentView extends Div implements BeforeEnterObserver, LocaleChangeObserver, HasDynamicTitle {

    private final Portal portal = Portal.here();
    private final Principal me = Visitor.here().principal();
    private Optional<StudentPage> page = Optional.empty();
    private String name = "";

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        TaughtLab lab = TaughtLab.of(TaughtLab.all(portal, me), event.getRouteParameters())
                .orElseThrow(Principal.Refused::new);
        Person student = event.getRouteParameters()
                .get("person")
                .filter(id -> id.matches("p-[A-Za-z0-9-]{1,60}"))
                .map(PersonId::parse)
                .flatMap(id -> portal.school().people().find(me.tenant(), id))
                .orElseThrow(Principal.Refused::new);
        name = student.name();
        removeAll();
        StudentPage made = new StudentPage(portal, me, lab, student);
        page = Optional.of(made);
        add(made);
    }

    /// What was typed stays.
    @Override
    public void localeChange(LocaleChangeEvent event) {
        page.ifPresent(StudentPage::draw);
    }

    @Override
    public String getPageTitle() {
        return name + " · " + Words.say("frame.grades") + " · Brume";
    }
}
