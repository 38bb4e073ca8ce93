package brume.cloud.guest.service.nginx;

import brume.cloud.guest.fs.Files;
import brume.cloud.guest.service.BoundedPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// A checked configuration: the servers it describes and where they listen.
///
/// @param user whose permissions the workers have
/// @param warnings what `[warn]` lines say
record NginxConfig(String file, String user, String pidFile, Scope http, List<Server> servers, List<String> warnings) {

    /// An address and port to listen on.
    ///
    /// @param address `0.0.0.0` or one address
    record Listen(String address, int port, boolean isDefault, boolean tls) {
        @Override
        public String toString() {
            return address + ":" + port;
        }
    }

    record Server(Scope scope, List<Listen> listens, List<String> names) {}

    /// Reads and checks the configuration, `include`s followed.
    static NginxConfig load(Files files, String file, String defaultUser) throws NginxError {
        List<Directive> main = new NginxParser(files).parse(file);
        NginxGrammar.check(main);
        Scope top = new Scope(Optional.empty(), new Directive("main", List.of(), Optional.of(main), file, 0));
        Directive events = new Directive("http", List.of(), Optional.of(List.of()), file, 0);
        Scope http = top.within(top.ownFirst("http").orElse(events));
        List<Server> servers = new ArrayList<>();
        for (Directive server : http.own("server")) {
            servers.add(server(http.within(server)));
        }
        checkPatterns(main);
        String user = top.ownFirst("user").map(directive -> directive.arg(0)).orElse(defaultUser);
        String pid = top.ownFirst("pid").map(directive -> directive.arg(0)).orElse("/run/nginx.pid");
        return new NginxConfig(file, user, pid, http, servers, checkServers(servers));
    }

    /// The ports in use, ascending.
    TreeSet<Integer> ports() {
        TreeSet<Integer> ports = new TreeSet<>();
        servers.forEach(server -> server.listens.forEach(listen -> ports.add(listen.port)));
        return ports;
    }

    /// True where a port is bound to the loopback address alone.
    boolean isLoopback(int port) {
        return servers.stream()
                .flatMap(server -> server.listens.stream())
                .filter(listen -> listen.port == port)
                .allMatch(listen -> listen.address.startsWith("127."));
    }

    /// The server that a request for this name on this port is for.
    Server serverFor(int port, String host) {
        List<Server> here = servers.stream()
                .filter(server -> server.listens.stream().anyMatch(listen -> listen.port == port))
                .toList();
        Optional<Server> exact =
                here.stream().filter(server -> server.names.contains(host)).findFirst();
        if (exact.isPresent()) {
            return exact.get();
        }
        return wildcard(here, host)
                .orElseGet(() -> here.stream()
                        .filter(server ->
                                server.listens.stream().anyMatch(listen -> listen.port == port && listen.isDefault))
                        .findFirst()
                        .orElse(here.getFirst()));
    }

    private static Optional<Server> wildcard(List<Server> here, String host) {
        Optional<Server> best = Optional.empty();
        int length = 0;
        for (Server server : here) {
            for (String name : server.names) {
                boolean head = name.startsWith("*.") && host.endsWith(name.substring(1));
                boolean dot = name.startsWith(".") && (host.endsWith(name) || host.equals(name.substring(1)));
                boolean tail = name.endsWith(".*") && host.startsWith(name.substring(0, name.length() - 1));
                if ((head || dot || tail) && name.length() > length) {
                    best = Optional.of(server);
                    length = name.length();
                }
            }
        }
        if (best.isPresent()) {
            return best;
        }
        return here.stream()
                .filter(server -> server.names.stream()
                        .filter(name -> name.startsWith("~"))
                        .anyMatch(name -> BoundedPattern.tryParse(name.substring(1), true)
                                .flatMap(pattern -> pattern.find(host))
                                .isPresent()))
                .findFirst();
    }

    private static Server server(Scope scope) throws NginxError {
        List<Listen> listens = new ArrayList<>();
        for (Directive listen : scope.own("listen")) {
            listen(listen).ifPresent(listens::add);
        }
        if (scope.own("listen").isEmpty()) {
            listens.add(new Listen("0.0.0.0", 80, false, false));
        }
        if (listens.stream().anyMatch(Listen::tls)
                && scope.find("ssl_certificate").isEmpty()) {
            throw new NginxError("no \"ssl_certificate\" is defined for the \"listen ... ssl\" directive in "
                    + scope.block().file() + ":" + scope.block().line());
        }
        List<String> names = new ArrayList<>();
        scope.own("server_name").forEach(directive -> names.addAll(directive.args()));
        return new Server(scope, listens, names);
    }

