package brume.school;

import brume.cloud.sandbox.Text;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// The id of one student's attempt at a lab: `at-` and 16 characters of `a-z2-7`.
public record AttemptId(String value) implements Text {

    private static final Pattern SHAPE = Pattern.compile("at-[a-z2-7]{16}");

    /// @throws IllegalArgumentException when the text is not of that shape
    public AttemptId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("Not an attempt: " + value);
        }
    }

    public static AttemptId parse(String text) {
        return new AttemptId(text);
    }

    /// A fresh one. The randomness decides whether it can be guessed: hand in a secure one.
    public static AttemptId random(RandomGenerator random) {
        return new AttemptId("at-" + Letters.random(random, Letters.LOWER_32, 16));
    }

    @Override
    public String toString() {
        return value;
    }
}
