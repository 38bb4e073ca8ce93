package brume.portal.frame;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import java.util.Optional;

/// The word that a page's own inline scripts carry, and that the answer's policy names: a script that somebody slipped
/// into the page does not know it and does not run. The application draws one for each request and keeps it there under
/// this class's name.
public final class ScriptNonce implements VaadinServiceInitListener {

    private static final long serialVersionUID = 1;

    @Override
    public void serviceInit(ServiceInitEvent service) {
        service.addIndexHtmlRequestListener(page -> Optional.ofNullable(
                        page.getVaadinRequest().getAttribute(ScriptNonce.class.getName()))
                .ifPresent(nonce -> page.getDocument().select("script").attr("nonce", nonce.toString())));
    }
}
