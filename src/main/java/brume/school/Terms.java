package brume.school;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What must stay as it is for somebody to remain signed in: whoever is disabled, gets other roles or schools, or
/// another password, signs in again.
public record Terms(
        PersonId person, boolean enabled, Set<Role> roles, List<TenantId> tenants, Optional<PasswordHash> password) {

    public static Terms of(Account account) {
        return new Terms(
                account.person().id(),
                account.enabled(),
                account.person().roles(),
                account.person().tenants(),
                account.password());
    }

    /// SHA-256 in hexadecimal digits: equal for equal terms.
    public String fingerprint() {
        String all =
                String.join("\n", person.value(), "" + enabled, "" + new TreeSet<>(roles), "" + tenants, "" + password);
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
