package brume.cloud.guest.service.nginx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which directives there are, where each may stand, and how many arguments it takes: what `nginx -t` checks.
final class NginxGrammar {

    private enum Shape {
        SIMPLE,
        BLOCK
    }

    private record Rule(Shape shape, List<String> contexts, int fewest, int most) {}

    /// Name; contexts (`M`ain, `E`vents, `H`ttp, `S`erver, `L`ocation, `I`f, `U`pstream); fewest and most arguments,
    /// `b`
    /// where a block follows.
    private static final String TABLE = """
            user M 1 2
            worker_processes M 1 1
            worker_rlimit_nofile M 1 1
            worker_cpu_affinity M 1 9
            pid M 1 1
            daemon M 1 1
            master_process M 1 1
            load_module M 1 1
            env M 1 1
            error_log MHSL 1 2
            events M 0 0 b
            worker_connections E 1 1
            multi_accept E 1 1
            use E 1 1
            http M 0 0 b
            stream M 0 0 b
            server H 0 0 b
            server U 1 9
            upstream H 1 1 b
            least_conn U 0 0
            ip_hash U 0 0
            keepalive U 1 1
            location SL 1 2 b
            if SLI 1 9 b
            types HSL 0 0 b
            map H 2 2 b
            geo H 1 2 b
            limit_except L 1 9 b
            listen S 1 9
            server_name S 1 99
            server_names_hash_bucket_size H 1 1
            server_names_hash_max_size H 1 1
            types_hash_max_size HSL 1 1
            types_hash_bucket_size HSL 1 1
            root HSLI 1 1
            alias L 1 1
            index HSL 1 99
            autoindex HSL 1 1
            autoindex_exact_size HSL 1 1
            autoindex_localtime HSL 1 1
            autoindex_format HSL 1 1
            try_files SL 2 99
            return SLI 1 2
            rewrite SLI 2 3
            set SLI 2 2
            break SLI 0 0
            error_page HSLI 2 99
            default_type HSL 1 1
            charset HSLI 1 1
            access_log HSLI 1 9
            log_format H 2 99
            log_not_found HSL 1 1
            add_header HSLI 2 3
            expires HSLI 1 2
            allow HSL 1 1
            deny HSL 1 1
            satisfy HSL 1 1
            auth_basic HSL 1 1
            auth_basic_user_file HSL 1 1
            client_max_body_size HSL 1 1
            client_body_buffer_size HSL 1 1
            client_body_timeout HSL 1 1
            client_header_timeout HS 1 1
            client_header_buffer_size HS 1 1
            large_client_header_buffers HS 2 2
            keepalive_timeout HSL 1 2
            keepalive_requests HSL 1 1
            send_timeout HSL 1 1
            sendfile HSLI 1 1
            sendfile_max_chunk HSL 1 1
            tcp_nopush HSL 1 1
            tcp_nodelay HSL 1 1
            aio HSL 1 1
            server_tokens HSL 1 1
            server_name_in_redirect HSL 1 1
            port_in_redirect HSL 1 1
            absolute_redirect HSL 1 1
            internal L 0 0
            resolver HSL 1 9
            etag HSL 1 1
            if_modified_since HSL 1 1
            gzip HSLI 1 1
            gzip_disable HSL 1 9
            gzip_vary HSL 1 1
            gzip_proxied HSL 1 9
            gzip_comp_level HSL 1 1
            gzip_buffers HSL 2 2
            gzip_http_version HSL 1 1
            gzip_types HSL 1 99
            gzip_min_length HSL 1 1
            ssl_protocols HS 1 9
            ssl_prefer_server_ciphers HS 1 1
            ssl_ciphers HS 1 1
            ssl_certificate HS 1 1
            ssl_certificate_key HS 1 1
            ssl_session_cache HS 1 2
            ssl_session_timeout HS 1 1
            ssl_session_tickets HS 1 1
            ssl_dhparam HS 1 1
            proxy_pass LI 1 1
            proxy_set_header HSL 2 2
            proxy_http_version HSL 1 1
            proxy_redirect HSL 1 2
            proxy_buffering HSL 1 1
            proxy_buffers HSL 2 2
            proxy_buffer_size HSL 1 1
            proxy_connect_timeout HSL 1 1
            proxy_read_timeout HSL 1 1
            proxy_send_timeout HSL 1 1
            proxy_cache_bypass HSL 1 9
            stub_status SL 0 1
            """;

    private static final Map<String, List<Rule>> RULES = rules();

    private NginxGrammar() {}

    /// Checks a whole configuration.
    static void check(List<Directive> main) throws NginxError {
        check(main, "M");
        if (main.stream().noneMatch(directive -> directive.is("events"))) {
            throw new NginxError("no \"events\" section in configuration");
        }
    }

    private static void check(List<Directive> directives, String context) throws NginxError {
        for (Directive directive : directives) {
            Rule rule = ruleOf(directive, context);
            if (rule.shape == Shape.BLOCK && directive.block().isEmpty()) {
                throw directive.error("directive \"" + directive.name() + "\" has no opening \"{\"");
            }
            if (rule.shape == Shape.SIMPLE && directive.block().isPresent()) {
                throw directive.error("directive \"" + directive.name() + "\" is not terminated by \";\"");
            }
            int count = directive.args().size();
            if (count < rule.fewest || count > rule.most) {
                throw directive.error("invalid number of arguments in \"" + directive.name() + "\" directive");
            }
            if (rule.shape == Shape.BLOCK) {
                check(directive.inner(), inside(directive));
            }
        }
    }

    private static Rule ruleOf(Directive directive, String context) throws NginxError {
        if (context.isEmpty()) {
            return new Rule(Shape.SIMPLE, List.of(), 0, Integer.MAX_VALUE);
        }
        List<Rule> rules = RULES.get(directive.name());
        if (rules == null) {
            throw directive.error("unknown directive \"" + directive.name() + "\"");
        }
        return rules.stream()
                .filter(rule -> rule.contexts.contains(context))
                .findFirst()
                .orElseThrow(() -> directive.error("\"" + directive.name() + "\" directive is not allowed here"));
    }

    private static String inside(Directive directive) {
        return switch (directive.name()) {
            case "events" -> "E";
            case "http" -> "H";
            case "server" -> "S";
            case "location", "limit_except" -> "L";
            case "if" -> "I";
            case "upstream" -> "U";
            default -> "";
        };
    }

    private static Map<String, List<Rule>> rules() {
        Map<String, List<Rule>> rules = new HashMap<>();
        TABLE.lines().map(line -> line.split(" ")).forEach(cell -> {
            Rule rule = new Rule(
                    cell.length > 4 ? Shape.BLOCK : Shape.SIMPLE,
                    List.of(cell[1].split("")),
                    Integer.parseInt(cell[2]),
                    Integer.parseInt(cell[3]));
            rules.merge(cell[0], List.of(rule), (one, other) -> List.of(one.getFirst(), other.getFirst()));
        });
        return Map.copyOf(rules);
    }
}
