package brume.portal.frame;

import brume.portal.part.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// The page failed: said in a sentence, the cause goes to the log only.
@AnonymousAllowed
public final class WentWrong extends Div implements HasErrorParameter<Exception>, HasDynamicTitle {

    private static final Logger LOG = System.getLogger(WentWrong.class.getName());

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> error) {
        LOG.log(Level.ERROR, "The page " + event.getLocation().getPath() + " failed", error.getException());
        NotHere.show(this, "failed");
        return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }

    @Override
    public String getPageTitle() {
        return Words.say("frame.failed") + " · Brume";
    }
}
