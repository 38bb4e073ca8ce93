package brume.cloud.guest.service.nginx;

import brume.cloud.guest.fs.Errno;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.http.Entity;
import brume.cloud.guest.http.HttpRequest;
import brume.cloud.guest.http.HttpResponse;
import brume.cloud.network.Connection;
import java.util.List;
import java.util.Optional;

/// One request on its way through the configuration: rewriting, choosing a location, access, `try_files`, content,
/// error pages. After ten turns it ends with 500, as nginx's internal redirects do.
final class Visit {

    private static final int MAX_TURNS = 10;

    /// What a step came to.
    sealed interface Outcome {
        /// An answer that goes out as it is.
        record Ready(HttpResponse response) implements Outcome {}

        /// A status for which the configuration may name a page.
        record Failed(int status) implements Outcome {}

        /// Begin anew with another path.
        record Go(String path) implements Outcome {}
    }

    private final NginxRuntime nginx;
    private final Scope server;
    private final HttpRequest request;
    private final Connection connection;
    private final Variables variables;
    private final Rewriting rewriting;
    private final Files files;
    private Scope scope;
    private String path;

    Visit(NginxRuntime nginx, Scope server, HttpRequest request, Connection connection) {
        this.nginx = nginx;
        this.server = server;
        this.scope = server;
        this.request = request;
        this.connection = connection;
        this.path = request.path();
        this.files = nginx.workerFiles();
        this.variables = new Variables(request, connection.peer(), connection.local());
        variables.set(
                "server_name", server.ownFirst("server_name").map(d -> d.arg(0)).orElse(""));
        variables.set("hostname", nginx.guest().hostname());
        this.rewriting = new Rewriting(variables, nginx);
    }

    Scope scope() {
        return scope;
    }

    Variables variables() {
        return variables;
    }

    HttpResponse answer() {
        Optional<Outcome> early = rewriting.run(server, path);
        path = rewriting.path(path);
        Outcome outcome = early.orElseGet(() -> turns(new Outcome.Go(path)));
        if (outcome instanceof Outcome.Go) {
            outcome = turns(outcome);
        }
        return switch (outcome) {
            case Outcome.Ready ready -> ready.response();
            case Outcome.Failed failed ->
                failed.status() == 401
                        ? errorPage(401).with("WWW-Authenticate", Access.challenge(scope, variables))
                        : errorPage(failed.status());
            case Outcome.Go ignored -> errorPage(500);
        };
    }

    private Outcome turns(Outcome first) {
        Outcome outcome = first;
        for (int turn = 0; turn < MAX_TURNS && outcome instanceof Outcome.Go go; turn++) {
            int mark = go.path().indexOf('?');
            path = mark < 0 ? go.path() : go.path().substring(0, mark);
            if (mark >= 0) {
                variables.set("args", go.path().substring(mark + 1));
            }
            outcome = path.startsWith("@") ? named(path) : located();
        }
        if (outcome instanceof Outcome.Go) {
            nginx.error(connection, request, "rewrite or internal redirection cycle while processing \"" + path + "\"");
            return new Outcome.Failed(500);
        }
        return outcome;
    }

    private Outcome named(String name) {
        path = request.path();
        return Locations.named(server, name).map(this::inLocation).orElseGet(() -> {
            nginx.error(connection, request, "could not find named location \"" + name + "\"");
            return new Outcome.Failed(500);
        });
    }

    private Outcome located() {
        variables.set("uri", path);
        Optional<Locations.Match> match = Locations.find(server, path);
        if (match.isEmpty()) {
            scope = server;
            return content(new Locations.Match(server, "", List.of()));
        }
        return inLocation(match.get());
    }

    private Outcome inLocation(Locations.Match match) {
        scope = match.scope();
        variables.capture(match.groups());
        Optional<Outcome> rewritten = rewriting.run(scope, path);
        path = rewriting.path(path);
        scope = rewriting.scope(scope);
        if (rewritten.isPresent()) {
            return rewritten.get();
        }
        Optional<Outcome> barred = new Access(nginx, scope, request, connection, variables).check();
        if (barred.isPresent()) {
            return barred.get();
        }
        if (request.body().length > nginx.bodyLimit(scope)) {
            nginx.error(
                    connection, request, "client intended to send too large body: " + request.body().length + " bytes");
            return new Outcome.Failed(413);
        }
        return content(match);
    }

    private Outcome content(Locations.Match match) {
        Optional<Directive> tries = mine("try_files").or(() -> server.ownFirst("try_files"));
        if (tries.isPresent()) {
            Optional<Outcome> elsewhere = tryFiles(tries.get(), match);
            if (elsewhere.isPresent()) {
                return elsewhere.get();
            }
        }
        Optional<Directive> proxy = mine("proxy_pass");
        if (proxy.isPresent()) {
            return new Proxying(nginx, request, connection, variables).pass(proxy.get(), scope, match.prefix(), path);
        }
        if (mine("stub_status").isPresent()) {
            return new Outcome.Ready(HttpResponse.of(200, "text/plain", nginx.statusText()));
        }
        return path.endsWith("/") ? directory(match) : file(match, path);
    }

    /// A directive of this block; in an `if` block that has none, of the block around it.
    private Optional<Directive> mine(String name) {
        Optional<Directive> own = scope.ownFirst(name);
        boolean branch = scope.block().is("if");
        return own.isPresent() || !branch ? own : scope.outer().flatMap(around -> around.ownFirst(name));
    }

