package brume.cloud;

import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Resource;
import java.time.Instant;

/// The account that a sandbox is.
///
/// @param number 12 digits
public record Account(String id, String number, Instant createdAt) implements Resource {

    static final String ID = "account";
    public static final Kind<Account> KIND = Kind.of(Account.class);
}
