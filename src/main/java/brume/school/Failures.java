package brume.school;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Failed sign-ins by the address they came from. Only failures count, since a whole class may sit behind one address:
/// [#FREE] of them at once, then one every [#EACH]; an hour of quiet forgets them all. What is remembered is bounded:
/// of more than [#ADDRESSES] addresses the one that failed longest ago is forgotten. Whoever has signed in from an
/// address
/// before does not wait for what others behind it do.
final class Failures {

    static final int FREE = 60;
    static final Duration EACH = Duration.ofSeconds(20);
    static final int ADDRESSES = 10_000;
    private static final int NETWORK_BYTES = 8;

    private final Map<String, Count> counts = new Newest<>();
    private final Set<String> known = Collections.newSetFromMap(new Newest<>());

    /// Forgets what was used longest ago.
    private static final class Newest<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1L;

        Newest() {
            super(64, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > ADDRESSES;
        }
    }

    /// @param level failures not yet forgiven, as of `at`
    private record Count(double level, Instant at) {
        double levelAt(Instant now) {
            double forgiven = (double) Duration.between(at, now).toMillis() / EACH.toMillis();
            return Math.max(0, level - Math.max(0, forgiven));
        }
    }

    /// From when on the account may be tried again from the address; empty: now.
    synchronized Optional<Instant> waits(String address, String username, Instant now) {
        String key = key(address);
        Count count = counts.get(key);
        if (count == null || known.contains(key + " " + username)) {
            return Optional.empty();
        }
        double over = count.levelAt(now) - (FREE - 1);
        if (over <= 0) {
            return Optional.empty();
        }
        return Optional.of(now.plusMillis((long) Math.ceil(over * EACH.toMillis())));
    }

    /// One more.
    ///
    /// @return whether it is the one from which on the address waits
    synchronized boolean add(String address, Instant now) {
        String key = key(address);
        Count before = counts.getOrDefault(key, new Count(0, now));
        double level = before.levelAt(now);
        counts.put(key, new Count(level + 1, now));
        return level <= FREE - 1 && level + 1 > FREE - 1;
    }

    /// Somebody has signed in.
    synchronized void know(String address, String username) {
        known.add(key(address) + " " + username);
    }

    synchronized int size() {
        return Math.max(counts.size(), known.size());
    }

    /// Of IPv6 the network of 64 bits: one machine has all its addresses.
    private static String key(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            if (parsed instanceof Inet6Address) {
                return HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES));
            }
            return parsed.getHostAddress();
        } catch (IllegalArgumentException noAddress) {
            return "?";
        }
    }
}
