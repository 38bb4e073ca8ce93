package brume.api.ec2;

import brume.api.aws.Call;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/// One line of a table of actions: the provider's name, and what answers it.
record Action(String name, Body body) {

    /// What a typed handler becomes: it reads the form itself.
    interface Body {
        SdkPojo answer(Map<String, String> parameters, Call call);
    }

    /// A handler in the words of the provider's own reference.
    interface Handler<Q> {
        SdkPojo answer(Q request, Call call);
    }

    static <B extends SdkPojo & SdkBuilder<B, Q>, Q> Action of(String name, Supplier<B> builder, Handler<Q> handler) {
        return new Action(name, (parameters, call) -> {
            B request = builder.get();
            FormReader.read(parameters, request);
            return handler.answer(request.build(), call);
        });
    }
}
