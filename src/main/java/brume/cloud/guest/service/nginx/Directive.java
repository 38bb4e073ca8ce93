package brume.cloud.guest.service.nginx;

import java.util.List;
import java.util.Optional;

/// One directive of a configuration: `listen 80 default_server;` or `location / { ... }`.
///
/// @param block the directives within braces; empty for a directive that ends with `;`
record Directive(String name, List<String> args, Optional<List<Directive>> block, String file, int line) {

    Directive {
        args = List.copyOf(args);
        block = block.map(List::copyOf);
    }

    String arg(int index) {
        return index < args.size() ? args.get(index) : "";
    }

    List<Directive> inner() {
        return block.orElse(List.of());
    }

    boolean is(String other) {
        return name.equals(other);
    }

    NginxError error(String message) {
        return new NginxError(message + " in " + file + ":" + line);
    }
}
