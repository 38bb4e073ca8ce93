package brume.portal.frame;

import brume.portal.part.Words;
import brume.school.Principal;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.servlet.http.HttpServletResponse;

/// The page exists or not, in any case not for this person.
@AnonymousAllowed
public final class NotForYou extends Div implements HasErrorParameter<Principal.Refused>, HasDynamicTitle {

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Principal.Refused> error) {
        NotHere.show(this, "refused");
        return HttpServletResponse.SC_FORBIDDEN;
    }

    @Override
    public String getPageTitle() {
        return Words.say("frame.refused") + " · Brume";
    }
}
