package brume.api.aws;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// Token buckets, as the provider limits how often its APIs are called: each request takes a token, tokens come back at
/// a steady rate up to the bucket's capacity, and whoever finds none is refused.
///
/// A bucket that is full again need not be remembered: at most [#MOST] are, and the memory stays bounded whatever is
/// asked by whomever.
public final class RateLimits {

    static final int MOST = 20_000;
    private static final double NANOS = 1e9;

    private final double factor;
    private final LongSupplier nanos;
    private final Map<Key, Level> levels = new ConcurrentHashMap<>();

    private record Key(String owner, String bucket) {}

    /// What a bucket held at a moment.
    private record Level(Rate rate, double tokens, long atNanos) {

        double at(long now) {
            return Math.min(rate.capacity(), tokens + (now - atNanos) / NANOS * rate.perSecond());
        }
    }

    /// @param factor how many times the provider's own limits; infinite for no limit
    /// @param nanos a clock that only goes forward
    public RateLimits(double factor, LongSupplier nanos) {
        this.factor = factor;
        this.nanos = nanos;
    }

    public static RateLimits times(double factor) {
        return new RateLimits(factor, System::nanoTime);
    }

    public static RateLimits none() {
        return times(Double.POSITIVE_INFINITY);
    }

    /// Takes what the request costs. Of several buckets those before the empty one have been charged.
    ///
    /// @param owner who is limited: an account in a region, an address
    /// @return false when a bucket has not enough
    public boolean admit(String owner, List<Charge> charges) {
        return Double.isInfinite(factor) || charges.stream().allMatch(charge -> take(owner, charge));
    }

    /// Whether a bucket would refuse one token now.
    boolean isEmpty(String owner, Charge charge) {
        Level level = levels.get(new Key(owner, charge.bucket()));
        return level != null && level.at(nanos.getAsLong()) < 1;
    }

    private boolean take(String owner, Charge charge) {
        Rate rate = charge.rate().times(factor);
        double wanted = Math.min(charge.tokens(), rate.capacity());
        long now = nanos.getAsLong();
        boolean[] admitted = new boolean[1];
        levels.compute(new Key(owner, charge.bucket()), (key, before) -> {
            double held = before == null ? rate.capacity() : before.at(now);
            admitted[0] = held >= wanted;
            return new Level(rate, admitted[0] ? held - wanted : held, now);
        });
        if (levels.size() > MOST) {
            forget(now);
        }
        return admitted[0];
    }

    /// Full buckets first; then, should that not do, any: it is better to be generous than to grow.
    private void forget(long now) {
        levels.values().removeIf(level -> level.at(now) >= level.rate().capacity());
        Iterator<Level> any = levels.values().iterator();
        while (levels.size() > MOST / 2 && any.hasNext()) {
            any.next();
            any.remove();
        }
    }

    int remembered() {
        return levels.size();
    }
}
