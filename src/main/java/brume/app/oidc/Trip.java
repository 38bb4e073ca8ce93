package brume.app.oidc;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One way of one tab to the provider and back: what must come back unchanged, kept in the session meanwhile.
///
/// @param verifier of the proof key (PKCE)
/// @param next the page that was asked for
/// @param isSecond whether the one before came back with a word that the provider took back meanwhile
record Trip(String state, String nonce, String verifier, String next, boolean isSecond) implements Serializable {

    private static final String TRIPS = "brume.trips";
    private static final int AT_ONCE = 8;

    static Trip to(String next, boolean isSecond) {
        return new Trip(new State().getValue(), new Nonce().getValue(), new CodeVerifier().getValue(), next, isSecond);
    }

    /// Of many tabs the oldest is forgotten.
    static void keep(HttpSession session, Trip trip) {
        List<Trip> trips = of(session);
        trips.add(trip);
        session.setAttribute(TRIPS, new ArrayList<>(trips.subList(Math.max(0, trips.size() - AT_ONCE), trips.size())));
    }

    /// The trip that comes back with this state; each comes back once.
    static Optional<Trip> take(HttpSession session, @Nullable String state) {
        List<Trip> trips = of(session);
        Optional<Trip> found =
                trips.stream().filter(trip -> trip.state().equals(state)).findFirst();
        found.ifPresent(trip -> {
            trips.remove(trip);
            session.setAttribute(TRIPS, new ArrayList<>(trips));
        });
        return found;
    }

    private static List<Trip> of(HttpSession session) {
        List<Trip> trips = new ArrayList<>();
        if (session.getAttribute(TRIPS) instanceof List<?> kept) {
            kept.stream().map(Trip.class::cast).forEach(trips::add);
        }
        return trips;
    }
}
