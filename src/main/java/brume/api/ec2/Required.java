package brume.api.ec2;

import brume.cloud.sandbox.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parameters that must be there: the SDK's classes do not say which.
final class Required {

    private Required() {}

    /// @throws brume.cloud.sandbox.CloudException `MissingParameter`
    static <T> T of(@Nullable T value, String parameter) {
        if (value == null || value instanceof String text && text.isEmpty()) {
            throw new Problem.Missing(parameter).refused();
        }
        return value;
    }

    /// @throws brume.cloud.sandbox.CloudException `MissingParameter`
    static <T> List<T> some(List<T> values, String parameter) {
        if (values.isEmpty()) {
            throw new Problem.Missing(parameter).refused();
        }
        return values;
    }
}