    private Optional<Outcome> tryFiles(Directive tries, Locations.Match match) {
        for (int i = 0; i < tries.args().size() - 1; i++) {
            boolean wantsFolder = tries.arg(i).endsWith("/");
            String candidate = variables.expand(tries.arg(i).replaceFirst("/$", ""));
            Optional<Inode> inode = files.find(onDisk(match, candidate));
            if (inode.filter(found -> found.isDirectory() == wantsFolder).isPresent()) {
                path = candidate;
                return Optional.empty();
            }
        }
        String last = variables.expand(tries.args().getLast());
        return Optional.of(last.startsWith("=") ? new Outcome.Failed(number(last.substring(1))) : new Outcome.Go(last));
    }

    private String onDisk(Locations.Match match, String uri) {
        Optional<Directive> alias = mine("alias");
        if (alias.isPresent()) {
            String folder = variables.expand(alias.get().arg(0));
            return match.prefix().isEmpty() || !uri.startsWith(match.prefix())
                    ? folder
                    : folder + uri.substring(match.prefix().length());
        }
        String root = variables.expand(scope.find("root").map(d -> d.arg(0)).orElse("html"));
        return (root.startsWith("/") ? root : "/usr/share/nginx/" + root) + uri;
    }

    private Outcome directory(Locations.Match match) {
        String folder = onDisk(match, path);
        List<Directive> indexes = scope.all("index");
        List<String> names = indexes.isEmpty()
                ? List.of("index.html")
                : indexes.stream().flatMap(d -> d.args().stream()).toList();
        for (String name : names) {
            String index = variables.expand(name);
            if (index.startsWith("/")) {
                return new Outcome.Go(index);
            }
            try {
                files.stat(folder + index);
                return new Outcome.Go(path + index);
            } catch (FsException failed) {
                if (failed.errno() == Errno.EACCES) {
                    nginx.error(connection, request, "\"" + folder + index + "\" is forbidden (13: Permission denied)");
                    return new Outcome.Failed(403);
                }
            }
        }
        Optional<Inode> there = files.find(folder);
        if (there.filter(Inode::isDirectory).isEmpty()) {
            nginx.error(
                    connection,
                    request,
                    "\"" + folder + names.getFirst() + "\" is not found (2: No such file or directory)");
            return new Outcome.Failed(404);
        }
        if (!scope.isOn("autoindex", false)) {
            nginx.error(connection, request, "directory index of \"" + folder + "\" is forbidden");
            return new Outcome.Failed(403);
        }
        try {
            return new Outcome.Ready(NginxPages.listing(path, files.list(folder)));
        } catch (FsException unreadable) {
            nginx.error(connection, request, "open() \"" + folder + "\" failed (13: Permission denied)");
            return new Outcome.Failed(403);
        }
    }

    private Outcome file(Locations.Match match, String uri) {
        String file = onDisk(match, uri);
        try {
            Inode inode = files.stat(file);
            if (inode.isDirectory()) {
                String query = variables.value("args");
                return new Outcome.Ready(NginxPages.redirect(
                        301,
                        nginx.absolute(request, connection, uri + "/" + (query.isEmpty() ? "" : "?" + query)),
                        nginx.token(scope)));
            }
            if (!request.method().equals("GET") && !request.isHead()) {
                return new Outcome.Failed(405);
            }
            String tag = "\"" + Long.toHexString(inode.modified().getEpochSecond()) + "-"
                    + Long.toHexString(inode.size()) + "\"";
            Entity entity = new Entity(files.content(file), nginx.typeOf(scope, uri), tag, inode.modified());
            HttpResponse response = entity.answer(request);
            if (response.status() == 416) {
                return new Outcome.Ready(
                        NginxPages.page(416, nginx.token(scope)).with("Content-Range", "bytes */" + inode.size()));
            }
            return response.status() >= 400 ? new Outcome.Failed(response.status()) : new Outcome.Ready(response);
        } catch (FsException failed) {
            boolean denied = failed.errno() == Errno.EACCES;
            String number = denied ? "13" : failed.errno() == Errno.ENOTDIR ? "20" : "2";
            if (scope.isOn("log_not_found", true) || denied) {
                nginx.error(
                        connection,
                        request,
                        "open() \"" + file + "\" failed (" + number + ": " + failed.getMessage() + ")");
            }
            return new Outcome.Failed(denied ? 403 : 404);
        }
    }

    private HttpResponse errorPage(int status) {
        for (Directive directive : scope.all("error_page")) {
            List<String> args = directive.args();
            if (!args.subList(0, args.size() - 1).contains(Integer.toString(status))) {
                continue;
            }
            String target = variables.expand(args.getLast());
            if (target.matches("https?://.*")) {
                return NginxPages.redirect(302, target, nginx.token(scope));
            }
            Outcome outcome = turns(new Outcome.Go(target));
            if (outcome instanceof Outcome.Ready ready) {
                int shown = newStatus(args, status, ready.response());
                HttpResponse page = ready.response();
                return shown == 200
                        ? page
                        : page.withStatus(shown).without("Last-Modified").without("Accept-Ranges");
            }
            return NginxPages.page(
                    outcome instanceof Outcome.Failed failed ? failed.status() : 500, nginx.token(scope));
        }
        return NginxPages.page(status, nginx.token(scope));
    }

    private static int newStatus(List<String> args, int status, HttpResponse response) {
        String override = args.get(args.size() - 2);
        if (override.equals("=")) {
            return response.status();
        }
        return override.startsWith("=") ? number(override.substring(1)) : status;
    }

    static int number(String text) {
        return text.matches("\\d{3}") ? Integer.parseInt(text) : 500;
    }
}
