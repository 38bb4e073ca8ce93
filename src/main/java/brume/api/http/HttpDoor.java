package brume.api.http;

/// What stands behind an [EndpointServer]: it answers a whole request. Called on a virtual thread; it may block.
public interface HttpDoor {

    HttpAnswer answer(HttpCall call);

    /// The refusal of a request that the server could not read: too large, or cut off.
    HttpAnswer unreadable(String requestId, int status, String code, String message);
}
