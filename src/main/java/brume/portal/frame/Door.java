package brume.portal.frame;

import brume.school.Person;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinSession;
import java.util.Optional;

/// In and out of the portal. Both happen in requests that carry Vaadin's own token against forged ones.
public final class Door {

    private Door() {}

    /// The session belongs to this person from now on, under a new id, and the page they asked for is loaded.
    public static void enter(Person person, String next) {
        Visitor.remember(new Visitor(person, person.tenants().stream().findFirst()));
        VaadinServletRequest request = VaadinServletRequest.getCurrent();
        if (request != null) {
            request.getHttpServletRequest().changeSessionId();
        }
        UI.getCurrent().getPage().setLocation(local(Optional.of(next)));
    }

    /// Forgets everything of this session.
    public static void leave() {
        UI.getCurrent().getPage().setLocation("/sign-in");
        VaadinSession.getCurrent().getSession().invalidate();
    }

    /// A path of this portal, or its start: nobody is sent elsewhere after signing in.
    public static String local(Optional<String> path) {
        return path.filter(p -> p.matches("/(?![/\\\\])[\\w\\-./?=&%~:+,]{0,400}") && !p.startsWith("/sign-in"))
                .orElse("/");
    }
}
