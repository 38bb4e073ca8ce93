package brume.portal.frame;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// The page failed: said in a sentence, the cause goes to the log only.
@AnonymousAllowed
public final class WentWrong extends Lost implements HasErrorParameter<Exception> {

    private static final Logger LOG = System.getLogger(WentWrong.class.getName());

    public WentWrong() {
        super("failed");
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> error) {
        LOG.log(Level.ERROR, "The page " + event.getLocation().getPath() + " failed", error.getException());
        return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }
}
