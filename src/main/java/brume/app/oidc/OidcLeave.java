package brume.app.oidc;

import brume.app.OidcProvider;
import brume.portal.frame.Door;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.Optional;

/// Signs out at the provider too. Only for somebody who has just signed out of the portal: a link that others put
/// somewhere signs nobody out.
@WebServlet(Door.LEAVE)
public final class OidcLeave extends HttpServlet {

    static final String ID_TOKEN = "brume.idToken";
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = request.getSession(false);
        if (session == null || session.getAttribute(Door.LEAVING) == null) {
            response.sendRedirect("/");
            return;
        }
        URI back = OidcProvider.base(request).resolve("/sign-in");
        Optional<JWT> token = token(session);
        session.invalidate();
        URI next = OidcConversation.HERE
                .endOfSession()
                .map(end -> new LogoutRequest(end, token.orElse(null), back, new State()).toURI())
                .orElse(back);
        response.sendRedirect(next.toString());
    }

    private static Optional<JWT> token(HttpSession session) {
        try {
            return session.getAttribute(ID_TOKEN) instanceof String kept
                    ? Optional.of(JWTParser.parse(kept))
                    : Optional.empty();
        } catch (ParseException unreadable) {
            return Optional.empty();
        }
    }
}
