package brume.app;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The OpenID Connect provider that signs people in.
///
/// @param issuer its address, under which `.well-known/openid-configuration` lies
/// @param secret of this client
/// @param nameClaim the claim that holds the user name: `preferred_username`
/// @param rolesClaim the claim that holds `student`, `instructor`, `admin`, among others
/// @param tenantClaim the claim that holds the ids of a person's schools
/// @param portal where browsers reach the portal, if something stands in front of it that hides this
public record OidcProvider(
        URI issuer,
        String clientId,
        String secret,
        String nameClaim,
        String rolesClaim,
        String tenantClaim,
        Optional<URI> portal) {

    /// The one of this process, if there is one.
    public static Optional<OidcProvider> ofProcess() {
        return Settings.ofProcess().provider();
    }

    static Optional<OidcProvider> of(UnaryOperator<@Nullable String> find) {
        return Optional.ofNullable(find.apply("oidc.issuer"))
                .map(issuer -> new OidcProvider(
                        address(issuer.strip()),
                        Settings.text(find, "oidc.client.id", "brume-portal"),
                        Settings.text(find, "oidc.client.secret", ""),
                        Settings.text(find, "oidc.claim.name", "preferred_username"),
                        Settings.text(find, "oidc.claim.roles", "groups"),
                        Settings.text(find, "oidc.claim.tenant", "tenant"),
                        Optional.ofNullable(find.apply("oidc.portal.url")).map(text -> address(text.strip()))));
    }

    /// Where the browser reaches the portal: as configured, or as it has just asked.
    public static URI base(HttpServletRequest request) {
        return ofProcess()
                .flatMap(OidcProvider::portal)
                .map(url -> URI.create(url + "/"))
                .orElseGet(() -> URI.create(request.getRequestURL().toString()).resolve("/"));
    }

    private static URI address(String text) {
        try {
            URI issuer = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if (issuer.getHost() != null && String.valueOf(issuer.getScheme()).matches("https?")) {
                return issuer;
            }
        } catch (IllegalArgumentException noAddress) {
            // said below
        }
        throw new IllegalArgumentException(
                "The setting oidc.issuer is not an address, as http://host:8180/realms/brume is one: " + text);
    }

    /// The secret stays out of logs.
    @Override
    public String toString() {
        return clientId + " at " + issuer;
    }
}
