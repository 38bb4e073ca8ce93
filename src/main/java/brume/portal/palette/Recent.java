package brume.portal.palette;

import com.vaadin.flow.server.VaadinSession;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/// The places visited last in this browser session, the newest first, by their ids.
public final class Recent {

    private static final int KEPT = 12;

    /// Kept in the session under this type.
    private record Kept(List<String> ids) implements Serializable {}

    private Recent() {}

    public static List<String> places() {
        Kept kept = VaadinSession.getCurrent().getAttribute(Kept.class);
        return kept == null ? List.of() : kept.ids();
    }

    /// Somebody is here now.
    public static void visit(String id) {
        List<String> ids = Stream.concat(Stream.of(id), places().stream().filter(one -> !one.equals(id)))
                .limit(KEPT)
                .toList();
        VaadinSession.getCurrent().setAttribute(Kept.class, new Kept(ids));
    }

    /// Another person has nothing of it.
    public static void forget() {
        VaadinSession.getCurrent().setAttribute(Kept.class, null);
    }
}
