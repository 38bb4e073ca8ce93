package brume.portal.frame;

import brume.portal.part.Dom;
import brume.portal.part.EmptyState;
import brume.portal.part.Words;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import com.vaadin.flow.router.HasDynamicTitle;

/// Instead of a page: what is the matter, and the way home.
abstract sealed class Lost extends Div implements HasDynamicTitle, LocaleChangeObserver
        permits NotForYou, NotHere, WentWrong {

    private final String what;

    /// @param what key of the words, after `frame.`
    Lost(String what) {
        this.what = what;
        addClassName("app");
    }

    @Override
    public void localeChange(LocaleChangeEvent event) {
        removeAll();
        HtmlContainer card = Dom.tag("main", "card lost");
        card.add(new EmptyState(say(""), say(".why"), Dom.link("/", Words.say("frame.home"))).asPage());
        add(new TopBar(), card);
    }

    private String say(String of) {
        return Words.say("frame." + what + of);
    }

    @Override
    public String getPageTitle() {
        return say("") + " · Brume";
    }
}
