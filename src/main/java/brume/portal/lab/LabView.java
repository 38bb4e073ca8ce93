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
import brume.school.QuotaFull;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;
import java.util.function.Supplier;

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
            String page = LabAddress.read(event.getLocation().getQueryParameters());
            if (workspace.filter(shown -> shown.isOf(attempt)).isPresent()) {
                workspace.orElseThrow().visitAgain(page.isEmpty() ? "instances" : page);
                return;
            }
            standing = Optional.of(new Standing(course, number, lab, Optional.of(attempt)));
            workspace = standing.map(here -> new Workspace(portal, visitor, here, attempt, page));
            removeAll();
            workspace.ifPresent(this::add);
        } catch (LabDesk.NoAttemptLeft none) {
            instead(() -> Words.say("lab.noAttempt"), () -> Words.say("lab.noAttempt.why"));
        } catch (QuotaFull full) {
            instead(
                    () -> Words.say("lab.full"),
                    () -> Words.say("lab.full." + full.whose().key(), course.title(), full.allowed()));
        }
    }

    /// Why there is nothing to work in, in the language that the person chooses.
    private static final class Instead extends HtmlContainer implements LocaleChangeObserver {
        private final Supplier<String> title;
        private final Supplier<String> why;

        Instead(Supplier<String> title, Supplier<String> why) {
            super("main");
            this.title = title;
            this.why = why;
            addClassNames("card", "lost");
        }

        @Override
        public void localeChange(LocaleChangeEvent event) {
            removeAll();
            add(new EmptyState(title.get(), why.get(), Dom.link("/", Words.say("frame.home"))).asPage());
        }
    }

    private void instead(Supplier<String> title, Supplier<String> why) {
        standing = Optional.empty();
        workspace = Optional.empty();
        removeAll();
        add(new TopBar(), new Instead(title, why));
    }

    @Override
    public String getPageTitle() {
        return standing.map(here -> here.lab().title().in(Words.locale())).orElse("Lab") + " · Brume";
    }
}
