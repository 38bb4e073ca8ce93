package brume.app.payara;

import brume.api.aws.Charge;
import brume.api.aws.Rate;
import brume.api.aws.RateLimits;
import brume.portal.frame.Notes;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/// Stands before Payara's own filter for websockets, whose handler waits for itself, for ever, when a byte has come
/// before it is ready: the thread is lost, that page hears nothing any more, and 200 such requests end the portal.
///
/// A websocket is remembered for about a minute after it was closed, with some 70 KiB. So one address opens only so
/// many, a class behind one address that comes back at once among them; whoever is refused is told 503, and a page
/// then asks without a websocket.
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public final class UpgradeFilter implements Filter {

    private static final List<Charge> ONE = List.of(Charge.request("websocket", new Rate(1_000, 10)));

    private final RateLimits limits = RateLimits.times(1);

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest asked) || asked.getHeader("Upgrade") == null) {
            chain.doFilter(request, response);
        } else if (limits.admit(address(asked), ONE)) {
            chain.doFilter(new Upgradable(asked), response);
        } else if (response instanceof HttpServletResponse answer) {
            answer.setHeader("Retry-After", "10");
            answer.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    private static String address(HttpServletRequest asked) {
        return Objects.requireNonNullElse(asked.getAttribute(Notes.ADDRESS), asked.getRemoteAddr())
                .toString();
    }

    private static final class Upgradable extends HttpServletRequestWrapper {

        private Upgradable(HttpServletRequest request) {
            super(request);
        }

        @Override
        public <T extends HttpUpgradeHandler> T upgrade(Class<T> kind) throws IOException, ServletException {
            try {
                T handler = kind.getDeclaredConstructor().newInstance();
                super.upgrade(ReadyUpgrade.class).hands(handler);
                return handler;
            } catch (ReflectiveOperationException unusable) {
                throw new ServletException(unusable);
            }
        }
    }
}
