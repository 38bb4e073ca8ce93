package brume.app.oidc;

import brume.app.OidcProvider;
import brume.school.ProviderSignIn.Claims;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a provider said of somebody, under the names that the settings give.
final class OidcClaims {

    private final Map<String, Object> said;

    private OidcClaims(Map<String, Object> said) {
        this.said = said;
    }

    static Claims of(Map<String, Object> said, String subject, OidcProvider provider) {
        OidcClaims claims = new OidcClaims(said);
        return new Claims(
                subject,
                claims.text(provider.nameClaim()),
                claims.text("name"),
                claims.text("email"),
                claims.texts(provider.rolesClaim()),
                claims.texts(provider.tenantClaim()));
    }

    private String text(String claim) {
        return texts(claim).stream().findFirst().orElse("");
    }

    private List<String> texts(String claim) {
        return flat(at(said, claim)).toList();
    }

    /// A claim may lie inside another: `realm_access.roles`.
    private static @Nullable Object at(Map<?, ?> within, String claim) {
        int dot = claim.indexOf('.');
        if (within.containsKey(claim) || dot < 0) {
            return within.get(claim);
        }
        return within.get(claim.substring(0, dot)) instanceof Map<?, ?> inner
                ? at(inner, claim.substring(dot + 1))
                : null;
    }

    private static Stream<String> flat(@Nullable Object value) {
        return switch (value) {
            case String text -> Stream.of(text);
            case Collection<?> all -> all.stream().flatMap(OidcClaims::flat);
            case null, default -> Stream.empty();
        };
    }
}
