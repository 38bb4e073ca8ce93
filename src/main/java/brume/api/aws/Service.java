package brume.api.aws;

import brume.api.http.HttpAnswer;
import brume.api.http.HttpCall;
import brume.api.sigv4.Refusal;

/// One of the provider's services, as its clients speak to it.
public interface Service {

    /// The name in a credential's scope: `ec2`.
    String name();

    HttpAnswer answer(HttpCall http, Call call);

    /// The request was nobody's.
    HttpAnswer refuse(String requestId, Refusal refusal);

    /// A refusal before the service could read the request, in the service's own shape.
    HttpAnswer fault(String requestId, Fault fault);
}
