package brume.portal.course;

import brume.portal.frame.Frame;
import brume.portal.frame.Portal;
import brume.portal.frame.Visitor;
import brume.school.Course;
import brume.school.CourseId;
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

/// One course, for whoever teaches it: its labs, who takes part, and what can be done to both.
@Route(value = "courses/:course", layout = Frame.class)
@RolesAllowed({"instructor", "admin"})
public final class CourseView extends Div implements BeforeEnterObserver, LocaleChangeObserver, HasDynamicTitle {

    private final Portal portal = Portal.here();
    private final Schools schools = new Schools(portal, Visitor.here());
    private Optional<CoursePage> page = Optional.empty();
    private String title = "";

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Principal me = schools.of(event.getLocation().getQueryParameters().getParameters());
        CourseId id = event.getRouteParameters()
                .get("course")
                .filter(CourseId::isOne)
                .map(CourseId::parse)
                .orElseThrow(Principal.Refused::new);
        Course course = portal.school().courseDesk().find(me, id);
        title = course.title();
        CoursePage made = new CoursePage(portal, schools, me, course);
        page = Optional.of(made);
        removeAll();
        add(made);
    }

    @Override
    public void localeChange(LocaleChangeEvent event) {
        page.ifPresent(CoursePage::say);
    }

    @Override
    public String getPageTitle() {
        return title + " · Brume";
    }
}
