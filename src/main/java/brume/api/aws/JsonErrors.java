package brume.api.aws;

import brume.api.http.HttpAnswer;
import brume.api.sigv4.Refusal;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Errors as the services of the JSON 1.1 protocol write them.
public final class JsonErrors {

    public static final String MEDIA_TYPE = "application/x-amz-json-1.1";

    public static final Fault THROTTLED = Fault.invalid("ThrottlingException", "Rate exceeded");

    private JsonErrors() {}

    public static HttpAnswer answer(Fault fault) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("__type", fault.code());
        if (!fault.message().isEmpty()) {
            body.put("message", fault.message());
        }
        return HttpAnswer.text(fault.status(), MEDIA_TYPE, body.toString()).with("x-amzn-ErrorType", fault.code());
    }

    public static HttpAnswer refuse(Refusal refusal) {
        return answer(
                switch (refusal) {
                    case Refusal.Unsigned unsigned ->
                        Fault.invalid("MissingAuthenticationTokenException", "Missing Authentication Token");
                    case Refusal.UnknownKey unknown ->
                        Fault.invalid(
                                "UnrecognizedClientException",
                                "The security token included in the request is invalid.");
                    case Refusal.Mismatch(String reason) -> Fault.invalid("InvalidSignatureException", reason);
                    case Refusal.Expired(String reason) -> Fault.invalid("InvalidSignatureException", reason);
                    case Refusal.Incomplete(String reason) -> Fault.invalid("IncompleteSignatureException", reason);
                });
    }
}
