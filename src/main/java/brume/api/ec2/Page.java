package brume.api.ec2;

import brume.cloud.sandbox.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a Describe. A token names the last row that was shown, so that what appears or disappears between two
/// pages neither repeats nor hides another row.
///
/// @param next the token of the next page, when there is one
record Page<R>(List<R> rows, Optional<String> next) {

    static final int LEAST = 5;
    static final int MOST = 1000;
    private static final String MARK = "brume1:";

    /// What the caller asked for.
    ///
    /// @param least the smallest page that the action allows
    /// @param most the largest
    record Wanted(Optional<Integer> maxResults, Optional<String> token, int least, int most) {

        static Wanted of(@Nullable Integer maxResults, @Nullable String token) {
            return new Wanted(Optional.ofNullable(maxResults), Optional.ofNullable(token), LEAST, MOST);
        }

        /// Everything, in one page.
        static Wanted all() {
            return new Wanted(Optional.empty(), Optional.empty(), LEAST, MOST);
        }

        Wanted atLeast(int fewer) {
            return between(fewer, most);
        }

        Wanted between(int fewest, int more) {
            return new Wanted(maxResults, token, fewest, more);
        }

        /// Pages and explicit ids exclude each other.
        Wanted notWith(String parameter, Collection<?> ids) {
            if (!ids.isEmpty() && maxResults.isPresent()) {
                throw new Problem.InvalidCombination(
                                "The parameter " + parameter + " cannot be used with the parameter maxResults")
                        .refused();
            }
            return this;
        }
    }

    /// Cuts a page out of rows that are ordered by the given key.
    static <R> Page<R> of(Iterable<R> rows, Function<R, String> key, Wanted wanted) {
        int most = wanted.maxResults().orElse(wanted.most());
        if (most < wanted.least() || most > wanted.most()) {
            throw new Problem.InvalidValue(
                            "maxResults",
                            String.valueOf(most),
                            "Value ( " + most + " ) for parameter maxResults is invalid. Expecting a value "
                                    + (most < wanted.least()
                                            ? "greater than " + wanted.least() + "."
                                            : "less than " + wanted.most() + "."))
                    .refused();
        }
        // Differs from AWS: without MaxResults everything comes in one answer, however long.
        boolean bounded = wanted.maxResults().isPresent() || wanted.token().isPresent();
        Optional<String> after = wanted.token().map(Page::last);
        List<R> page = new ArrayList<>();
        Iterator<R> iterator = rows.iterator();
        while (iterator.hasNext()) {
            R row = iterator.next();
            if (after.isPresent() && key.apply(row).compareTo(after.get()) <= 0) {
                continue;
            }
            if (bounded && page.size() == most) {
                return new Page<>(page, Optional.of(token(key.apply(page.getLast()))));
            }
            page.add(row);
        }
        return new Page<>(page, Optional.empty());
    }

    @Nullable
    String nextToken() {
        return next.orElse(null);
    }

    private static String token(String last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((MARK + last).getBytes(StandardCharsets.UTF_8));
    }

    private static String last(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith(MARK)) {
                return text.substring(MARK.length());
            }
        } catch (IllegalArgumentException notBase64) {
            // refused below
        }
        throw new Problem.Specific(
                        "InvalidNextToken", "The token '" + (token.length() > 200 ? "..." : token) + "' is invalid")
                .refused();
    }
}
