package brume.api.sigv4;

import brume.api.http.HttpCall;
import brume.school.AccessKey;
import brume.school.AccessKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// Decides whose request it is: the access key must exist and be active, the time be within [#SKEW], the body be the
/// one
/// that was signed, and the signature be the one that the key's secret gives.
public final class Verifier {

    public static final Duration SKEW = Duration.ofMinutes(15);
    static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";
    private static final String WRONG =
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access"
                    + " Key and signing method. Consult the service documentation for details.";

    private final AccessKeys keys;
    private final InstantSource clock;
    private final SigningKeys signingKeys = new SigningKeys();

    public Verifier(AccessKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /// @throws Refusal.Refused nobody's request
    public Identity verify(HttpCall call) throws Refusal.Refused {
        Signature signature = Signature.of(call);
        Credential credential = signature.credential();
        Optional<AccessKey> key = keys.find(credential.accessKeyId()).filter(AccessKey::active);
        if (key.isEmpty() || signature.sessionToken().isPresent()) {
            throw new Refusal.UnknownKey().refused();
        }
        checkTime(signature);
        String payloadHash = payloadHash(call, signature);
        String canonical = CanonicalRequest.of(call, signature, payloadHash);
        String toSign = Signature.ALGORITHM + "\n" + signature.signedAt() + "\n" + credential.scope() + "\n"
                + CanonicalRequest.sha256(canonical.getBytes(StandardCharsets.UTF_8));
        byte[] expected = signingKeys.signature(key.get().secret(), credential, toSign);
        if (!same(expected, signature.hex())) {
            throw new Refusal.Mismatch(WRONG).refused();
        }
        keys.used(credential.accessKeyId(), clock.instant());
        return new Identity(key.get(), credential.region(), credential.service());
    }

    private void checkTime(Signature signature) throws Refusal.Refused {
        String written = signature.signedAt();
        Instant signedAt = Signature.instant(written).orElseThrow();
        String day = written.substring(0, 8);
        if (!day.equals(signature.credential().date())) {
            throw new Refusal.Mismatch(
                            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
                                    + " HTTP: '" + signature.credential().date() + "' != '" + day + "', from '"
                                    + written + "'.")
                    .refused();
        }
        Instant now = clock.instant();
        Duration life = signature.life().orElse(SKEW);
        if (now.isAfter(signedAt.plus(life))) {
            throw new Refusal.Expired("Signature expired: " + written + " is now earlier than "
                            + Signature.compact(now.minus(life)) + " (" + Signature.compact(now) + " - "
                            + life.toMinutes() + " min.)")
                    .refused();
        }
        if (now.plus(SKEW).isBefore(signedAt)) {
            throw new Refusal.Expired("Signature not yet current: " + written + " is still later than "
                            + Signature.compact(now.plus(SKEW)) + " (" + Signature.compact(now) + " + 15 min.)")
                    .refused();
        }
    }

    /// Object storage lets a client leave its body unsigned; everywhere else the body is always part of the signature.
    private static String payloadHash(HttpCall call, Signature signature) throws Refusal.Refused {
        boolean s3 = signature.credential().service().equals("s3");
        Optional<String> stated = call.header("x-amz-content-sha256");
        if (s3
                && stated.orElse(signature.life().isPresent() ? UNSIGNED_PAYLOAD : "")
                        .equals(UNSIGNED_PAYLOAD)) {
            return UNSIGNED_PAYLOAD;
        }
        String actual = CanonicalRequest.sha256(call.body());
        if (stated.isPresent() && !stated.get().toLowerCase(Locale.ROOT).equals(actual)) {
            throw new Refusal.Mismatch(WRONG).refused();
        }
        return actual;
    }

    private static boolean same(byte[] expected, String hex) {
        byte[] written = HexFormat.of().formatHex(expected).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(written, hex.getBytes(StandardCharsets.UTF_8));
    }
}
