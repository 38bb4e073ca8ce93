package brume.portal.home;

import brume.portal.admin.PeoplePanel;
import brume.portal.frame.Frame;
import brume.portal.frame.Portal;
import brume.portal.frame.Visitor;
import brume.portal.part.EmptyState;
import brume.portal.part.Words;
import brume.school.Role;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;

/// Home: what one's roles make of it.
@Route(value = "", layout = Frame.class)
@PermitAll
public final class HomeView extends Div implements LocaleChangeObserver, HasDynamicTitle {

    private final Portal portal = Portal.here();
    private final Visitor visitor = Visitor.here();

    @Override
    public void localeChange(LocaleChangeEvent event) {
        removeAll();
        if (visitor.tenant().isEmpty() && visitor.person().is(Role.ADMIN)) {
            add(new PeoplePanel(portal));
        } else if (visitor.tenant().isEmpty()) {
            add(new EmptyState(Words.say("home.noSchool"), Words.say("home.noSchool.why")).asPage());
        } else if (visitor.teaches()) {
            add(new TeacherHome(portal, visitor));
        } else {
            add(new StudentHome(portal, visitor));
        }
    }

    @Override
    public String getPageTitle() {
        return Words.say("frame.home") + " · Brume";
    }
}
