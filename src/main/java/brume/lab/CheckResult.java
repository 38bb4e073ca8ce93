package brume.lab;

import java.time.Instant;
import java.util.Optional;

/// What a check said about an attempt.
///
/// @param points earned: all of [#worth] or nothing
/// @param worth what the check is worth
/// @param expected what should be, in words; may be empty
/// @param found what is, in words; [#NOTHING] where there is none of it; may be empty
/// @param message what is wrong and what to do, in both languages; empty when passed
/// @param mistake the id of the known mistake that was recognised
/// @param link the page of the console to look at
/// @param passedAt when it passed first, in the sandbox's time
public record CheckResult(
        String checkId,
        Status status,
        int points,
        int worth,
        String expected,
        String found,
        Words message,
        Optional<String> mistake,
        String link,
        Optional<Instant> passedAt) {

    /// How a lab writes that nothing was found; people read a word of their language.
    public static final String NOTHING = "-";

    public enum Status {
        PASSED,
        FAILED,
        /// A check that it needs has not passed, or nobody has looked yet.
        NOT_RUN,
        /// The checker itself failed: the author's or Brume's fault, never the student's.
        BROKEN
    }

    public static CheckResult notRun(Check check) {
        return new CheckResult(
                check.id(),
                Status.NOT_RUN,
                0,
                check.points(),
                "",
                "",
                Words.NONE,
                Optional.empty(),
                check.link(),
                Optional.empty());
    }

    public boolean passed() {
        return status == Status.PASSED;
    }
}
