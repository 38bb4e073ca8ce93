package brume.portal.home;

import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;

/// The first page.
@Route("")
@PageTitle("Brume")
public final class HomeView extends VerticalLayout {
    private static final long serialVersionUID = 1L;

    public HomeView() {
        add(new H1("Brume"));
    }
}
