package brume.portal.part;

/// How a check stands, as every screen draws it: a square with a word, and a slot in a [Track].
public enum CheckState {
    NOT_RUN("square-dashed", Badge.Tone.OFF, "mist"),
    CHECKING("loader-circle", Badge.Tone.PENDING, "mist"),
    PASSED("square-check", Badge.Tone.PASS, "pass"),
    FAILED("square-x", Badge.Tone.FAIL, "fail"),
    BROKEN("triangle-alert", Badge.Tone.WARN, "broken");

    private final String icon;
    private final Badge.Tone tone;
    private final String slot;

    CheckState(String icon, Badge.Tone tone, String slot) {
        this.icon = icon;
        this.tone = tone;
        this.slot = slot;
    }

    public Icon icon() {
        Icon drawn = Icon.of(icon);
        return this == CHECKING ? drawn.turning() : drawn;
    }

    public Badge.Tone tone() {
        return tone;
    }

    /// The class of its slot in a track or a grid.
    public String slot() {
        return slot;
    }

    public String word() {
        return Words.say("part.check." + name().toLowerCase(java.util.Locale.ROOT));
    }

    /// Icon, word and colour.
    public Badge badge() {
        return new Badge(icon(), tone, word());
    }
}
