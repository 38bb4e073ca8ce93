package brume.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A scan of what the portal's answers tell the browser, and do not tell anybody.
@ExtendWith(OneBrume.class)
class HeadersIT {

    private static final Pattern NONCE = Pattern.compile("'nonce-([^']{22,})'");

    private final RunningBrume brume;

    HeadersIT(RunningBrume brume) {
        this.brume = brume;
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(brume.portal() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @ParameterizedTest(name = "{0} answers {1}")
    @CsvSource({
        "/, 200",
        "/sign-in, 200",
        "/no/such/page, 200",
        "/icons/brume.svg, 200",
        "/health, 200",
        "/operator/sandboxes, 401",
        "/VAADIN/no-such-file.js, 404",
        "/error, 404",
    })
    void everyAnswerForbidsWhatTheBrowserNeedNotDo(String path, int status) throws Exception {
        HttpResponse<String> answer = get(path);
        HttpHeaders headers = answer.headers();
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'; script-src 'self' 'nonce-")
                .contains("frame-ancestors 'none'", "object-src 'none'", "base-uri 'self'", "form-action 'self'")
                .doesNotContain("http", "*")
                .doesNotContainPattern("script-src[^;]*'unsafe-inline'");
        Map.of(
                        "X-Content-Type-Options", "nosniff",
                        "X-Frame-Options", "DENY",
                        "Referrer-Policy", "same-origin",
                        "Cross-Origin-Opener-Policy", "same-origin",
                        "Cross-Origin-Resource-Policy", "same-origin")
                .forEach((name, value) ->
                        assertThat(headers.allValues(name)).as(name).containsExactly(value));
        assertThat(headers.firstValue("Permissions-Policy").orElse("")).contains("camera=()", "geolocation=()");
        assertThat(headers.map().keySet().stream().map(String::toLowerCase)).doesNotContain("server", "x-powered-by");
        assertThat(answer.body()).doesNotContainIgnoringCase("payara");
    }

    @Test
    void everyScriptOfThePageCarriesAWordThatIsDrawnForEachAnswer() throws Exception {
        HttpResponse<String> first = get("/sign-in");
        String nonce = nonce(first);
        assertThat(first.body().split("<script", -1)).hasSizeGreaterThan(2);
        assertThat(first.body().split("nonce=\"" + Pattern.quote(nonce) + "\"", -1))
                .hasSameSizeAs(first.body().split("<script", -1));
        assertThat(nonce(get("/sign-in"))).isNotEqualTo(nonce);
    }

    @Test
    void aScriptSlippedIntoThePageDoesNotRunAndNothingIsFetchedFromElsewhere() {
        assumeTrue(Files.exists(Browser.DRIVER), "chromedriver is not installed (Debian: chromium-driver)");
        Browser browser = new Browser(1440, 900, "en");
        browser.open(brume.portal() + "/sign-in");
        browser.find("#sign-in");
        browser.script("""
                document.body.insertAdjacentHTML('beforeend', '<img src="http://127.0.0.1:1/a.png" onerror="window.slipped = 1">');
                const script = document.createElement('script');
                script.textContent = 'window.slipped = 2';
                document.body.append(script);
                """);
        assertThat(browser.script("return window.slipped === undefined")).isEqualTo(true);
        assertThatThrownBy(browser::close)
                .hasMessageContaining("script-src")
                .hasMessageContaining("img-src")
                .hasMessageContaining("inline event handler");
    }

    private static String nonce(HttpResponse<String> answer) {
        Matcher nonce = NONCE.matcher(
                answer.headers().firstValue("Content-Security-Policy").orElse(""));
        assertThat(nonce.find()).isTrue();
        return nonce.group(1);
    }

    @Test
    void theSessionsCookieIsNoScriptsBusinessAndSecureBehindHttps() throws Exception {
        assertThat(get("/sign-in").headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .contains("HttpOnly", "SameSite=Lax")
                .doesNotContain("Secure");
        assertThat(get("/sign-in", "X-Forwarded-Proto", "https").headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .contains("HttpOnly", "SameSite=Lax", "Secure");
    }
}
