package brume.portal.home;

import brume.portal.admin.PeoplePanel;
import brume.portal.frame.Frame;
import brume.portal.frame.Portal;
import brume.portal.part.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;

/// The people of every school.
@Route(value = "people", layout = Frame.class)
@RolesAllowed("admin")
public final class PeopleView extends Div implements LocaleChangeObserver, HasDynamicTitle {

    private final Portal portal = Portal.here();

    @Override
    public void localeChange(LocaleChangeEvent event) {
        removeAll();
        add(new PeoplePanel(portal));
    }

    @Override
    public String getPageTitle() {
        return Words.say("frame.people") + " · Brume";
    }
}
