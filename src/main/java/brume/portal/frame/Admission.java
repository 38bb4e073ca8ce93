package brume.portal.frame;

import brume.school.PersonId;
import brume.school.Terms;
import com.vaadin.flow.server.HandlerHelper;
import com.vaadin.flow.server.HandlerHelper.RequestType;
import com.vaadin.flow.server.RequestHandler;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinSession;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Looks at each request whether its session's person may still be here as they came in. Whoever was disabled, got
/// other roles or schools, or whose password was reset or changed elsewhere, is out at their next action; [Sessions]
/// makes it sooner.
public final class Admission implements VaadinServiceInitListener {

    private static final long serialVersionUID = 1;

    /// A key pressed in a terminal is a request too: what was found is believed for this long.
    private static final Duration BELIEVED = Duration.ofSeconds(1);

    /// Kept in the session under this type.
    private record Kept(Terms terms, Instant lookedAt) implements Serializable {}

    @Override
    public void serviceInit(ServiceInitEvent service) {
        service.addRequestHandler((RequestHandler) Admission::look);
    }

    /// The person's terms have changed by their own hand, here: this session goes on.
    public static void renew() {
        VaadinSession.getCurrent().setAttribute(Kept.class, null);
    }

    /// @return whether the request is answered: its session has ended
    private static boolean look(VaadinSession session, VaadinRequest request, VaadinResponse response)
            throws IOException {
        session.lock();
        try {
            Optional<Visitor> visitor = Visitor.current();
            if (visitor.isEmpty() || isStill(visitor.get(), session, false)) {
                return false;
            }
            Visitor.forget();
            session.getSession().removeAttribute(Door.ARRIVED);
        } finally {
            session.unlock();
        }
        if (!HandlerHelper.isRequestType(request, RequestType.UIDL)) {
            return false;
        }
        response.setContentType("application/json;charset=UTF-8");
        response.getWriter().write(VaadinService.createSessionExpiredJSON(true));
        return true;
    }

    /// @param atOnce whether to ask again even if it was asked a moment ago
    static boolean isStill(Visitor visitor, VaadinSession session, boolean atOnce) {
        PersonId person = visitor.person().id();
        Optional<Kept> kept = Optional.ofNullable(session.getAttribute(Kept.class))
                .filter(one -> one.terms().person().equals(person));
        Portal portal = Portal.here();
        Instant now = portal.clock().instant();
        if (!atOnce && kept.isPresent() && now.isBefore(kept.get().lookedAt().plus(BELIEVED))) {
            return true;
        }
        Optional<Terms> terms = portal.school().people().account(person).map(Terms::of);
        boolean isStill = terms.isPresent()
                && terms.get().enabled()
                && kept.map(one -> one.terms().equals(terms.get())).orElse(true);
        session.setAttribute(Kept.class, isStill ? new Kept(terms.get(), now) : null);
        return isStill;
    }
}
