package brume.portal.frame;

import brume.portal.part.Dom;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.RouterLayout;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.util.List;

/// The layout of the pages outside of a lab: top bar, navigation of 216 px, the page. What the navigation offers
/// depends
/// on what the person may do.
@AnonymousAllowed
public final class Frame extends Div implements RouterLayout, LocaleChangeObserver, AfterNavigationObserver {

    /// The link that led here is gone or drawn again: whoever works by keyboard, or listens, goes on at the new page.
    private static final String TO_HEADING = """
            const at = document.activeElement;
            if (at && at !== document.body && (at === this || this.contains(at) || at.closest('vaadin-dialog-overlay'))) return;
            const head = this.querySelector('h1') || this;
            if (!head.hasAttribute('tabindex')) head.setAttribute('tabindex', '-1');
            head.focus();
            """;

    private final HtmlContainer navigation = Dom.tag("nav", "nav");
    private final HtmlContainer page = Dom.tag("main", "page");
    private final Anchor skip = new Anchor("#page");
    private String path = "";
    private boolean seen;

    public Frame() {
        addClassName("app");
        page.setId("page");
        page.getElement().setAttribute("tabindex", "-1");
        skip.addClassName("skip");
        add(skip, new TopBar(), Dom.div("lay", navigation, page));
    }

    @Override
    public void showRouterLayoutContent(HasElement content) {
        page.getElement().appendChild(content.getElement());
    }

    @Override
    public void removeRouterLayoutContent(HasElement old) {
        if (old != null) {
            page.getElement().removeChild(old.getElement());
        }
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        path = event.getLocation().getPath();
        say();
        if (seen) {
            page.getElement().executeJs(TO_HEADING);
        }
        seen = true;
    }

    @Override
    public void localeChange(LocaleChangeEvent event) {
        say();
    }

    private void say() {
        skip.setText(Words.say("frame.skip"));
        navigation.getElement().setAttribute("aria-label", Words.say("frame.navigation"));
        navigation.removeAll();
        for (Room room : Visitor.current().map(Room::of).orElseGet(() -> List.of(Room.HOME))) {
            if (room == Room.LIVE) {
                navigation.add(heading("frame.teaching"));
            }
            navigation.add(entry(room));
        }
    }

    private static Div heading(String key) {
        Div head = Dom.div("head");
        head.setText(Words.say(key));
        return head;
    }

    private Anchor entry(Room room) {
        String target = room.path();
        Anchor link = new Anchor("/" + target, Icon.of(room.icon()), new Span(Words.say(room.key())));
        link.getElement().setAttribute("router-link", true);
        boolean here = target.isEmpty() ? path.isEmpty() : path.equals(target) || path.startsWith(target + "/");
        if (here) {
            link.getElement().setAttribute("aria-current", "page");
        }
        return link;
    }
}
