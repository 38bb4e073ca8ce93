package brume.api.aws;

import brume.api.http.HttpAnswer;
import brume.api.http.HttpCall;
import brume.api.http.HttpDoor;
import brume.api.sigv4.Credential;
import brume.api.sigv4.Identity;
import brume.api.sigv4.Refusal;
import brume.api.sigv4.Verifier;
import brume.cloud.Cloud;
import brume.cloud.Clouds;
import brume.cloud.offer.AwsOffer;
import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.CloudException;
import brume.cloud.sandbox.SandboxId;
import brume.school.AccessKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells the provider's services apart behind one address: by `X-Amz-Target`, by the scope of the credential in the
/// header
/// or in a presigned query, and without credentials by the API version that a form names. Then it asks the [Verifier]
/// whose request it is, and opens that sandbox's cloud.
public final class Multiplexer implements HttpDoor {

    private static final Pattern HEADER_CREDENTIAL = Pattern.compile("Credential=([^,\\s]+)");
    private static final Pattern QUERY_CREDENTIAL = Pattern.compile("(?:^|&)X-Amz-Credential=([^&]+)");
    private static final Pattern FORM_VERSION = Pattern.compile("(?:^|&)Version=([0-9-]{10})(?:&|$)");
    private static final Map<String, String> SERVICE_BY_VERSION =
            Map.of("2016-11-15", "ec2", "2011-06-15", "sts", "2010-05-08", "iam");
    private static final Map<String, String> SERVICE_BY_TARGET =
            Map.of("AmazonSSM", "ssm", "AWSEC2InstanceConnectService", "ec2-instance-connect");
    private static final String JSON = "application/x-amz-json-1.1";

    /// What is asked for and does not exist.
    private static final List<Charge> UNKNOWN_ACTION = List.of(Charge.request("unknown", new Rate(50, 5)));

    private final Map<String, Service> services = new HashMap<>();
    private final Service ordinary;
    private final Verifier verifier;
    private final Clouds clouds;
    private final RateLimits limits;
    private final Strangers strangers;
    private final Answered.Watch watch;

    /// @param services the first one words the errors of requests that name no service
    /// @param limits how often a sandbox, and an address without a valid key, may call
    public Multiplexer(
            List<Service> services,
            Verifier verifier,
            Clouds clouds,
            RateLimits limits,
            RateLimits byAddress,
            Answered.Watch watch) {
        services.forEach(service -> this.services.put(service.name(), service));
        this.ordinary = services.getFirst();
        this.verifier = verifier;
        this.clouds = clouds;
        this.limits = limits;
        this.strangers = new Strangers(byAddress);
        this.watch = watch;
    }

    @Override
    public HttpAnswer answer(HttpCall http) {
        long began = System.nanoTime();
        Optional<Credential> credential = credential(http);
        Optional<String> name = serviceName(http, credential);
        Optional<Service> known = name.map(services::get);
        Service service = known.orElse(ordinary);
        Outcome outcome = name.isPresent() && known.isEmpty()
                ? Outcome.of(unknown(name.get(), http))
                : answer(service, http, credential.map(Credential::accessKeyId).orElse(""));
        watch.answered(new Answered(
                http.id(),
                known.map(Service::name).orElse(Answered.UNKNOWN),
                known.flatMap(one -> one.action(http)).orElse(Answered.UNKNOWN),
                outcome.sandbox(),
                outcome.answer().status(),
                outcome.throttled(),
                Duration.ofNanos(System.nanoTime() - began),
                outcome.failure()));
        return outcome.answer();
    }

    /// An answer, and what the client is not told.
    private record Outcome(
            HttpAnswer answer, Optional<SandboxId> sandbox, boolean throttled, Optional<Throwable> failure) {

        static Outcome of(HttpAnswer answer) {
            return new Outcome(answer, Optional.empty(), false, Optional.empty());
        }

        static Outcome throttled(Service service, HttpCall http, Optional<SandboxId> sandbox) {
            return new Outcome(service.fault(http.id(), service.throttled()), sandbox, true, Optional.empty());
        }
    }

