package brume.api.aws;

import brume.api.http.HttpAnswer;

/// Errors as the plain query protocol (STS, IAM) writes them.
public final class QueryErrors {

    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    private QueryErrors() {}

    public static HttpAnswer answer(String requestId, Fault fault) {
        String body = new XmlText(256)
                .open("ErrorResponse", NAMESPACE)
                .open("Error")
                .leaf("Type", fault.status() < 500 ? "Sender" : "Receiver")
                .leaf("Code", fault.code())
                .leaf("Message", fault.message())
                .close("Error")
                .leaf("RequestId", requestId)
                .close("ErrorResponse")
                .toString();
        return HttpAnswer.text(fault.status(), "text/xml", body);
    }
}
