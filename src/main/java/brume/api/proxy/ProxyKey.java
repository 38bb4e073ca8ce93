package brume.api.proxy;

import brume.cloud.sandbox.SandboxId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The password of the HTTP door: 32 hexadecimal digits derived from a secret access key, so that it may stand in a URL
/// (`http://sb-...:<key>@127.0.0.1:3128`), which a secret with `/` and `+` may not.
public record ProxyKey(String value) {

    private static final int DIGITS = 32;

    /// The key that belongs to a secret access key.
    public static ProxyKey of(String secretAccessKey) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secretAccessKey.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] derived = mac.doFinal("brume http proxy".getBytes(StandardCharsets.UTF_8));
            return new ProxyKey(HexFormat.of().formatHex(derived).substring(0, DIGITS));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has HmacSHA256", impossible);
        }
    }

    /// What a client is given: `http://<sandbox>:<key>@<authority>`.
    public String url(SandboxId sandbox, String authority) {
        return "http://" + sandbox + ":" + value + "@" + authority;
    }

    /// Whether the password opens a door with this secret; takes as long for every wrong one.
    static boolean opens(String secretAccessKey, String password) {
        boolean key = same(of(secretAccessKey).value(), password);
        boolean secret = same(secretAccessKey, password);
        return key | secret;
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "ProxyKey[...]";
    }
}
