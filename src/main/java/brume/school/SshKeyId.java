package brume.school;

import brume.cloud.sandbox.Text;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// The id of a person's registered SSH key: `sk-` and 16 characters of `a-z2-7`.
public record SshKeyId(String value) implements Text {

    private static final Pattern SHAPE = Pattern.compile("sk-[a-z2-7]{16}");

    /// @throws IllegalArgumentException when the text is not of that shape
    public SshKeyId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("Not an SSH key: " + value);
        }
    }

    public static SshKeyId parse(String text) {
        return new SshKeyId(text);
    }

    /// A fresh one. The randomness decides whether it can be guessed: hand in a secure one.
    public static SshKeyId random(RandomGenerator random) {
        return new SshKeyId("sk-" + Letters.random(random, Letters.LOWER_32, 16));
    }

    @Override
    public String toString() {
        return value;
    }
}
