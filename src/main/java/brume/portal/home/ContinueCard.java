package brume.portal.home;

import brume.portal.frame.Glance;
import brume.portal.frame.Standing;
import brume.portal.part.Badge;
import brume.portal.part.Dom;
import brume.portal.part.Icon;
import brume.portal.part.Track;
import brume.portal.part.Words;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import java.util.Optional;

/// The one thing to go on with: where the student is, the next action in a sentence, the track, one button; at its
/// right
/// their own network, with what is not there yet in the mist.
final class ContinueCard extends HtmlContainer {

    ContinueCard(Standing lab, Optional<Glance> seen) {
        super("section");
        addClassNames("card", "continue");
        Track track = new Track(lab.checks());
        Button go = new Button(
                label(lab),
                Icon.of("arrow-right"),
                click -> UI.getCurrent().navigate(lab.path().substring(1)));
        go.setIconAfterText(true);
        go.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        go.addClassName("large");
        go.setId("continue");
        HtmlContainer text = Dom.tag(
                "div",
                "ct",
                Dom.row(Badge.lantern(Words.say("home.here")), Dom.span("t2 sm", place(lab))),
                Dom.heading(2, lab.lab().title().in(Words.locale())),
                Dom.text("p", "", action(lab)),
                Dom.div("tr", track, track.counts()),
                Dom.div(
                        "row act",
                        go,
                        Dom.span("sm t2", lab.isStarted() ? Words.say("home.kept") : Words.say("home.free"))));
        Div picture = Dom.div("mini");
        String here =
                lab.current().map(step -> Integer.toString(lab.number(step))).orElse("");
        picture.add(new NetworkPicture(seen, lab.isStarted() ? here : ""));
        add(text, picture);
    }

    private static String place(Standing lab) {
        return lab.current()
                .map(step -> Words.say(
                        "home.place",
                        lab.number(),
                        lab.number(step),
                        lab.lab().steps().size()))
                .orElseGet(() -> Words.say("home.place.done", lab.number()));
    }

    private static String action(Standing lab) {
        if (!lab.isStarted()) {
            return lab.lab().summary().in(Words.locale());
        }
        return lab.next()
                .map(check -> Words.say("home.next", lab.filled(check.title())))
                .orElseGet(() -> Words.say("home.allPassed"));
    }

    private static String label(Standing lab) {
        if (!lab.isStarted()) {
            return Words.say("home.start", lab.number());
        }
        return lab.current()
                .map(step -> Words.say("home.continue", lab.number(step)))
                .orElseGet(() -> Words.say("home.look"));
    }
}
