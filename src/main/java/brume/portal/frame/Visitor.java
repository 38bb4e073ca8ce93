package brume.portal.frame;

import brume.portal.palette.Recent;
import brume.school.Audit;
import brume.school.Person;
import brume.school.Principal;
import brume.school.Role;
import brume.school.TenantId;
import com.vaadin.flow.server.VaadinSession;
import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who this browser session belongs to, and in which of their schools they act.
public record Visitor(Person person, Optional<TenantId> tenant) {

    /// Kept in the session under this type; a wrapper, since a person is no serializable thing.
    private record Kept(Visitor visitor) implements Serializable {}

    public static Optional<Visitor> current() {
        VaadinSession session = VaadinSession.getCurrent();
        return session == null
                ? Optional.empty()
                : Optional.ofNullable(session.getAttribute(Kept.class)).map(Kept::visitor);
    }

    /// For views behind the [Gate], which lets nobody in without one.
    public static Visitor here() {
        return current().orElseThrow(Principal.Refused::new);
    }

    /// This session is theirs from now on.
    ///
    /// @param how for the audit: `resumed` where nobody typed anything
    static void remember(Visitor visitor, String how) {
        VaadinSession.getCurrent().setAttribute(Kept.class, new Kept(visitor));
        Notes.down(visitor, Audit.Action.SIGNED_IN, "", how);
    }

    /// This session is nobody's from now on.
    static void forget() {
        Recent.forget();
        VaadinSession.getCurrent().setAttribute(Kept.class, null);
    }

    /// As every question to the school is asked.
    ///
    /// @throws Principal.Refused when the person belongs to no school
    public Principal principal() {
        return Principal.of(person, tenant.orElseThrow(Principal.Refused::new));
    }

    public boolean teaches() {
        return person.is(Role.INSTRUCTOR) || person.is(Role.ADMIN);
    }

    /// Two letters for the account button.
    public String initials() {
        String letters = Stream.of(person.name().strip().split("[\\s-]+"))
                .filter(part -> !part.isEmpty())
                .map(part -> part.substring(0, part.offsetByCodePoints(0, 1)))
                .collect(Collectors.joining());
        return letters.substring(0, Math.min(2, letters.length())).toUpperCase(Locale.ROOT);
    }
}
