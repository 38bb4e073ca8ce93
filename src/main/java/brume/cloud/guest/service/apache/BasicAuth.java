package brume.cloud.guest.service.apache;

import brume.cloud.guest.fs.Errno;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.http.BasicCredentials;
import brume.cloud.guest.http.HttpRequest;
import brume.cloud.guest.service.password.PasswordHash;
import brume.cloud.network.Connection;
import java.util.Optional;

/// Who may see a path: `Require`, and `AuthType Basic` where a user is needed (mod_auth_basic, mod_authn_file).
final class BasicAuth {

    private final ApacheRuntime apache;
    private final ApacheConfig.Host host;
    private final Connection connection;

    BasicAuth(ApacheRuntime apache, ApacheConfig.Host host, Connection connection) {
        this.apache = apache;
        this.host = host;
        this.connection = connection;
    }

    /// The status that ends the request: 401, 403, 500; empty where it may go on.
    Optional<Integer> check(Rights rights, HttpRequest request, String path, String file) {
        return switch (rights.judge(connection.peer().address(), Optional.empty())) {
            case GRANTED -> Optional.empty();
            case DENIED -> {
                log("authz_core", "AH01630: client denied by server configuration: " + file);
                yield Optional.of(403);
            }
            case NEEDS_USER -> needsUser(rights, request, path);
        };
    }

    static String realm(Rights rights) {
        return rights.last("AuthName").map(d -> d.arg(0)).orElse("");
    }

    private Optional<Integer> needsUser(Rights rights, HttpRequest request, String path) {
        if (rights.last("AuthType")
                .filter(d -> d.arg(0).equalsIgnoreCase("basic"))
                .isEmpty()) {
            log(
                    "core",
                    "AH00027: No authentication done but request not allowed without authentication for " + path
                            + ". Authentication not configured?");
            return Optional.of(500);
        }
        if (rights.last("AuthName").isEmpty()) {
            log("auth_basic", "AH01615: need AuthName: " + path);
            return Optional.of(500);
        }
        Optional<BasicCredentials> given = BasicCredentials.in(request);
        if (given.isEmpty()) {
            return Optional.of(401);
        }
        Optional<ApacheDirective> list = rights.last("AuthUserFile");
        if (list.isEmpty()) {
            log("authn_file", "AH01619: AuthUserFile not specified in the configuration");
            return Optional.of(500);
        }
        String users;
        String file = apache.config().absolute(list.get().arg(0));
        try {
            users = apache.workerFiles().readText(file);
        } catch (FsException failed) {
            log(
                    "authn_file",
                    (failed.errno() == Errno.EACCES ? "(13)" : "(2)") + failed.getMessage()
                            + ": AH01620: Could not open password file: " + file);
            return Optional.of(500);
        }
        String user = given.get().user();
        Optional<String> hash = PasswordHash.find(users, user);
        if (hash.isEmpty()) {
            log("auth_basic", "AH01618: user " + user + " not found: " + path);
            return Optional.of(401);
        }
        if (!PasswordHash.matches(given.get().password(), hash.get())) {
            log(
                    "auth_basic",
                    "AH01617: user " + user + ": authentication failure for \"" + path + "\": Password Mismatch");
            return Optional.of(401);
        }
        if (rights.judge(connection.peer().address(), Optional.of(user)) != Requirement.Verdict.GRANTED) {
            log("authz_core", "AH01631: user " + user + ": authorization failure for \"" + path + "\": ");
            return Optional.of(401);
        }
        return Optional.empty();
    }

    private void log(String module, String message) {
        apache.error(host, connection, module + ":error", message);
    }
}
