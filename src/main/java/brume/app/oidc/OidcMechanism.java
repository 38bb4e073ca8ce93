package brume.app.oidc;

import brume.app.OidcProvider;
import brume.app.PortalListener;
import brume.portal.frame.Door;
import brume.portal.frame.Sessions;
import brume.school.Person;
import brume.school.ProviderSignIn.Claims;
import brume.school.ProviderSignIn.Outcome;
import com.nimbusds.oauth2.sdk.GeneralException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;

/// The code flow of OpenID Connect as a mechanism of Jakarta Security. [OidcGuard] asks for it, the browser goes to the
/// provider and comes back to [#CALLBACK]; there the code becomes claims, the claims a person, and the page that was
/// asked for follows. Whatever goes wrong ends on the sign-in page, which says so and lets people try again.
@ApplicationScoped
public class OidcMechanism implements HttpAuthenticationMechanism {

    static final String CALLBACK = "/auth/callback";
    private static final Logger LOG = System.getLogger(OidcMechanism.class.getName());

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        try {
            if (request.getRequestURI().equals(CALLBACK)) {
                return arrive(request, response);
            }
            // A call of request.authenticate() makes the request a protected one.
            return context.isProtected()
                    ? depart(request, response, Trip.to(OidcGuard.wanted(request), false))
                    : context.doNothing();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static AuthenticationStatus depart(HttpServletRequest request, HttpServletResponse response, Trip trip)
            throws IOException {
        try {
            URI provider = conversation().authorization(trip, callback(request));
            Trip.keep(request.getSession(), trip);
            response.sendRedirect(provider.toString());
        } catch (IOException | GeneralException down) {
            LOG.log(Level.WARNING, "The identity provider does not answer: " + down.getMessage());
            trouble(response, "down", trip.next());
        }
        return AuthenticationStatus.SEND_CONTINUE;
    }

    private static AuthenticationStatus arrive(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        HttpSession session = request.getSession();
        Trip trip = Trip.take(session, request.getParameter("state")).orElse(null);
        if (trip == null) {
            // Forged, or begun before Brume was restarted, or gone back to with the browser's own button.
            trouble(response, session.getAttribute(Door.ARRIVED) == null ? "failed" : "", "/");
            return AuthenticationStatus.SEND_CONTINUE;
        }
        try {
            URI asked = URI.create(request.getRequestURL() + "?" + request.getQueryString());
            OidcConversation.Answer answer = conversation().answer(trip, asked, callback(request));
            admit(request, response, answer, trip.next());
        } catch (GeneralException | IllegalArgumentException refused) {
            LOG.log(Level.WARNING, "The identity provider let nobody in: " + refused.getMessage());
            if (request.getParameter("code") != null && !trip.isSecond()) {
                // Somebody was signed out at the provider while they were on their way: it asks them anew.
                return depart(request, response, Trip.to(trip.next(), true));
            }
            trouble(response, "failed", trip.next());
        } catch (IOException down) {
            LOG.log(Level.WARNING, "The identity provider does not answer: " + down.getMessage());
            trouble(response, "down", trip.next());
        }
        return AuthenticationStatus.SEND_CONTINUE;
    }

    private static void admit(
            HttpServletRequest request, HttpServletResponse response, OidcConversation.Answer answer, String next)
            throws IOException {
        Claims claims = answer.claims();
        switch (PortalListener.welcome(claims)) {
            case Outcome.Welcome welcome -> {
                remember(request, welcome.person(), answer);
                response.sendRedirect(next);
            }
            case Outcome.NoRole none -> trouble(response, "role", next);
            case Outcome.NoSchool none -> trouble(response, "school", next);
            case Outcome.Unknown unknown -> trouble(response, "unknown", next);
            case Outcome.Closed closed -> trouble(response, "closed", next);
        }
    }

    /// Under a new session id: whoever planted the old one is not let in.
    private static void remember(HttpServletRequest request, Person person, OidcConversation.Answer answer) {
        request.changeSessionId();
        HttpSession session = request.getSession();
        session.setAttribute(Door.ARRIVED, person.id().value());
        session.setAttribute(OidcLeave.ID_TOKEN, answer.idToken());
        session.setAttribute(Sessions.PROVIDERS_SUBJECT, answer.claims().subject());
        answer.session().ifPresent(id -> session.setAttribute(Sessions.PROVIDERS_SESSION, id));
    }

    /// Back to the sign-in page, which says what is wrong; to somebody who is in already it shows where they wanted to.
    private static void trouble(HttpServletResponse response, String word, String next) throws IOException {
        response.sendRedirect(OidcGuard.signIn(word, next));
    }

    private static OidcConversation conversation() {
        return OidcConversation.HERE;
    }

    private static URI callback(HttpServletRequest request) {
        return OidcProvider.base(request).resolve(CALLBACK);
    }
}
