package brume.portal.frame;

import brume.school.Accounts.Doer;
import brume.school.Audit;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinSession;
import java.util.Optional;

/// What people do in the portal that goes into the [Audit], and where they do it from.
public final class Notes {

    /// The request's attribute that holds the address it comes from, when it came through a proxy that is trusted.
    public static final String ADDRESS = "brume.address";

    private Notes() {}

    /// Whoever has signed in did this, to themselves where the subject is empty.
    public static void down(Audit.Action action, String subject, String detail) {
        down(Visitor.here(), action, subject, detail);
    }

    static void down(Visitor visitor, Audit.Action action, String subject, String detail) {
        Portal portal = Portal.here();
        portal.school()
                .audit()
                .add(new Audit.Line(
                        portal.clock().instant(),
                        visitor.tenant(),
                        visitor.person().username(),
                        action,
                        subject,
                        detail,
                        address()));
    }

    /// Whoever has signed in, as the school is told who does something.
    public static Doer doer() {
        return new Doer(Visitor.here().person(), address());
    }

    /// Where what is being served comes from.
    public static String address() {
        VaadinRequest request = VaadinRequest.getCurrent();
        if (request != null && request.getAttribute(ADDRESS) instanceof String address) {
            return address;
        }
        return Optional.ofNullable(request)
                .map(VaadinRequest::getRemoteAddr)
                .or(() -> Optional.ofNullable(
                        VaadinSession.getCurrent().getBrowser().getAddress()))
                .orElse("");
    }
}
