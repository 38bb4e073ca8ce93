package brume.portal.look;

import brume.portal.terminal.OpenTerminal;
import brume.school.AttemptId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/// The workspaces that are open in this process, with their terminals, and who looks at them. Nothing is kept here of
/// an
/// attempt that nobody works on and nobody looks at. Each of several nodes knows its own browsers only.
public final class Looks {

    private static final class Place {
        private final List<Supplier<List<OpenTerminal>>> benches = new ArrayList<>();
        private final List<Look> looks = new ArrayList<>();
        private final List<Runnable> listeners = new ArrayList<>();

        boolean isEmpty() {
            return benches.isEmpty() && looks.isEmpty() && listeners.isEmpty();
        }
    }

    private final Map<AttemptId, Place> places = new HashMap<>();

    /// A workspace is open.
    ///
    /// @param terminals those open in it; may be asked by anybody at any time
    /// @return it is closed
    public Runnable work(AttemptId attempt, Supplier<List<OpenTerminal>> terminals) {
        return add(attempt, place -> place.benches, terminals, true);
    }

    /// Somebody looks at it from now on.
    ///
    /// @return they have left
    public Runnable look(AttemptId attempt, Look look) {
        return add(attempt, place -> place.looks, look, true);
    }

    /// Hears that somebody came or left, or that terminals were opened or closed. The listener returns at once.
    ///
    /// @return ends it
    public Runnable listen(AttemptId attempt, Runnable listener) {
        return add(attempt, place -> place.listeners, listener, false);
    }

    /// Who looks, whoever came first before the others.
    public synchronized List<Look> at(AttemptId attempt) {
        Place place = places.get(attempt);
        return place == null ? List.of() : List.copyOf(place.looks);
    }

    /// The terminals that the student has open, in every tab of their browser.
    public List<OpenTerminal> terminals(AttemptId attempt) {
        List<Supplier<List<OpenTerminal>>> benches;
        synchronized (this) {
            Place place = places.get(attempt);
            benches = place == null ? List.of() : List.copyOf(place.benches);
        }
        return benches.stream().flatMap(bench -> bench.get().stream()).toList();
    }

    /// A workspace has opened or closed a terminal.
    public void changed(AttemptId attempt) {
        List<Runnable> listeners;
        synchronized (this) {
            Place place = places.get(attempt);
            listeners = place == null ? List.of() : List.copyOf(place.listeners);
        }
        listeners.forEach(Runnable::run);
    }

    private <T> Runnable add(AttemptId attempt, Function<Place, List<T>> which, T one, boolean isNews) {
        synchronized (this) {
            which.apply(places.computeIfAbsent(attempt, id -> new Place())).add(one);
        }
        if (isNews) {
            changed(attempt);
        }
        return () -> {
            if (remove(attempt, which, one) && isNews) {
                changed(attempt);
            }
        };
    }

    private synchronized <T> boolean remove(AttemptId attempt, Function<Place, List<T>> which, T one) {
        Place place = places.get(attempt);
        if (place == null) {
            return false;
        }
        List<T> all = which.apply(place);
        for (int i = 0; i < all.size(); i++) {
            // two looks of one person are equal, and each ends by itself
            if (all.get(i) == one) {
                all.remove(i);
                if (place.isEmpty()) {
                    places.remove(attempt);
                }
                return true;
            }
        }
        return false;
    }
}
