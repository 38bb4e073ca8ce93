package brume.portal.live;

import brume.portal.frame.Portal;
import brume.portal.frame.TaughtLab;
import brume.portal.frame.TopBar;
import brume.portal.frame.Visitor;
import brume.portal.part.Dom;
import brume.portal.part.EmptyState;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import brume.school.Principal;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Optional;

/// The class of a lab, live: only of a course that they teach. Without a course in the address it is the first.
@Route("live/:course?/:lab?")
@RolesAllowed({"instructor", "admin"})
public final class LiveView extends Div implements BeforeEnterObserver, LocaleChangeObserver, HasDynamicTitle {

    private final Portal portal = Portal.here();
    private final Principal me = Visitor.here().principal();
    private Optional<TaughtLab> chosen = Optional.empty();

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        chosen = TaughtLab.of(TaughtLab.running(portal, me), event.getRouteParameters());
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
        return Words.say("frame.live") + " · Brume";
    }

    private void show() {
        removeAll();
        setClassName("app full live");
        TopBar bar = new TopBar();
        add(bar);
        if (chosen.isEmpty()) {
            bar.at(Words.say("frame.live"), "");
            add(Dom.tag(
                    "main",
                    "card lost",
                    new EmptyState(
                            Words.say("live.none"),
                            Words.say("live.none.why"),
                            Dom.link("/", Words.say("frame.home")))));
            return;
        }
        TaughtLab here = chosen.orElseThrow();
        List<TaughtLab> all = TaughtLab.running(portal, me);
        boolean several = all.size() > 1;
        bar.at(
                Words.say("frame.live"),
                several ? here.course().title() : here.lab().title().in(Words.locale()));
        Anchor grades = Dom.link("/grades/" + here.path(), "");
        grades.addClassNames("with-icon", "to-grades");
        grades.add(Icon.of("graduation-cap"), new Span(Words.say("frame.grades")));
        bar.tools(grades);
        if (several) {
            bar.tools(
                    grades,
                    here.choice(all, other -> getUI().ifPresent(page -> page.navigate("live/" + other.path()))));
        }
        add(new LiveClass(portal, me, here.course(), here.lab()));
    }
}
