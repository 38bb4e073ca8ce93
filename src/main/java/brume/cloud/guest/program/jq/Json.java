package brume.cloud.guest.program.jq;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/// Whether a text is JSON.
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    public static boolean isValid(String text) {
        try {
            MAPPER.readTree(text);
            return true;
        } catch (JsonProcessingException no) {
            return false;
        }
    }
}
