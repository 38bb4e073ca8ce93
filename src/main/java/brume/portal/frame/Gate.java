package brume.portal.frame;

import brume.portal.palette.Recent;
import brume.portal.part.Words;
import brume.school.Role;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.SystemMessages;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Stands before every view. A view says who may enter with `@AnonymousAllowed`, `@PermitAll` (whoever signed in) or
/// `@RolesAllowed`; a view that says nothing lets nobody in. Whoever has not signed in is sent to do so and comes back.
public final class Gate implements VaadinServiceInitListener {

    private static final long serialVersionUID = 1;

    /// The language chosen in this session; before a choice the browser's languages decide.
    private record Chosen(Locale language) implements java.io.Serializable {}

    @Override
    public void serviceInit(ServiceInitEvent service) {
        service.getSource().setSystemMessagesProvider(info -> said(Words.supported(info.getLocale())));
        service.getSource().addUIInitListener(page -> {
            page.getUI().setLocale(language(VaadinSession.getCurrent(), VaadinRequest.getCurrent()));
            page.getUI()
                    .getPage()
                    .executeJs(
                            "document.documentElement.lang = $0",
                            page.getUI().getLocale().getLanguage());
            page.getUI().addBeforeEnterListener(Gate::check);
            page.getUI().addAfterNavigationListener(Gate::visited);
            Door.arrive(VaadinSession.getCurrent());
            if (Visitor.current().isPresent()) {
                Door.tell(page.getUI());
            }
        });
        // The browser's way back asks again instead of showing what it kept of somebody who has signed out.
        service.addIndexHtmlRequestListener(page -> page.getVaadinResponse().setHeader("Cache-Control", "no-store"));
    }

    /// What the browser says when it cannot ask the server for words.
    private static SystemMessages said(Locale language) {
        CustomizedSystemMessages said = new CustomizedSystemMessages();
        said.setInternalErrorCaption(Words.in(language, "frame.failed"));
        said.setInternalErrorMessage(Words.in(language, "frame.failed.why"));
        said.setCookiesDisabledCaption(Words.in(language, "frame.cookies"));
        said.setCookiesDisabledMessage(Words.in(language, "frame.cookies.why"));
        return said;
    }

    /// Speaks another language at once, on this page and those to come. What is typed and shown stays.
    static void choose(Locale language) {
        UI page = UI.getCurrent();
        page.getSession().setAttribute(Chosen.class, new Chosen(language));
        page.getPage().executeJs("document.documentElement.lang = $0", language.getLanguage());
        page.setLocale(language);
        if (page.getCurrentView() instanceof HasDynamicTitle titled) {
            page.getPage().setTitle(titled.getPageTitle());
        }
    }

    /// Pages that one was let into come first in the palette.
    private static void visited(AfterNavigationEvent event) {
        boolean isError = event.getActiveChain().stream().anyMatch(HasErrorParameter.class::isInstance);
        if (!isError && Visitor.current().isPresent()) {
            Recent.visit("/" + event.getLocation().getPath());
        }
    }

    static void check(BeforeEnterEvent event) {
        Class<?> view = event.getNavigationTarget();
        if (HasErrorParameter.class.isAssignableFrom(view) || view.isAnnotationPresent(AnonymousAllowed.class)) {
            return;
        }
        Optional<Visitor> visitor = Visitor.current();
        if (visitor.isEmpty()) {
            event.forwardTo("sign-in", QueryParameters.simple(Map.of("next", path(event))));
        } else if (!allows(view, visitor.orElseThrow())) {
            event.rerouteToError(brume.school.Principal.Refused.class);
        }
    }

    static boolean allows(Class<?> view, Visitor visitor) {
        RolesAllowed roles = view.getAnnotation(RolesAllowed.class);
        if (roles == null) {
            return view.isAnnotationPresent(PermitAll.class);
        }
        return Stream.of(roles.value())
                .map(role -> Role.valueOf(role.toUpperCase(Locale.ROOT)))
                .anyMatch(visitor.person()::is);
    }

    private static String path(BeforeEnterEvent event) {
        return "/" + event.getLocation().getPathWithQueryParameters();
    }

    private static Locale language(VaadinSession session, VaadinRequest request) {
        Chosen chosen = session.getAttribute(Chosen.class);
        if (chosen != null) {
            return chosen.language();
        }
        Locale asked = request == null ? Locale.ENGLISH : request.getLocale();
        return Words.supported(asked == null ? Locale.ENGLISH : asked);
    }
}
