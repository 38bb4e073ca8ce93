package brume.api.aws;

import brume.api.http.HttpAnswer;
import brume.api.http.HttpCall;
import brume.api.sigv4.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// One of the provider's services, as its clients speak to it.
public interface Service {

    /// The name in a credential's scope: `ec2`.
    String name();

    /// The name of the action that is asked for, as it stands in the request; empty when there is no such action.
    Optional<String> action(HttpCall http);

    /// What a call of one of its actions costs.
    List<Charge> charges(String action, HttpCall http);

    /// The refusal of somebody who calls too often.
    Fault throttled();

    /// The names of every action that is answered.
    SortedSet<String> actions();

    HttpAnswer answer(HttpCall http, Call call);

    /// The request was nobody's.
    HttpAnswer refuse(String requestId, Refusal refusal);

    /// A refusal before the service could read the request, in the service's own shape.
    HttpAnswer fault(String requestId, Fault fault);
}
