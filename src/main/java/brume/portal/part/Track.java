package brume.portal.part;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// One slot per check: passed is solid, failed is cut, the rest is mist. A slot whose check passes while it is shown
/// closes once, in 240 ms. The counts, which must always stand beside it, are [#counts].
public final class Track extends Div {

    private List<CheckState> shown = List.of();

    public Track(List<CheckState> states) {
        addClassName("track");
        getElement().setAttribute("role", "img");
        show(states);
    }

    /// Slots of 7 px instead of the whole width: the length tells the size of the lab.
    public Track fixed() {
        addClassName("fixed");
        return this;
    }

    /// One that does not change, light enough for hundreds of rows.
    public static Div still(List<CheckState> states) {
        Track track = new Track(List.of());
        track.fixed();
        track.shown = List.copyOf(states);
        track.getElement().setAttribute("aria-label", track.spoken());
        track.getElement()
                .setProperty(
                        "innerHTML",
                        states.stream()
                                .map(state -> "<span class=\"" + state.slot() + "\"></span>")
                                .collect(Collectors.joining()));
        return track;
    }

    /// Shows the new states; only slots that differ are touched.
    public void show(List<CheckState> states) {
        if (states.size() != shown.size()) {
            removeAll();
            states.forEach(state -> add(Dom.span(state.slot(), "")));
        } else {
            for (int i = 0; i < states.size(); i++) {
                if (states.get(i) != shown.get(i)) {
                    Span slot = Dom.span(states.get(i).slot(), "");
                    if (states.get(i) == CheckState.PASSED) {
                        slot.addClassName("closing");
                    }
                    replace(getComponentAt(i), slot);
                }
            }
        }
        shown = List.copyOf(states);
        getElement().setAttribute("aria-label", spoken());
    }

    /// Passed, failed and not reached, each with its icon and number.
    public Div counts() {
        List<Badge> parts = new ArrayList<>();
        long passed = count(CheckState.PASSED);
        long failed = count(CheckState.FAILED);
        long broken = count(CheckState.BROKEN);
        parts.add(new Badge(Icon.small("square-check"), Badge.Tone.PASS, Words.say("part.passed", passed)));
        if (failed > 0) {
            parts.add(new Badge(Icon.small("square-x"), Badge.Tone.FAIL, Words.say("part.failed", failed)));
        }
        if (broken > 0) {
            parts.add(new Badge(Icon.small("triangle-alert"), Badge.Tone.WARN, Words.say("part.broken", broken)));
        }
        long mist = shown.size() - passed - failed - broken;
        if (mist > 0) {
            parts.add(new Badge(Icon.small("square-dashed"), Badge.Tone.OFF, Words.say("part.mist", mist)));
        }
        return Dom.div("counts num", parts.toArray(Badge[]::new));
    }

    private String spoken() {
        return Words.say("part.track", count(CheckState.PASSED), shown.size(), count(CheckState.FAILED));
    }

    private long count(CheckState state) {
        return shown.stream().filter(s -> s == state).count();
    }
}
