package brume.api.aws;

/// An error as the provider words it.
///
/// @param status of HTTP
/// @param code what programs look at: `InvalidKeyPair.NotFound`
/// @param message what people read
public record Fault(int status, String code, String message) {

    public static Fault invalid(String code, String message) {
        return new Fault(400, code, message);
    }

    public static Fault internal(String requestId) {
        return new Fault(
                500, "InternalError", "An internal error has occurred. Retry your request. Request " + requestId + ".");
    }
}
