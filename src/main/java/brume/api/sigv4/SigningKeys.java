package brume.api.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Derived signing keys: four hashes per key, day, region and service, computed once and kept for the most recent uses.
final class SigningKeys {

    private static final int KEPT = 4096;
    private static final String HMAC = "HmacSHA256";

    private record Use(String secret, String date, String region, String service) {}

    private final Map<Use, byte[]> keys = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Use, byte[]> eldest) {
            return size() > KEPT;
        }
    };

    byte[] signature(String secret, Credential credential, String text) {
        return hmac(key(secret, credential), text);
    }

    private byte[] key(String secret, Credential credential) {
        Use use = new Use(secret, credential.date(), credential.region(), credential.service());
        synchronized (keys) {
            byte[] known = keys.get(use);
            if (known != null) {
                return known;
            }
        }
        byte[] day = hmac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), use.date());
        byte[] key = hmac(hmac(hmac(day, use.region()), use.service()), "aws4_request");
        synchronized (keys) {
            keys.put(use, key);
        }
        return key;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
