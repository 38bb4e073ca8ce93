package brume.portal.part;

import java.util.Locale;

/// The state of a machine, drawn as a circle. The words are the provider's in English, translated in French.
public final class StateBadge extends Badge {

    /// @param state the provider's word: `pending`, `running`, `stopping`, `stopped`, `shutting-down`, `terminated`
    /// @throws IllegalArgumentException for another word
    public StateBadge(String state) {
        super(icon(state), tone(state), Words.say("part.state." + state.toLowerCase(Locale.ROOT)));
        getElement().setAttribute("data-state", state);
    }

    private static Icon icon(String state) {
        return switch (state) {
            case "pending", "shutting-down" -> Icon.of("circle-dashed").turning();
            case "running" -> Icon.of("circle-play");
            case "stopping" -> Icon.of("circle-pause");
            case "stopped" -> Icon.of("circle-stop");
            case "terminated" -> Icon.of("circle-slash");
            default -> throw new IllegalArgumentException("Not the state of a machine: " + state);
        };
    }

    private static Tone tone(String state) {
        return switch (state) {
            case "pending" -> Tone.PENDING;
            case "running" -> Tone.PASS;
            case "stopping", "shutting-down" -> Tone.WARN;
            default -> Tone.OFF;
        };
    }
}
