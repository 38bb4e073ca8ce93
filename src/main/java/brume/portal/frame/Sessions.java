package brume.portal.frame;

import brume.school.PersonId;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinSession;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// The browser sessions of this process, to end some of them at once, without waiting for their next request: their
/// pages ask again, and find that they must sign in. Another process ends its own at their next action, see
/// [Admission].
public final class Sessions implements VaadinServiceInitListener {

    /// The attributes of the HTTP session that say what an identity provider calls its own session, and its subject.
    public static final String PROVIDERS_SESSION = "brume.providersSession";

    public static final String PROVIDERS_SUBJECT = "brume.providersSubject";

    private static final long serialVersionUID = 1;
    private static final Logger LOG = System.getLogger(Sessions.class.getName());
    private static final Set<VaadinSession> OPEN = ConcurrentHashMap.newKeySet();

    @Override
    public void serviceInit(ServiceInitEvent service) {
        service.getSource().addSessionInitListener(begun -> OPEN.add(begun.getSession()));
        service.getSource().addSessionDestroyListener(ended -> OPEN.remove(ended.getSession()));
    }

    /// Ends the sessions of a person in every other browser.
    public static void endElsewhere(PersonId person) {
        VaadinSession here = VaadinSession.getCurrent();
        Stay.endElsewhere(person);
        each(session -> {
            if (session != here && isOf(person)) {
                end(session);
            }
        });
    }

    /// Something about this person has changed: their sessions that may not go on end.
    public static void lookAgain(PersonId person) {
        VaadinSession here = VaadinSession.getCurrent();
        each(session -> {
            if (session != here
                    && isOf(person)
                    && !Admission.isStill(Visitor.current().orElseThrow(), session, true)) {
                end(session);
            }
        });
    }

    /// The identity provider has ended a session, or, where it names none, all of its subject.
    public static void endProvided(Optional<String> providersSession, Optional<String> subject) {
        each(session -> {
            boolean isMeant = providersSession
                    .map(id -> id.equals(session.getSession().getAttribute(PROVIDERS_SESSION)))
                    .orElseGet(() -> subject.filter(
                                    one -> one.equals(session.getSession().getAttribute(PROVIDERS_SUBJECT)))
                            .isPresent());
            if (isMeant && Visitor.current().isPresent()) {
                end(session);
            }
        });
    }

    private static boolean isOf(PersonId person) {
        return Visitor.current()
                .filter(visitor -> visitor.person().id().equals(person))
                .isPresent();
    }

    /// On a thread of its own: whoever asks may hold a session of their own.
    private static void each(Consumer<VaadinSession> look) {
        Thread.ofVirtual().name("sessions").start(() -> {
            for (VaadinSession session : OPEN) {
                try {
                    session.access(() -> {
                        if (session.getSession() != null) {
                            look.accept(session);
                        }
                    });
                } catch (RuntimeException closing) {
                    LOG.log(Level.DEBUG, "A session ended by itself meanwhile", closing);
                }
            }
        });
    }

    /// Belongs to nobody from now on.
    static void end(VaadinSession session) {
        Visitor.forget();
        session.getSession().removeAttribute(Door.ARRIVED);
        for (UI page : List.copyOf(session.getUIs())) {
            page.getPage().executeJs("location.reload()");
            page.close();
        }
    }
}
