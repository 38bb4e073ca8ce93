package brume.lab;

import java.util.List;
import java.util.Optional;

/// One question about the sandbox that is worth points.
///
/// @param id stable for ever, unique in its lab: grades are filed under it
/// @param title what is to be achieved, in a few words
/// @param that CEL, true when it is achieved
/// @param broken CEL, true when the checker itself cannot tell: no student pays for that
/// @param expected CEL giving the text for `${expected}`
/// @param found CEL giving the text for `${found}`
/// @param message said when it fails, if no case of [#mistakes] fits better
/// @param mistakes the known mistakes, tried in order when the check fails
/// @param link where to look: a page of the console (`instances`, `security-groups`)
/// @param needs checks that must have passed before this one is looked at
/// @param mustHold false: once passed, passed for this attempt; true: counts only as long as it is so
public record Check(
        String id,
        Words title,
        int points,
        String that,
        Optional<String> broken,
        Optional<String> expected,
        Optional<String> found,
        Words message,
        List<Mistake> mistakes,
        String link,
        List<String> needs,
        boolean mustHold) {

    /// A known way to fail and what is said about it.
    ///
    /// @param when CEL, true when this is what went wrong
    public record Mistake(String id, String when, Words message, Optional<String> found, Optional<String> link) {}

    Check titled(Words words) {
        return new Check(id, words, points, that, broken, expected, found, message, mistakes, link, needs, mustHold);
    }
}