    /// Differs from Linux: guests have no IPv6, so `listen [::]:80` is accepted and opens nothing.
    private static Optional<Listen> listen(Directive directive) throws NginxError {
        String where = directive.arg(0);
        boolean standard =
                directive.args().contains("default_server") || directive.args().contains("default");
        boolean tls = directive.args().contains("ssl");
        for (String option : directive.args().subList(1, directive.args().size())) {
            if (!option.matches("default_server|default|ssl|http2|reuseport|deferred|bind|proxy_protocol|"
                    + "(backlog|ipv6only|so_keepalive|fastopen|rcvbuf|sndbuf|setfib)=.*")) {
                throw directive.error("invalid parameter \"" + option + "\"");
            }
        }
        if (where.startsWith("[") || where.startsWith("unix:")) {
            return Optional.empty();
        }
        int colon = where.lastIndexOf(':');
        boolean bare = where.matches("\\d+");
        String address = bare ? "*" : colon < 0 ? where : where.substring(0, colon);
        String port = bare ? where : colon < 0 ? "80" : where.substring(colon + 1);
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535) {
            throw directive.error("invalid port in \"" + where + "\" of the \"listen\" directive");
        }
        String bound = address.equals("*") ? "0.0.0.0" : address.equals("localhost") ? "127.0.0.1" : address;
        if (!bound.matches("\\d+\\.\\d+\\.\\d+\\.\\d+")) {
            throw directive.error("host not found in \"" + where + "\" of the \"listen\" directive");
        }
        return Optional.of(new Listen(bound, Integer.parseInt(port), standard, tls));
    }

    private static List<String> checkServers(List<Server> servers) throws NginxError {
        List<String> warnings = new ArrayList<>();
        Map<String, Server> defaults = new LinkedHashMap<>();
        Map<String, Server> names = new LinkedHashMap<>();
        for (Server server : servers) {
            for (Listen listen : server.listens) {
                if (listen.isDefault && defaults.put(listen.toString(), server) != null) {
                    Directive at = server.scope.own("listen").getFirst();
                    throw at.error("a duplicate default server for " + listen);
                }
                for (String name : server.names.isEmpty() ? List.of("") : server.names) {
                    if (names.putIfAbsent(listen + " " + name, server) != null) {
                        warnings.add("conflicting server name \"" + name + "\" on " + listen + ", ignored");
                    }
                }
            }
        }
        return warnings;
    }

    /// Refuses what only turns out when values are read: regular expressions, status codes.
    private static void checkPatterns(List<Directive> directives) throws NginxError {
        for (Directive directive : directives) {
            switch (directive.name()) {
                case "location" -> checkLocation(directive);
                case "rewrite" -> pattern(directive, directive.arg(0), false);
                case "return" -> checkReturn(directive);
                case "autoindex", "sendfile", "gzip", "server_tokens" -> {
                    if (!directive.arg(0).matches("on|off|build")) {
                        throw directive.error("invalid value \"" + directive.arg(0) + "\" in \"" + directive.name()
                                + "\" directive, it must be \"on\" or \"off\"");
                    }
                }
                default -> {
                    // Nothing more to check.
                }
            }
            checkPatterns(directive.is("types") || directive.is("map") ? List.of() : directive.inner());
        }
    }

    private static void checkLocation(Directive location) throws NginxError {
        String modifier = location.args().size() == 2 ? location.arg(0) : "";
        if (!modifier.matches("|=|~|~\\*|\\^~")) {
            throw location.error("invalid location modifier \"" + modifier + "\"");
        }
        if (modifier.startsWith("~")) {
            pattern(location, location.arg(1), modifier.equals("~*"));
        }
    }

    private static void checkReturn(Directive directive) throws NginxError {
        String code = directive.arg(0);
        boolean url = directive.args().size() == 1 && code.matches("(https?://|\\$scheme).*");
        if (!url && !code.matches("\\d{1,3}")) {
            throw directive.error("invalid return code \"" + code + "\"");
        }
    }

    private static void pattern(Directive directive, String text, boolean ignoreCase) throws NginxError {
        if (BoundedPattern.tryParse(text, ignoreCase).isEmpty()) {
            throw directive.error("pcre2_compile() failed: syntax error in \"" + text + "\"");
        }
    }
}