    private Outcome answer(Service service, HttpCall http, String accessKeyId) {
        if (strangers.turnsAway(http.from(), accessKeyId)) {
            return Outcome.throttled(service, http, Optional.empty());
        }
        Optional<SandboxId> sandbox = Optional.empty();
        try {
            Identity identity = verifier.verify(http);
            sandbox = Optional.of(identity.key().sandbox());
            strangers.proved(identity.key().accessKeyId());
            if (AwsOffer.region(identity.region()).isEmpty()) {
                return Outcome.of(service.fault(http.id(), wrongRegion(identity.region())));
            }
            if (!limits.admit(owner(service, identity), charges(service, http))) {
                return Outcome.throttled(service, http, sandbox);
            }
            return new Outcome(service.answer(http, call(identity, http.id())), sandbox, false, Optional.empty());
        } catch (Refusal.Refused refused) {
            strangers.failed(http.from());
            return Outcome.of(service.refuse(http.id(), refused.refusal()));
        } catch (RuntimeException | StackOverflowError failure) {
            HttpAnswer answer = service.fault(http.id(), Fault.internal(http.id()));
            return new Outcome(answer, sandbox, false, Optional.of(failure));
        }
    }

    /// The provider limits an account in a region; several keys of one sandbox share its limits.
    private static String owner(Service service, Identity identity) {
        return identity.key().sandbox() + " " + identity.region() + " " + service.name();
    }

    private static List<Charge> charges(Service service, HttpCall http) {
        return service.action(http).map(action -> service.charges(action, http)).orElse(UNKNOWN_ACTION);
    }

    private static Fault wrongRegion(String region) {
        return new Fault(
                403, "SignatureDoesNotMatch", "Credential should be scoped to a valid region, not '" + region + "'.");
    }

    /// @throws Refusal.Refused the key's sandbox is gone, and so is the key
    private Call call(Identity identity, String requestId) throws Refusal.Refused {
        AccessKey key = identity.key();
        try {
            Cloud cloud = clouds.open(key.sandbox());
            return new Call(cloud, identity.region(), Caller.of(key.principal()), key.accessKeyId(), requestId);
        } catch (CloudException gone) {
            throw new Refusal.UnknownKey().refused();
        }
    }

    @Override
    public HttpAnswer unreadable(String requestId, int status, String code, String message) {
        return ordinary.fault(requestId, new Fault(status, code, message));
    }

    private static Optional<String> serviceName(HttpCall http, Optional<Credential> credential) {
        Optional<String> target = http.header("x-amz-target");
        if (target.isPresent()) {
            String prefix = target.get().split("\\.", 2)[0];
            return Optional.of(SERVICE_BY_TARGET.getOrDefault(prefix, prefix));
        }
        return credential.map(Credential::service).or(() -> byVersion(http));
    }

    private static Optional<Credential> credential(HttpCall http) {
        return http.header("authorization")
                .map(HEADER_CREDENTIAL::matcher)
                .filter(Matcher::find)
                .or(() -> Optional.of(QUERY_CREDENTIAL.matcher(http.rawQuery())).filter(Matcher::find))
                .map(matcher -> matcher.group(1).replace("%2F", "/").replace("%2f", "/"))
                .flatMap(Credential::tryParse);
    }

    private static Optional<String> byVersion(HttpCall http) {
        String form = http.method().equals("POST") && http.contentType().equals(Form.MEDIA_TYPE)
                ? new String(http.body(), java.nio.charset.StandardCharsets.ISO_8859_1)
                : http.rawQuery();
        return Optional.of(FORM_VERSION.matcher(form))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .map(SERVICE_BY_VERSION::get);
    }

    /// Differs from AWS: there a service that does not exist has no host name, and the client fails before it asks.
    private HttpAnswer unknown(String service, HttpCall http) {
        String shown = service.replaceAll("[^A-Za-z0-9_-]", "?");
        shown = shown.length() > 64 ? shown.substring(0, 64) : shown;
        String message = "This cloud has no service '" + shown + "'. It has: "
                + String.join(", ", services.keySet().stream().sorted().toList()) + ".";
        if (http.header("x-amz-target").isPresent()) {
            return HttpAnswer.text(
                            400, JSON, "{\"__type\":\"UnknownOperationException\",\"message\":\"" + message + "\"}")
                    .with("x-amzn-ErrorType", "UnknownOperationException");
        }
        return QueryErrors.answer(http.id(), Fault.invalid("InvalidAction", message));
    }
}
