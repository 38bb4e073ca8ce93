package brume.portal.grades;

import brume.portal.frame.Frame;
import brume.portal.frame.Portal;
import brume.portal.frame.TaughtLab;
import brume.portal.frame.Visitor;
import brume.portal.part.Dom;
import brume.portal.part.EmptyState;
import brume.portal.part.Words;
import brume.school.Principal;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Optional;

/// The gradebook of a lab: only of a course that they teach. Without a course in the address it is the first.
@Route(value = "grades/:course?/:lab?", layout = Frame.class)
@RolesAllowed({"instructor", "admin"})
public final class GradesView extends Div implements BeforeEnterObserver, LocaleChangeObserver, HasDynamicTitle {

    private final Portal portal = Portal.here();
    private final Principal me = Visitor.here().principal();
    private Optional<TaughtLab> chosen = Optional.empty();

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        chosen = TaughtLab.of(TaughtLab.all(portal, me), event.getRouteParameters());
        if (isAttached()) {
            show();
        }
    }

    @Override
    public void localeChange(LocaleChangeEvent event) {
        show();
    }

    @Override
    public String getPageTitle() {
        return Words.say("frame.grades") + " · Brume";
    }

    private void show() {
        Optional<Gradebook> before = getChildren()
                .filter(Gradebook.class::isInstance)
                .map(Gradebook.class::cast)
                .findFirst();
        removeAll();
        setClassName("grades");
        if (chosen.isEmpty()) {
            add(
                    Dom.tag("header", "title", Dom.heading(1, Words.say("frame.grades"))),
                    Dom.div("card", new EmptyState(Words.say("live.none"), Words.say("live.none.why"))));
            return;
        }
        TaughtLab here = chosen.orElseThrow();
        List<TaughtLab> all = TaughtLab.all(portal, me);
        Gradebook book = new Gradebook(portal, me, here, all);
        before.ifPresent(book::keep);
        add(book);
    }
}
