package brume.portal.frame;

import brume.school.Account;
import brume.school.PersonId;
import brume.school.Stays;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import jakarta.servlet.http.Cookie;
import java.util.Optional;
import java.util.stream.Stream;

/// This browser's cookie that keeps somebody signed in when Brume restarts. Only for accounts of Brume: an identity
/// provider remembers people itself.
public final class Stay {

    static final String COOKIE = "brume.stay";

    private Stay() {}

    /// From now on this browser is theirs; what it had before ends.
    public static void begin(PersonId person) {
        stays().ifPresent(stays -> Portal.here()
                .school()
                .people()
                .account(person)
                .ifPresent(account -> {
                    word().ifPresent(stays::end);
                    keep(stays.begin(account), -1);
                }));
    }

    /// Whose this browser was before Brume restarted.
    static Optional<Account> resumed() {
        return stays().flatMap(stays -> word().flatMap(stays::find));
    }

    static void end() {
        stays().ifPresent(stays -> word().ifPresent(word -> {
            stays.end(word);
            keep("", 0);
        }));
    }

    /// Every other browser of theirs forgets them.
    static void endElsewhere(PersonId person) {
        stays().ifPresent(stays -> {
            stays.endAll(person);
            begin(person);
        });
    }

    private static Optional<Stays> stays() {
        Portal portal = Portal.here();
        return portal.school().signIn().map(embedded -> portal.school().stays());
    }

    private static Optional<String> word() {
        return Optional.ofNullable(VaadinRequest.getCurrent())
                .map(VaadinRequest::getCookies)
                .flatMap(cookies -> Stream.of(cookies)
                        .filter(cookie -> cookie.getName().equals(COOKIE))
                        .map(Cookie::getValue)
                        .findFirst());
    }

    /// @param seconds -1 until the browser is closed, 0 not any more
    private static void keep(String word, int seconds) {
        VaadinRequest request = VaadinRequest.getCurrent();
        VaadinResponse response = VaadinResponse.getCurrent();
        if (request != null && response != null) {
            Cookie cookie = new Cookie(COOKIE, word);
            cookie.setPath("/");
            cookie.setHttpOnly(true);
            cookie.setSecure(request.isSecure());
            cookie.setAttribute("SameSite", "Lax");
            cookie.setMaxAge(seconds);
            response.addCookie(cookie);
        }
    }
}
