package brume.portal.frame;

import brume.portal.part.Dom;
import brume.portal.part.EmptyState;
import brume.portal.part.Words;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.servlet.http.HttpServletResponse;

/// There is no such page: the way home instead of a wall.
@AnonymousAllowed
public final class NotHere extends Div implements HasErrorParameter<NotFoundException>, HasDynamicTitle {

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> error) {
        show(this, "notFound");
        return HttpServletResponse.SC_NOT_FOUND;
    }

    @Override
    public String getPageTitle() {
        return Words.say("frame.notFound") + " · Brume";
    }

    static void show(Div page, String what) {
        page.removeAll();
        page.addClassName("app");
        HtmlContainer card = Dom.tag("main", "card lost");
        card.add(new EmptyState(
                        Words.say("frame." + what),
                        Words.say("frame." + what + ".why"),
                        Dom.link("/", Words.say("frame.home")))
                .asPage());
        page.add(new TopBar(), card);
    }
}
