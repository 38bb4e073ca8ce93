package brume.portal.frame;

import brume.portal.palette.Palette;
import brume.portal.palette.Place;
import brume.portal.palette.Recent;
import brume.portal.palette.Search;
import brume.portal.part.Dom;
import brume.portal.part.Icon;
import brume.portal.part.Words;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import com.vaadin.flow.server.VaadinSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// The bar at the top of every screen, 48 px: the brand, where one is, the screen's own tools, light and dark, the
/// languages and the account.
public final class TopBar extends HtmlContainer implements LocaleChangeObserver {

    private final Div crumb = Dom.div("crumb");
    private final Div tools = Dom.div("slot");
    private final Button find = new Button(Icon.of("search"));
    private final Span findWord = Dom.span("find-word", "");
    private final HtmlContainer findKey = Dom.tag("kbd", "find-key");
    private final Button light = new Button(Icon.of("moon"));
    private final NativeButton french = new NativeButton("FR", click -> Gate.choose(Locale.FRENCH));
    private final NativeButton english = new NativeButton("EN", click -> Gate.choose(Locale.ENGLISH));
    private final HtmlContainer languages = Dom.tag("span", "seg", french, english);
    private final Button account = new Button();
    private final ContextMenu menu = new ContextMenu();
    private Supplier<List<Place>> places = List::of;

    public TopBar() {
        super("header");
        addClassName("top");
        Span name = new Span("Brume");
        Anchor brand = new Anchor("/", Icon.of("brume"), name);
        brand.addClassName("brand");
        brand.getElement().setAttribute("router-link", true);
        light.addClassNames("square", "quiet", "light");
        light.addAttachListener(shown -> light.getElement()
                .executeJs(
                        "if (!this.heard) { this.heard = true; this.addEventListener('click', () => brumeTheme()); }"));
        french.getElement().setAttribute("lang", "fr");
        english.getElement().setAttribute("lang", "en");
        french.setTitle("Français");
        english.setTitle("English");
        languages.getElement().setAttribute("role", "group");
        account.addClassName("who");
        menu.setTarget(account);
        menu.setOpenOnClick(true);
        crumb.setVisible(false);
        find.setVisible(false);
        add(brand, crumb, Dom.gap(), find, tools, light, languages);
        Visitor.current().ifPresent(visitor -> {
            add(account);
            offerPalette();
        });
        say();
    }

    /// Beside the button, Ctrl-K opens it wherever the focus is: but not in a terminal, whose shell has the key, nor
    /// over a dialog.
    private void offerPalette() {
        boolean mac = VaadinSession.getCurrent().getBrowser().isMacOSX();
        findKey.setText(mac ? "⌘ K" : "Ctrl K");
        find.getElement().appendChild(findWord.getElement(), findKey.getElement());
        findKey.getElement().setAttribute("aria-hidden", "true");
        find.getElement().setAttribute("aria-keyshortcuts", "Control+K Meta+K");
        find.getElement().setAttribute("aria-haspopup", "dialog");
        find.addClassName("find");
        find.setId("find");
        find.addClickListener(click -> openPalette());
        find.setVisible(true);
        Shortcuts.addShortcutListener(this, this::openPalette, Key.KEY_K, KeyModifier.CONTROL);
        Shortcuts.addShortcutListener(this, this::openPalette, Key.KEY_K, KeyModifier.META);
    }

    private void openPalette() {
        List<Place> all = new ArrayList<>(places.get());
        all.addAll(Places.here());
        String here = "/" + UI.getCurrent().getActiveViewLocation().getPath();
        List<String> before =
                Recent.places().stream().filter(place -> !place.equals(here)).toList();
        new Palette(new Search(all, before)).open();
    }

    /// What the palette finds on this screen besides what it finds everywhere.
    public TopBar places(Supplier<List<Place>> here) {
        places = here;
        return this;
    }

    /// Where one is: the place, and what of it.
    public TopBar at(String place, String detail) {
        crumb.removeAll();
        crumb.add(Icon.small("chevron-right"), Dom.text("h1", "", place), Dom.secondary(detail));
        crumb.setVisible(true);
        return this;
    }

    /// The tools of the screen, left of the languages.
    public TopBar tools(Component... shown) {
        tools.removeAll();
        tools.add(shown);
        return this;
    }

    @Override
    public void localeChange(LocaleChangeEvent event) {
        say();
    }

    private void say() {
        boolean inFrench = Words.locale().equals(Locale.FRENCH);
        french.getElement().setAttribute("aria-pressed", Boolean.toString(inFrench));
        english.getElement().setAttribute("aria-pressed", Boolean.toString(!inFrench));
        languages.getElement().setAttribute("aria-label", Words.say("frame.language"));
        findWord.setText(Words.say("palette.open"));
        light.setAriaLabel(Words.say("frame.light"));
        light.setTooltipText(Words.say("frame.light"));
        Visitor.current().ifPresent(this::sayAccount);
    }

    private void sayAccount(Visitor visitor) {
        account.setText(visitor.initials());
        account.setAriaLabel(visitor.initials() + ", "
                + Words.say("frame.account", visitor.person().name()));
        menu.removeAll();
        String where = visitor.tenant().map(Object::toString).orElse("Brume");
        menu.addItem(Dom.div(
                        "menu-name",
                        Dom.text("b", "", visitor.person().name()),
                        Dom.text("div", "t2", visitor.person().username() + " @ " + where)))
                .setEnabled(false);
        boolean inFrench = Words.locale().equals(Locale.FRENCH);
        menu.addItem(inFrench ? "English" : "Français", click -> Gate.choose(inFrench ? Locale.ENGLISH : Locale.FRENCH))
                .setId("other-language");
        menu.addItem(Words.say("frame.light"), click -> light.getElement().executeJs("brumeTheme()"));
        // The navigation is not there on a phone.
        Room.of(visitor).stream()
                .filter(room -> room != Room.HOME)
                .forEach(room -> menu.addItem(Words.say(room.key()), click -> go(room.path())));
        menu.addItem(Words.say("frame.password"), click -> go("password")).setId("own-password");
        menu.addItem(Words.say("frame.signOut"), click -> Door.leave()).setId("sign-out");
    }

    private void go(String page) {
        getUI().ifPresent(ui -> ui.navigate(page));
    }
}
