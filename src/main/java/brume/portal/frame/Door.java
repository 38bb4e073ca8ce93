package brume.portal.frame;

import brume.school.Account;
import brume.school.Audit;
import brume.school.Person;
import brume.school.PersonId;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedSession;
import java.util.List;
import java.util.Optional;

/// In and out of the portal. Both happen in requests that carry Vaadin's own token against forged ones.
public final class Door {

    private static final String SIGNED_IN = "brume.signedIn";

    /// The attribute of the HTTP session that names whom an identity provider has let in, by their id.
    public static final String ARRIVED = "brume.arrived";

    /// The attribute of the HTTP session of somebody who has signed out and must still do so at the provider.
    public static final String LEAVING = "brume.leaving";

    /// Where they do it.
    public static final String LEAVE = "/auth/leave";

    private Door() {}

    /// The session belongs to this person from now on, under a new id, and the page they asked for is loaded.
    public static void enter(Person person, String next) {
        admit(person, "");
        Stay.begin(person.id());
        UI.getCurrent().getPage().setLocation(local(Optional.of(next)));
    }

    private static void admit(Person person, String how) {
        Visitor.remember(new Visitor(person, person.tenants().stream().findFirst()), how);
        VaadinServletRequest request = VaadinServletRequest.getCurrent();
        if (request != null) {
            request.getHttpServletRequest().changeSessionId();
        }
    }

    /// Nobody is signed in any more, in no tab of this browser: each goes to the sign-in page. The session stays and
    /// belongs to nobody: ended while tabs still talk to it, it left some of them with a lost connection.
    public static void leave() {
        Visitor.current().ifPresent(visitor -> Notes.down(visitor, Audit.Action.SIGNED_OUT, "", ""));
        Visitor.forget();
        Stay.end();
        WrappedSession session = VaadinSession.getCurrent().getSession();
        boolean provided = session.getAttribute(ARRIVED) != null;
        if (provided) {
            session.removeAttribute(ARRIVED);
            session.setAttribute(LEAVING, true);
        }
        UI here = UI.getCurrent();
        for (UI page : List.copyOf(VaadinSession.getCurrent().getUIs())) {
            String to = provided && page == here ? LEAVE : "/sign-in";
            page.getPage().executeJs("sessionStorage.removeItem($0); location.href = $1", SIGNED_IN, to);
            page.close();
        }
    }

    /// Whom an identity provider has let in, or whose browser it was before a restart, the session belongs to from now
    /// on.
    static void arrive(VaadinSession session) {
        if (session.getSession().getAttribute(ARRIVED) instanceof String id
                && Visitor.current()
                        .filter(visitor -> visitor.person().id().value().equals(id))
                        .isEmpty()) {
            Portal.here()
                    .school()
                    .people()
                    .account(PersonId.parse(id))
                    .map(Account::person)
                    .ifPresent(person -> Visitor.remember(
                            new Visitor(person, person.tenants().stream().findFirst()), ""));
        } else if (Visitor.current().isEmpty()) {
            Stay.resumed().ifPresent(account -> admit(account.person(), "resumed"));
        }
    }

    /// This tab shows pages of somebody who has signed in; it remembers that, to say when it has ended.
    static void tell(UI page) {
        page.getPage().executeJs("sessionStorage.setItem($0, '1')", SIGNED_IN);
    }

    /// Whether this tab showed pages of somebody whose session has ended without them signing out; asked once.
    public static void whetherEnded(UI page, Runnable ended) {
        page.getPage()
                .executeJs(
                        "const was = sessionStorage.getItem($0); sessionStorage.removeItem($0); return was !== null",
                        SIGNED_IN)
                .then(Boolean.class, was -> {
                    if (was) {
                        ended.run();
                    }
                });
    }

    /// A path of this portal, or its start: nobody is sent elsewhere after signing in.
    public static String local(Optional<String> path) {
        return path.filter(p -> p.matches("/(?![/\\\\])[\\w\\-./?=&%~:+,]{0,400}") && !p.startsWith("/sign-in"))
                .orElse("/");
    }
}
