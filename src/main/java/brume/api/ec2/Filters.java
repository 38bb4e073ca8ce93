package brume.api.ec2;

import brume.cloud.sandbox.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.model.Filter;

/// The filters of one Describe action: a name and what it looks at. Filters are joined by and, the values of one by or;
/// `*` stands for any text and `?` for any character.
final class Filters<R> {

    private static final int MAX_VALUES = 200;

    private final Map<String, Function<R, ? extends Collection<String>>> values = new LinkedHashMap<>();
    private Optional<Function<R, Map<String, String>>> tags = Optional.empty();

    /// A filter on one value.
    Filters<R> on(String name, Function<R, ?> value) {
        return onEach(name, row -> List.of(String.valueOf(value.apply(row))));
    }

    /// A filter on a value that may be absent.
    Filters<R> onOptional(String name, Function<R, ? extends Optional<?>> value) {
        return onEach(
                name, row -> value.apply(row).map(String::valueOf).stream().toList());
    }

    /// A filter on any of several values.
    Filters<R> onEach(String name, Function<R, ? extends Collection<String>> value) {
        values.put(name, value);
        return this;
    }

    /// The filters `tag:<key>`, `tag-key` and `tag-value`: the last one has left the reference, but not the service.
    Filters<R> onTags(Function<R, Map<String, String>> tags) {
        this.tags = Optional.of(tags);
        return onEach("tag-key", row -> tags.apply(row).keySet())
                .onEach("tag-value", row -> tags.apply(row).values());
    }

    /// The names, for the documentation.
    SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(values.keySet());
        tags.ifPresent(any -> names.add("tag:<key>"));
        return names;
    }

    /// What a row must satisfy.
    ///
    /// @throws brume.cloud.sandbox.CloudException a filter is unknown, or has no value
    Predicate<R> matching(List<Filter> filters) {
        List<Predicate<R>> all = new ArrayList<>();
        for (Filter filter : filters) {
            all.add(matching(filter));
        }
        return row -> all.stream().allMatch(one -> one.test(row));
    }

    private Predicate<R> matching(Filter filter) {
        String name = Optional.ofNullable(filter.name()).orElse("");
        if (name.isEmpty()) {
            throw new Problem.InvalidValue("Filter", "", "The filter 'null' is invalid").refused();
        }
        Function<R, ? extends Collection<String>> found =
                lookup(name).orElseThrow(() -> invalid("The filter '" + name + "' is invalid"));
        if (filter.values().isEmpty()) {
            throw new Problem.Specific("MissingParameter", "The request must contain the parameter Filter.Value")
                    .refused();
        }
        if (filter.values().size() > MAX_VALUES) {
            throw new Problem.Specific(
                            "FilterLimitExceeded",
                            "The maximum number of filter values specified on a single call is " + MAX_VALUES)
                    .refused();
        }
        List<Predicate<String>> wanted =
                filter.values().stream().map(Filters::glob).toList();
        return row ->
                found.apply(row).stream().anyMatch(value -> wanted.stream().anyMatch(one -> one.test(value)));
    }

    private Optional<Function<R, ? extends Collection<String>>> lookup(String name) {
        if (name.startsWith("tag:") && name.length() > 4 && tags.isPresent()) {
            String key = name.substring(4);
            Function<R, Map<String, String>> known = tags.get();
            return Optional.of(row ->
                    Optional.ofNullable(known.apply(row).get(key)).stream().toList());
        }
        return Optional.ofNullable(values.get(name));
    }

    private static RuntimeException invalid(String reason) {
        return new Problem.InvalidValue("Filter", "", reason).refused();
    }

    /// Whether a value stands for itself alone.
    static boolean isExact(String wanted) {
        return wanted.indexOf('*') < 0 && wanted.indexOf('?') < 0 && wanted.indexOf('\\') < 0;
    }

    /// A value with `*` and `?`; a backslash makes the next character an ordinary one.
    static Predicate<String> glob(String wanted) {
        if (isExact(wanted)) {
            return wanted::equals;
        }
        return value -> matches(unescaped(wanted), value);
    }

    /// One pattern character: a literal, `*` or `?`.
    private record Piece(char literal, boolean any, boolean one) {}

    private static List<Piece> unescaped(String wanted) {
        List<Piece> pieces = new ArrayList<>(wanted.length());
        for (int i = 0; i < wanted.length(); i++) {
            char c = wanted.charAt(i);
            if (c == '\\' && i + 1 < wanted.length()) {
                pieces.add(new Piece(wanted.charAt(++i), false, false));
            } else {
                pieces.add(new Piece(c, c == '*', c == '?'));
            }
        }
        return pieces;
    }

    /// Linear backtracking to the last star only: a hostile pattern costs at most pattern times value.
    private static boolean matches(List<Piece> pattern, String value) {
        int p = 0;
        int v = 0;
        int star = -1;
        int mark = 0;
        while (v < value.length()) {
            Piece piece = p < pattern.size() ? pattern.get(p) : new Piece(' ', false, false);
            if (p < pattern.size() && piece.any()) {
                star = p++;
                mark = v;
            } else if (p < pattern.size() && (piece.one() || piece.literal() == value.charAt(v))) {
                p++;
                v++;
            } else if (star >= 0) {
                p = star + 1;
                v = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.size() && pattern.get(p).any()) {
            p++;
        }
        return p == pattern.size();
    }
}
