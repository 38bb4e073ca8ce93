package brume.app;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts the sessions and the open pages of the portal, for the operator.
public final class OpenPages implements VaadinServiceInitListener {

    private static final long serialVersionUID = 1;
    private static final AtomicInteger SESSIONS = new AtomicInteger();
    private static final AtomicInteger PAGES = new AtomicInteger();

    static int sessions() {
        return SESSIONS.get();
    }

    static int pages() {
        return PAGES.get();
    }

    @Override
    public void serviceInit(ServiceInitEvent service) {
        service.getSource().addSessionInitListener(begun -> SESSIONS.incrementAndGet());
        service.getSource().addSessionDestroyListener(ended -> SESSIONS.decrementAndGet());
        service.getSource().addUIInitListener(page -> {
            PAGES.incrementAndGet();
            page.getUI().addDetachListener(gone -> PAGES.decrementAndGet());
        });
    }
}
