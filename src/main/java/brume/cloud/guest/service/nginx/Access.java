package brume.cloud.guest.service.nginx;

import brume.cloud.guest.fs.Errno;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.http.BasicCredentials;
import brume.cloud.guest.http.HttpRequest;
import brume.cloud.guest.service.password.PasswordHash;
import brume.cloud.network.Cidr;
import brume.cloud.network.Connection;
import brume.cloud.network.Ipv4;
import java.util.List;
import java.util.Optional;

/// Who may come in: `allow` and `deny`, `auth_basic`, `satisfy` (all or any of the two).
record Access(NginxRuntime nginx, Scope scope, HttpRequest request, Connection connection, Variables variables) {

    /// What ends the request; empty where it may go on.
    Optional<Visit.Outcome> check() {
        boolean any = scope.find("satisfy").map(d -> d.arg(0).equals("any")).orElse(false);
        Optional<Boolean> allowed = byAddress();
        if (any
                && allowed.isPresent()
                && (allowed.get() || realm(scope, variables).isEmpty())) {
            return allowed.get() ? Optional.empty() : forbidden();
        }
        if (!any && allowed.filter(yes -> !yes).isPresent()) {
            return forbidden();
        }
        return realm(scope, variables).isEmpty() ? Optional.empty() : byPassword();
    }

    static String challenge(Scope scope, Variables variables) {
        return "Basic realm=\""
                + realm(scope, variables).orElse("").replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static Optional<String> realm(Scope scope, Variables variables) {
        return scope.find("auth_basic").map(d -> variables.expand(d.arg(0))).filter(text -> !text.equals("off"));
    }

    private Optional<Visit.Outcome> forbidden() {
        nginx.error(connection, request, "access forbidden by rule");
        return Optional.of(new Visit.Outcome.Failed(403));
    }

    private Optional<Boolean> byAddress() {
        for (Directive rule : scope.block().inner().stream().anyMatch(d -> d.is("allow") || d.is("deny"))
                ? scope.own()
                : scope.outer().map(Scope::own).orElse(List.of())) {
            if ((rule.is("allow") || rule.is("deny")) && matches(rule.arg(0))) {
                return Optional.of(rule.is("allow"));
            }
        }
        return Optional.empty();
    }

    private boolean matches(String addresses) {
        Ipv4 client = connection.peer().address();
        return addresses.equals("all")
                || Cidr.tryParse(addresses)
                        .filter(block -> block.contains(client))
                        .isPresent()
                || addresses.equals(client.toString());
    }

    private Optional<Visit.Outcome> byPassword() {
        Optional<BasicCredentials> given = BasicCredentials.in(request);
        Optional<Directive> list = scope.find("auth_basic_user_file");
        if (list.isEmpty()) {
            return Optional.of(new Visit.Outcome.Failed(403));
        }
        if (given.isEmpty()) {
            return Optional.of(new Visit.Outcome.Failed(401));
        }
        String named = variables.expand(list.get().arg(0));
        String file = named.startsWith("/") ? named : "/etc/nginx/" + named;
        String user = given.get().user();
        try {
            Optional<String> hash = PasswordHash.find(nginx.workerFiles().readText(file), user);
            boolean right = hash.filter(one -> PasswordHash.matches(given.get().password(), one))
                    .isPresent();
            if (!right) {
                nginx.error(
                        connection,
                        request,
                        "user \"" + user + "\""
                                + (hash.isEmpty() ? " was not found in \"" + file + "\"" : ": password mismatch"));
            }
            return right ? Optional.empty() : Optional.of(new Visit.Outcome.Failed(401));
        } catch (FsException failed) {
            boolean missing = failed.errno() == Errno.ENOENT;
            nginx.error(
                    connection,
                    request,
                    "open() \"" + file + "\" failed (" + (missing ? "2" : "13") + ": " + failed.getMessage() + ")");
            return Optional.of(new Visit.Outcome.Failed(missing ? 403 : 500));
        }
    }
}
