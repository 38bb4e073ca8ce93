package brume.portal.frame;

import brume.school.Principal;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.servlet.http.HttpServletResponse;

/// The page exists or not, in any case not for this person.
@AnonymousAllowed
public final class NotForYou extends Lost implements HasErrorParameter<Principal.Refused> {

    public NotForYou() {
        super("refused");
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Principal.Refused> error) {
        return HttpServletResponse.SC_FORBIDDEN;
    }
}
