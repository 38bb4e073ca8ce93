package brume.portal.frame;

import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Push;

/// The page that carries all others: the server may push to it.
@Push
public final class Shell implements AppShellConfigurator {
    private static final long serialVersionUID = 1L;
}
