package brume.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static Settings settings(Map<String, String> properties, Map<String, String> environment) {
        return Settings.of(properties::get, environment::get);
    }

    @Test
    void listensOnTheLoopbackUnlessToldOtherwise() {
        Settings settings = settings(Map.of(), Map.of());
        assertThat(settings.address()).isEqualTo("127.0.0.1");
        assertThat(settings.portalPort()).isEqualTo(8080);
        assertThat(settings.endpointPort()).isEqualTo(4566);
        assertThat(settings.sshPort()).isEqualTo(2222);
        assertThat(settings.proxyPort()).isEqualTo(3128);
        assertThat(settings.database().url()).startsWith("jdbc:h2:async:").endsWith("data/brume");
    }

    @Test
    void takesPropertiesBeforeTheEnvironment() {
        Settings settings =
                settings(Map.of("brume.ssh.port", "22"), Map.of("BRUME_SSH_PORT", "23", "BRUME_PROXY_PORT", "24"));
        assertThat(settings.sshPort()).isEqualTo(22);
        assertThat(settings.proxyPort()).isEqualTo(24);
    }

    @Test
    void takesAnotherDatabaseAndShowsNoPassword() {
        Settings settings = settings(
                Map.of(),
                Map.of(
                        "BRUME_DATABASE_URL", "jdbc:postgresql://db/brume",
                        "BRUME_DATABASE_USER", "teacher",
                        "BRUME_DATABASE_PASSWORD", "hush"));
        assertThat(settings.database().url()).isEqualTo("jdbc:postgresql://db/brume");
        assertThat(settings.database().user()).isEqualTo("teacher");
        assertThat(settings.toString()).doesNotContain("hush");
    }

    @Test
    void limitsTheApiToManyTimesTheProvidersRatesUnlessTold() {
        assertThat(settings(Map.of(), Map.of()).apiRate()).isEqualTo(100);
        assertThat(settings(Map.of(), Map.of("BRUME_API_RATE", "1")).apiRate()).isEqualTo(1);
        assertThat(settings(Map.of(), Map.of("BRUME_API_RATE", "off")).apiRate())
                .isInfinite();
        assertThatThrownBy(() -> settings(Map.of(), Map.of("BRUME_API_RATE", "0")))
                .hasMessage("The setting api.rate is neither off nor a number from 0.5 to 1000: 0");
    }

    @Test
    void namesTheAccountsOnlyWhereNobodyElseCanComeUnlessTold() {
        assertThat(settings(Map.of(), Map.of()).demo()).isTrue();
        assertThat(settings(Map.of(), Map.of("BRUME_ADDRESS", "127.0.0.9")).demo())
                .isTrue();
        assertThat(settings(Map.of(), Map.of("BRUME_ADDRESS", "::1")).demo()).isTrue();
        assertThat(settings(Map.of(), Map.of("BRUME_ADDRESS", "0.0.0.0")).demo())
                .isFalse();
        assertThat(settings(Map.of(), Map.of("BRUME_ADDRESS", "192.0.2.1")).demo())
                .isFalse();
        assertThat(settings(Map.of(), Map.of("BRUME_ADDRESS", "0.0.0.0", "BRUME_DEMO", "yes"))
                        .demo())
                .isTrue();
        assertThat(settings(Map.of(), Map.of("BRUME_DEMO", "no")).demo()).isFalse();
        assertThatThrownBy(() -> settings(Map.of(), Map.of("BRUME_DEMO", "perhaps")))
                .hasMessage("The setting demo is neither yes nor no: perhaps");
    }

    @Test
    void saysNoAccountWhenItIsNoDemo() {
        assertThat(Welcome.text(settings(Map.of(), Map.of()))).contains("alice");
        assertThat(Welcome.text(settings(Map.of(), Map.of("BRUME_DEMO", "no"))))
                .doesNotContain("alice")
                .contains("Three lines to try");
    }

    @Test
    void takesAnIdentityProviderAndShowsNoSecret() {
        assertThat(settings(Map.of(), Map.of()).provider()).isEmpty();
        Settings settings = settings(
                Map.of(),
                Map.of(
                        "BRUME_OIDC_ISSUER", "https://login.example.org/realms/school/",
                        "BRUME_OIDC_CLIENT_SECRET", "hush",
                        "BRUME_OIDC_CLAIM_ROLES", "realm_access.roles"));
        OidcProvider provider = settings.provider().orElseThrow();
        assertThat(provider.issuer()).hasToString("https://login.example.org/realms/school");
        assertThat(provider.clientId()).isEqualTo("brume-portal");
        assertThat(provider.rolesClaim()).isEqualTo("realm_access.roles");
        assertThat(settings.toString()).doesNotContain("hush");
    }

    @Test
    void refusesAProviderThatIsNoAddress() {
        for (String issuer : List.of("login", "ftp://login.example.org", "http://", "http://a b")) {
            assertThatThrownBy(() -> settings(Map.of(), Map.of("BRUME_OIDC_ISSUER", issuer)))
                    .as(issuer)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("oidc.issuer is not an address");
        }
    }

    @Test
    void refusesWhatIsNoPort() {
        assertThatThrownBy(() -> settings(Map.of(), Map.of("BRUME_SSH_PORT", "many")))
                .hasMessage("The setting ssh.port is not a port: many");
        assertThatThrownBy(() -> settings(Map.of(), Map.of("BRUME_SSH_PORT", "70000")))
                .hasMessageContaining("70000");
    }
}
