package brume.api.aws;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Limits by address how often somebody may try keys that do not exist or signatures that do not match.
///
/// A whole school may come from one address: a key that has proved itself is never turned away because others fail, and
/// for one that has not, the limit only means to come again a moment later. Whoever is turned away costs no look into
/// the database.
final class Strangers {

    static final Rate RATE = new Rate(100, 10);
    private static final int MOST_PROVED = 4096;
    private static final Charge TRY = Charge.request("failed", RATE);

    private final RateLimits limits;
    private final Set<String> proved = ConcurrentHashMap.newKeySet();

    Strangers(RateLimits limits) {
        this.limits = limits;
    }

    boolean turnsAway(String address, String accessKeyId) {
        return !proved.contains(accessKeyId) && limits.isEmpty(address, TRY);
    }

    void failed(String address) {
        limits.admit(address, List.of(TRY));
    }

    void proved(String accessKeyId) {
        if (proved.size() >= MOST_PROVED && !proved.contains(accessKeyId)) {
            proved.clear();
        }
        proved.add(accessKeyId);
    }
}
