package brume.app.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import brume.app.OidcProvider;
import brume.school.ProviderSignIn.Claims;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OidcClaimsTest {

    private static Claims read(Map<String, Object> said, String rolesClaim) {
        URI issuer = URI.create("https://login.example.org/realms/school");
        return OidcClaims.of(
                said,
                "s-1",
                new OidcProvider(issuer, "brume-portal", "secret", "uid", rolesClaim, "school", Optional.empty()));
    }

    @Test
    void readsClaimsUnderTheNamesThatTheSettingsGive() {
        Claims claims = read(
                Map.of("uid", "zoe", "name", "Zoé", "roles", List.of("student", 7, "x"), "school", "metz"), "roles");
        assertThat(claims).isEqualTo(new Claims("s-1", "zoe", "Zoé", "", List.of("student", "x"), List.of("metz")));
    }

    @Test
    void aDotGoesInsideAClaimUnlessAClaimHasThatName() {
        Map<String, Object> nested = Map.of("realm_access", Map.of("roles", List.of("student")));
        assertThat(read(nested, "realm_access.roles").roles()).containsExactly("student");
        assertThat(read(Map.of("a.b", "admin"), "a.b").roles()).containsExactly("admin");
        assertThat(read(Map.of("a", "text"), "a.b").roles()).isEmpty();
    }

    @Test
    void whatIsNotSaidIsEmpty() {
        assertThat(read(Map.of(), "roles")).isEqualTo(new Claims("s-1", "", "", "", List.of(), List.of()));
    }
}
