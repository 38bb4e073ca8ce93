package brume.api.sigv4;

import java.util.Optional;
import java.util.regex.Pattern;

/// The credential of a signature, `AKIA.../20261122/eu-west-3/ec2/aws4_request`: whose key, and the scope it signs for.
///
/// @param date `yyyyMMdd`
public record Credential(String accessKeyId, String date, String region, String service) {

    private static final String TERMINATOR = "aws4_request";
    private static final int PARTS = 5;
    private static final Pattern DATE = Pattern.compile("\\d{8}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /// Empty unless the text has all five parts in their shape.
    public static Optional<Credential> tryParse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != PARTS
                || !parts[4].equals(TERMINATOR)
                || !DATE.matcher(parts[1]).matches()
                || !NAME.matcher(parts[0]).matches()
                || !NAME.matcher(parts[2]).matches()
                || !NAME.matcher(parts[3]).matches()) {
            return Optional.empty();
        }
        return Optional.of(new Credential(parts[0], parts[1], parts[2], parts[3]));
    }

    public String scope() {
        return date + "/" + region + "/" + service + "/" + TERMINATOR;
    }
}
