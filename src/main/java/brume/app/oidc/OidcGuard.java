package brume.app.oidc;

import brume.app.OidcProvider;
import brume.portal.frame.Door;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// Sends whoever asks for a page and has not signed in to the identity provider, and remembers which page it was. What
/// a
/// page fetches by itself is never sent away: a script cannot follow to a form. It does nothing without a provider.
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public final class OidcGuard extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /// Where a click on "sign in" goes.
    private static final String ENTER = "/auth/enter";
    private static final Pattern OPEN =
            Pattern.compile("/(VAADIN|auth|icons|health|metrics|operator|sign-in)(/.*)?|/sw.*\\.js");

    private final boolean active = OidcProvider.ofProcess().isPresent();

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!active || !mustSignIn(request)) {
            chain.doFilter(request, response);
        } else if (hasArrived(request)) {
            response.sendRedirect(wanted(request));
        } else {
            request.authenticate(response);
        }
    }

    /// The sign-in page, with a word for what has gone wrong and where to go afterwards.
    static String signIn(String trouble, String next) {
        return "/sign-in?trouble=" + trouble + "&next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }

    /// The page that this request asks for, or that it wants to see after signing in.
    static String wanted(HttpServletRequest request) {
        if (request.getRequestURI().equals(ENTER)) {
            return Door.local(Optional.ofNullable(request.getParameter("next")));
        }
        String query = request.getQueryString();
        return Door.local(Optional.of(request.getRequestURI() + (query == null ? "" : "?" + query)));
    }

    private static boolean mustSignIn(HttpServletRequest request) {
        if (!request.getMethod().equals("GET")) {
            return false;
        }
        String path = request.getRequestURI();
        if (path.equals(ENTER)) {
            return true;
        }
        return !OPEN.matcher(path).matches()
                && request.getParameter("v-r") == null
                && Optional.ofNullable(request.getHeader("Accept")).orElse("").contains("text/html")
                && !hasArrived(request);
    }

    private static boolean hasArrived(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(Door.ARRIVED) != null;
    }
}
