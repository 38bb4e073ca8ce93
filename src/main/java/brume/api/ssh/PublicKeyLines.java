package brume.api.ssh;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/// Public keys as lines of an `authorized_keys` file: options, type, base64, comment.
final class PublicKeyLines {

    private PublicKeyLines() {}

    /// The first line that names the key; lines that cannot be read are passed over, as OpenSSH does.
    static Optional<Entry> find(List<String> lines, PublicKey key) {
        return lines.stream()
                .map(PublicKeyLines::parse)
                .flatMap(Optional::stream)
                .filter(entry -> KeyUtils.compareKeys(entry.key(), key))
                .findFirst();
    }

    /// One line.
    ///
    /// @param options what stands before the type, `command="..."` among them
    record Entry(PublicKey key, Map<String, String> options) {}

    /// The library leaves `\"` within a quoted value as it is; OpenSSH takes it for a quote.
    private static Map<String, String> unquoted(Map<String, String> options) {
        Map<String, String> unquoted = new HashMap<>();
        options.forEach((name, value) -> unquoted.put(name, value.replace("\\\"", "\"")));
        return Map.copyOf(unquoted);
    }

    private static Optional<Entry> parse(String line) {
        try {
            AuthorizedKeyEntry entry = AuthorizedKeyEntry.parseAuthorizedKeyEntry(line.strip());
            if (entry == null) {
                return Optional.empty();
            }
            PublicKey key = entry.resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
            Map<String, String> options = entry.getLoginOptions();
            return key == null
                    ? Optional.empty()
                    : Optional.of(new Entry(key, options == null ? Map.of() : unquoted(options)));
        } catch (IOException | GeneralSecurityException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }
}
