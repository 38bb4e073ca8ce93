package brume.cloud.guest.service;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A regular expression that a student wrote, matched with a bounded number of steps: one that would run for ever does
/// not match.
public final class BoundedPattern {

    private static final int MAX_LENGTH = 2000;
    private static final int MAX_STEPS = 500_000;

    private final Pattern pattern;

    private BoundedPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /// Empty where the text is no regular expression.
    public static Optional<BoundedPattern> tryParse(String text, boolean ignoreCase) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BoundedPattern(Pattern.compile(text, ignoreCase ? Pattern.CASE_INSENSITIVE : 0)));
        } catch (PatternSyntaxException broken) {
            return Optional.empty();
        }
    }

    /// The groups where the pattern is found in the text, the whole match first.
    public Optional<List<String>> find(String text) {
        try {
            Matcher matcher = pattern.matcher(new Counted(text, new int[1]));
            if (!matcher.find()) {
                return Optional.empty();
            }
            String[] groups = new String[matcher.groupCount() + 1];
            for (int i = 0; i < groups.length; i++) {
                groups[i] = matcher.start(i) < 0 ? "" : text.substring(matcher.start(i), matcher.end(i));
            }
            return Optional.of(List.of(groups));
        } catch (OutOfSteps | StackOverflowError tooLong) {
            return Optional.empty();
        }
    }

    private static final class OutOfSteps extends RuntimeException {
        OutOfSteps() {
            super("too many steps", null, false, false);
        }
    }

    private record Counted(String text, int[] steps) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++steps[0] > MAX_STEPS) {
                throw new OutOfSteps();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
