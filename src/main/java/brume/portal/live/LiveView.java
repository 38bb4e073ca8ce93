package brume.portal.live;

import brume.lab.Lab;
import brume.portal.frame.Portal;
import brume.portal.frame.TopBar;
import brume.portal.frame.Visitor;
import brume.portal.part.Dom;
import brume.portal.part.EmptyState;
import brume.portal.part.Words;
import brume.school.Course;
import brume.school.Principal;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Optional;

/// The class of a lab, live: only of the instructor's own school. Without a course in the address it is the first.
@Route("live/:course?/:lab?")
@RolesAllowed({"instructor", "admin"})
public final class LiveView extends Div implements BeforeEnterObserver, LocaleChangeObserver, HasDynamicTitle {

    /// A lab of a course, to choose from.
    private record Choice(Course course, Lab lab) {
        String path() {
            return "live/" + course.id() + "/" + lab.id();
        }
    }

    private final Portal portal = Portal.here();
    private final Principal me = Visitor.here().principal();
    private Optional<Choice> chosen = Optional.empty();

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Optional<String> course = event.getRouteParameters().get("course");
        Optional<String> lab = event.getRouteParameters().get("lab");
        chosen = choices().stream()
                .filter(choice -> course.map(
                                id -> id.equals(choice.course().id().value()))
                        .orElse(true))
                .filter(choice -> lab.map(id -> id.equals(choice.lab().id())).orElse(true))
                .findFirst();
        if (chosen.isEmpty() && course.isPresent()) {
            throw new Principal.Refused();
        }
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

    private List<Choice> choices() {
        return portal.school().courses().all(me.tenant()).stream()
                .flatMap(course -> course.labs().stream()
                        .flatMap(id -> portal.labs().shelf().find(id).stream())
                        .map(lab -> new Choice(course, lab)))
                .toList();
    }

    /// The lab's title, after its course's where there are several.
    private static String label(List<Choice> all, Choice choice) {
        String title = choice.lab().title().in(Words.locale());
        boolean one = all.stream().map(each -> each.course().id()).distinct().count() == 1;
        return one ? title : choice.course().title() + " · " + title;
    }

    private void show() {
        removeAll();
        setClassName("app full live");
        TopBar bar = new TopBar();
        add(bar);
        if (chosen.isEmpty()) {
            bar.at(Words.say("frame.live"), "");
            add(Dom.div(
                    "card lost",
                    new EmptyState(
                            Words.say("live.none"),
                            Words.say("live.none.why"),
                            Dom.link("/", Words.say("frame.home")))));
            return;
        }
        Choice here = chosen.orElseThrow();
        List<Choice> choices = choices();
        boolean several = choices.size() > 1;
        bar.at(
                Words.say("frame.live"),
                several ? here.course().title() : here.lab().title().in(Words.locale()));
        Select<Choice> lab = new Select<>();
        lab.setItems(choices);
        lab.setValue(here);
        lab.setItemLabelGenerator(choice -> label(choices, choice));
        lab.getElement().setAttribute("aria-label", Words.say("live.lab"));
        lab.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                getUI().ifPresent(page -> page.navigate(change.getValue().path()));
            }
        });
        if (several) {
            bar.tools(lab);
        }
        add(new LiveClass(portal, me, here.course(), here.lab()));
    }
}
