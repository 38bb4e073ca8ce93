package brume.cloud.network;

import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Problem;
import java.util.regex.Pattern;

/// The shape of the provider's ids: a prefix and 17 hexadecimal digits, 8 for old ones.
public final class Ids {

    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{8}|[0-9a-f]{17}");

    private Ids() {}

    /// @throws brume.cloud.sandbox.CloudException malformed
    public static String checked(Kind<?> kind, String prefix, String id) {
        if (!id.startsWith(prefix)
                || !DIGITS.matcher(id.substring(prefix.length())).matches()) {
            throw new Problem.Malformed(kind, id).refused();
        }
        return id;
    }
}
