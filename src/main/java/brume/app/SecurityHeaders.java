package brume.app;

import brume.portal.frame.Notes;
import brume.portal.frame.ScriptNonce;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;

/// What every answer of the portal tells the browser not to do: load or send anything elsewhere, run a script that is
/// not the portal's own, show the portal inside another page, guess the kind of a file, tell others where one was.
///
/// Vaadin 24 makes functions out of text and styles elements inline: `'unsafe-eval'` and the styles' `'unsafe-inline'`
/// are its. Inline scripts need the request's [ScriptNonce]. A student's page in the preview is an `iframe` with
/// `srcdoc`: it inherits this policy beside its own, so that images and fonts inside it (`data:`) are allowed here.
@WebFilter(
        urlPatterns = "/*",
        asyncSupported = true,
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ERROR})
public final class SecurityHeaders implements Filter {

    private static final int NONCE_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final ClientAddress addresses = ClientAddress.ofProcess();

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String nonce = nonce();
        request.setAttribute(ScriptNonce.class.getName(), nonce);
        if (request instanceof HttpServletRequest asked) {
            request.setAttribute(Notes.ADDRESS, addresses.of(asked));
        }
        if (response instanceof HttpServletResponse answer) {
            set(answer, nonce);
        }
        chain.doFilter(request, response);
    }

    private static void set(HttpServletResponse answer, String nonce) {
        answer.setHeader("Content-Security-Policy", policy(nonce));
        answer.setHeader("X-Content-Type-Options", "nosniff");
        answer.setHeader("X-Frame-Options", "DENY");
        answer.setHeader("Referrer-Policy", "same-origin");
        answer.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        answer.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        answer.setHeader(
                "Permissions-Policy",
                "camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), usb=()");
    }

    static String policy(String nonce) {
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self' 'nonce-" + nonce + "' 'unsafe-eval'",
                "style-src 'self' 'unsafe-inline'",
                "img-src 'self' data:",
                "font-src 'self' data:",
                "connect-src 'self'",
                "manifest-src 'self'",
                "frame-src 'none'",
                "frame-ancestors 'none'",
                "object-src 'none'",
                "base-uri 'self'",
                "form-action 'self'");
    }

    private String nonce() {
        byte[] drawn = new byte[NONCE_BYTES];
        random.nextBytes(drawn);
        return Base64.getEncoder().encodeToString(drawn);
    }
}
