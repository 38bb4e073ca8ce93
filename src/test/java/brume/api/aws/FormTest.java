package brume.api.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import brume.api.http.HttpCall;
import brume.cloud.sandbox.CloudException;
import brume.cloud.sandbox.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {

    private static Form form(String method, String query, String body) {
        return Form.of(
                new HttpCall(method, "/", query, Map.of(), body.getBytes(StandardCharsets.UTF_8), "id", "127.0.0.1"));
    }

    @Test
    void decodesPlusPercentAndUtf8() {
        assertThat(form("POST", "", "A=a+b%2Bc&B=%C3%A9&C=&D&E=a=b").parameters())
                .containsExactly(
                        Map.entry("A", "a b+c"),
                        Map.entry("B", "é"),
                        Map.entry("C", ""),
                        Map.entry("D", ""),
                        Map.entry("E", "a=b"));
    }

    @Test
    void readsAGetAndForgetsItsSignature() {
        assertThat(form("GET", "Action=X&X-Amz-Signature=00&X-Amz-Date=1", "").parameters())
                .containsExactly(Map.entry("Action", "X"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A=%", "A=%4", "A=%zz", "A=%C3", "A=%FF", "=1", "%00=1"})
    void refusesBrokenEncoding(String body) {
        assertThat(catchThrowableOfType(CloudException.class, () -> form("POST", "", body)))
                .isNotNull();
    }

    @Test
    void refusesTenThousandAndOneParameters() {
        String body = IntStream.rangeClosed(0, Form.MAX_PARAMETERS)
                .mapToObj(i -> "InstanceId." + i + "=i")
                .collect(Collectors.joining("&"));

        CloudException refused = catchThrowableOfType(CloudException.class, () -> form("POST", "", body));

        assertThat(refused.problem())
                .isEqualTo(new Problem.Specific("MalformedQueryString", "The query string contains a syntax error."));
    }
}
