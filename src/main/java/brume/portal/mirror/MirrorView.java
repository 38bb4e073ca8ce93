package brume.portal.mirror;

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

/// A look into a student's workspace, for whoever teaches them in this course.
@Route("live/:course/:lab/:person")
@RolesAllowed({"instructor", "admin"})
public final class MirrorView extends Div implements BeforeEnterObserver, LocaleChangeObserver, HasDynamicTitle {

    private final Portal portal = Portal.here();
    private final Visitor me = Visitor.here();
    private Optional<Mirror> mirror = Optional.empty();
    private String name = "";

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Principal principal = me.principal();
        TaughtLab lab = TaughtLab.of(TaughtLab.running(portal, principal), event.getRouteParameters())
                .orElseThrow(Principal.Refused::new);
        Person student = event.getRouteParameters()
                .get("person")
                .filter(id -> id.matches("p-[A-Za-z0-9-]{1,60}"))
                .map(PersonId::parse)
                .flatMap(id -> portal.school().people().find(principal.tenant(), id))
                .orElseThrow(Principal.Refused::new);
        name = student.name();
        removeAll();
        Mirror made = new Mirror(portal, me, lab, student);
        mirror = Optional.of(made);
        add(made);
    }

    @Override
    public void localeChange(LocaleChangeEvent event) {
        mirror.ifPresent(Mirror::draw);
    }

    @Override
    public String getPageTitle() {
        return name + " · " + Words.say("mirror.title") + " · Brume";
    }
}
