package brume.school;

import brume.cloud.sandbox.Text;
import java.util.regex.Pattern;

/// The name of a course: `a-z`, digits and hyphens, at most 63; unique within its tenant.
public record CourseId(String value) implements Text {

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /// @throws IllegalArgumentException when the text is not of that shape
    public CourseId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a course: " + value);
        }
    }

    /// Whether a text is of that shape.
    public static boolean isOne(String text) {
        return SHAPE.matcher(text).matches();
    }

    public static CourseId parse(String text) {
        return new CourseId(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
