package brume.school;

import brume.cloud.sandbox.Text;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// A person's id, never reused: `p-` and up to 60 letters, digits or hyphens (random, or an identity provider's
/// subject).
public record PersonId(String value) implements Text {

    private static final Pattern SHAPE = Pattern.compile("p-[A-Za-z0-9-]{1,60}");

    /// @throws IllegalArgumentException when the text is not of that shape
    public PersonId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a person: " + value);
        }
    }

    public static PersonId parse(String text) {
        return new PersonId(text);
    }

    /// A fresh one. The randomness decides whether it can be guessed: hand in a secure one.
    public static PersonId random(RandomGenerator random) {
        return new PersonId("p-" + Letters.random(random, Letters.LOWER_32, 16));
    }

    @Override
    public String toString() {
        return value;
    }
}
