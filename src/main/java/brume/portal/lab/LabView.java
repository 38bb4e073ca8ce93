package brume.portal.lab;

import brume.lab.Attempt;
import brume.lab.Lab;
import brume.lab.LabDesk;
import brume.portal.frame.Portal;
import brume.portal.frame.Standing;
import brume.portal.frame.TopBar;
import brume.portal.frame.Visitor;
import brume.portal.part.Dom;
import brume.portal.part.EmptyState;
import brume.portal.part.Words;
import brume.school.Course;
import brume.school.CourseId;
import brume.school.Principal;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;

/// A lab of a course. Whoever comes for the first time begins an attempt by coming: it takes no time and costs nothing.
@Route("lab/:course/:lab")
@PermitAll
public final class LabView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final Portal portal = Portal.here();
    private final Visitor visitor = Visitor.here();
    private Optional<Standing> standing = Optional.empty();
    private Optional<Workspace> workspace = Optional.empty();

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Principal me = visitor.principal();
        CourseId courseId = event.getRouteParameters()
                .get("course")
                .filter(id -> id.matches("[a-z0-9][a-z0-9-]{0,62}"))
                .map(CourseId::new)
                .orElseThrow(Principal.Refused::new);
        Course course = portal.school().courses().find(me.tenant(), courseId).orElseThrow(Principal.Refused::new);
        Lab lab = event.getRouteParameters()
                .get("lab")
                .filter(course.labs()::contains)
                .flatMap(portal.labs().shelf()::find)
                .orElseThrow(Principal.Refused::new);
        int number = course.labs().indexOf(lab.id()) + 1;
        try {
            LabDesk desk = portal.labs().desk();
            Attempt attempt = desk.enter(me, courseId, lab.id());
            String page = event.getLocation()
                    .getQueryParameters()
                    .getSingleParameter("page")
                    .orElse("");
            if (workspace.filter(shown -> shown.isOf(attempt)).isPresent()) {
                workspace.orElseThrow().visit(page.isEmpty() ? "instances" : page);
                return;
            }
            standing = Optional.of(new Standing(course, number, lab, Optional.of(attempt)));
            workspace = standing.map(here -> new Workspace(portal, visitor, here, attempt, page));
        } catch (LabDesk.NoAttemptLeft none) {
            standing = Optional.empty();
            workspace = Optional.empty();
        }
        show();
    }

    private void show() {
        removeAll();
        workspace.ifPresentOrElse(
                this::add,
                () -> add(
                        new TopBar(),
                        Dom.div(
                                "card lost",
                                new EmptyState(
                                        Words.say("lab.noAttempt"),
                                        Words.say("lab.noAttempt.why"),
                                        Dom.link("/", Words.say("frame.home"))))));
    }

    @Override
    public String getPageTitle() {
        return standing.map(here -> here.lab().title().in(Words.locale())).orElse("Lab") + " · Brume";
    }
}
