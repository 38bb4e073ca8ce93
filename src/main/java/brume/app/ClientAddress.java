package brume.app;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Where a request comes from. Proxies that are trusted (`BRUME_TRUSTED_PROXIES`, their addresses with commas between
/// them) say it in `X-Forwarded-For`; what anybody else says there is not believed.
///
/// @param trusted in one form each
record ClientAddress(Set<InetAddress> trusted) {

    /// Of this process.
    static ClientAddress ofProcess() {
        return of(Optional.ofNullable(System.getProperty("brume.trusted.proxies"))
                .or(() -> Optional.ofNullable(System.getenv("BRUME_TRUSTED_PROXIES")))
                .orElse(""));
    }

    /// @throws IllegalArgumentException when one is not an address; quotes it
    static ClientAddress of(String proxies) {
        return new ClientAddress(Arrays.stream(proxies.split(",", -1))
                .map(String::strip)
                .filter(proxy -> !proxy.isEmpty())
                .map(InetAddress::ofLiteral)
                .collect(Collectors.toUnmodifiableSet()));
    }

    String of(HttpServletRequest request) {
        return of(
                request.getRemoteAddr(),
                Optional.ofNullable(request.getHeader("X-Forwarded-For")).orElse(""));
    }

    /// The last address that no trusted proxy vouches for.
    String of(String peer, String forwarded) {
        String found = peer;
        List<String> hops = Arrays.asList(forwarded.split(",", -1));
        for (int i = hops.size() - 1; i >= 0 && isTrusted(found); i--) {
            String hop = hops.get(i).strip();
            if (literal(hop).isEmpty()) {
                break;
            }
            found = hop;
        }
        return literal(found).map(InetAddress::getHostAddress).orElse(found);
    }

    private boolean isTrusted(String address) {
        return literal(address).filter(trusted::contains).isPresent();
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
