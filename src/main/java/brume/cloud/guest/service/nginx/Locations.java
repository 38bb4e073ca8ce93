package brume.cloud.guest.service.nginx;

import brume.cloud.guest.service.BoundedPattern;
import java.util.List;
import java.util.Optional;

/// Which `location` a path belongs to: exact, then the longest prefix (at once where it says `^~`), then the first
/// regular expression in the file's order, then the prefix.
final class Locations {

    private Locations() {}

    /// A chosen location.
    ///
    /// @param groups what its regular expression captured, the whole match first; empty for others
    record Match(Scope scope, String prefix, List<String> groups) {}

    static Optional<Match> find(Scope around, String path) {
        Optional<Directive> prefix = Optional.empty();
        for (Directive location : around.own("location")) {
            String name = nameOf(location);
            switch (modifierOf(location)) {
                case "=" -> {
                    if (name.equals(path)) {
                        return Optional.of(new Match(around.within(location), name, List.of()));
                    }
                }
                case "", "^~" -> {
                    boolean longer = prefix.isEmpty()
                            || name.length() > nameOf(prefix.get()).length();
                    if (!name.startsWith("@") && path.startsWith(name) && longer) {
                        prefix = Optional.of(location);
                    }
                }
                default -> {
                    // Regular expressions come later.
                }
            }
        }
        Optional<Match> nested = prefix.flatMap(location -> find(around.within(location), path));
        if (nested.isPresent()) {
            return nested;
        }
        boolean last = prefix.isPresent() && modifierOf(prefix.get()).equals("^~");
        Optional<Match> regex = last ? Optional.empty() : regex(around, path);
        return regex.isPresent()
                ? regex
                : prefix.map(location -> new Match(around.within(location), nameOf(location), List.of()));
    }

    static Optional<Match> named(Scope server, String name) {
        return server.own("location").stream()
                .filter(location -> nameOf(location).equals(name))
                .findFirst()
                .map(location -> new Match(server.within(location), "", List.of()));
    }

    private static Optional<Match> regex(Scope around, String path) {
        for (Directive location : around.own("location")) {
            String modifier = modifierOf(location);
            if (modifier.startsWith("~")) {
                Optional<List<String>> groups = BoundedPattern.tryParse(nameOf(location), modifier.equals("~*"))
                        .flatMap(pattern -> pattern.find(path));
                if (groups.isPresent()) {
                    return Optional.of(new Match(around.within(location), "", groups.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static String modifierOf(Directive location) {
        return location.args().size() == 2 ? location.arg(0) : "";
    }

    private static String nameOf(Directive location) {
        return location.args().getLast();
    }
}
