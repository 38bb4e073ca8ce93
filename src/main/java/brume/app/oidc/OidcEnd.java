package brume.app.oidc;

import brume.app.OidcProvider;
import brume.portal.frame.Sessions;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.SessionID;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the identity provider says that somebody has signed out there (OpenID Connect Back-Channel Logout 1.0): their
/// pages here ask again at once. Believes only what the provider has signed.
@WebServlet(OidcEnd.PATH)
public final class OidcEnd extends HttpServlet {

    static final String PATH = "/auth/backchannel";
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(OidcEnd.class.getName());
    private static final int LONGEST_TOKEN = 16_384;

    private final boolean active = OidcProvider.ofProcess().isPresent();

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        if (!active) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try {
            LogoutTokenClaimsSet said = OidcConversation.HERE.ended(token(request));
            Sessions.endProvided(
                    Optional.ofNullable(said.getSessionID()).map(SessionID::getValue),
                    Optional.ofNullable(said.getSubject()).map(subject -> subject.getValue()));
        } catch (GeneralException | IOException refused) {
            LOG.log(
                    Level.WARNING,
                    "A word of the identity provider that ends sessions was not believed: " + refused.getMessage());
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        }
    }

    private static String token(HttpServletRequest request) throws GeneralException {
        @Nullable String token = request.getParameter("logout_token");
        if (token == null || token.length() > LONGEST_TOKEN) {
            throw new GeneralException("there is no logout_token");
        }
        return token;
    }
}
