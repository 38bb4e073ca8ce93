package brume.cloud.guest.shell;

import brume.cloud.guest.shell.Word.Operation;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `${name...}` makes of one value.
final class ParameterTexts {

    private final Expander expander;

    ParameterTexts(Expander expander) {
        this.expander = expander;
    }

    String apply(Operation operation, String value) {
        return switch (operation) {
            case Operation.Trim(boolean front, boolean longest, Word word) ->
                trim(value, front, longest, expander.marked(word));
            case Operation.Replace r -> replace(value, r);
            case Operation.Slice slice -> slice(value, slice);
            case Operation.Case(boolean upper, boolean all, Word pattern) ->
                pattern.parts().isEmpty()
                        ? cased(value, upper, all)
                        : cased(value, upper, all, Glob.compile(expander.marked(pattern)));
            case Operation.Transform(char kind) -> transformed(value, kind);
            case Operation.Value v -> value;
            case Operation.Length l -> value;
            case Operation.Indirect i -> value;
            case Operation.Keys k -> value;
            case Operation.Names n -> value;
            case Operation.Default d -> value;
        };
    }

    private static String trim(String value, boolean front, boolean longest, Marked pattern) {
        Pattern whole = Glob.compile(pattern);
        int length = value.length();
        for (int i = 0; i <= length; i++) {
            int cut = longest ? length - i : i;
            String piece = front ? value.substring(0, cut) : value.substring(length - cut);
            if (whole.matcher(piece).matches()) {
                return front ? value.substring(cut) : value.substring(0, length - cut);
            }
        }
        return value;
    }

    private String replace(String value, Operation.Replace operation) {
        Marked pattern = expander.marked(operation.pattern());
        Marked written = expander.marked(operation.replacement());
        String replacement = written.toString();
        if (pattern.isEmpty()) {
            return operation.kind() == '#'
                    ? replacement + value
                    : operation.kind() == '%' ? value + replacement : value;
        }
        String regex = Glob.regex(pattern, true);
        String anchored = operation.kind() == '#'
                ? "\\A(?:" + regex + ")"
                : operation.kind() == '%' ? "(?:" + regex + ")\\z" : regex;
        Matcher matcher;
        try {
            matcher = Pattern.compile(pattern.ignoresCase ? "(?iu)" + anchored : anchored, Pattern.DOTALL)
                    .matcher(value);
        } catch (java.util.regex.PatternSyntaxException bad) {
            return value;
        }
        String literal = withMatches(written);
        if (operation.kind() == '/') {
            StringBuilder all = new StringBuilder();
            while (matcher.find()) {
                if (matcher.end() > matcher.start()) {
                    matcher.appendReplacement(all, literal);
                }
                if (all.length() > Marked.MAX_LENGTH) {
                    throw new ShellError("xrealloc: cannot allocate " + (2L * Marked.MAX_LENGTH) + " bytes", 2, true);
                }
            }
            return matcher.appendTail(all).toString();
        }
        return matcher.replaceFirst(literal);
    }

    /// A replacement, in which an unquoted `&` stands for what was found.
    private static String withMatches(Marked replacement) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < replacement.length(); i++) {
            text.append(replacement.is(i, '&') ? "$0" : Matcher.quoteReplacement(String.valueOf(replacement.at(i))));
        }
        return text.toString();
    }

    private String slice(String value, Operation.Slice slice) {
        long size = value.length();
        long from = expander.number(slice.offset());
        from = from < 0 ? from + size : from;
        if (from < 0 || from > size) {
            return "";
        }
        long to = size;
        if (slice.length().isPresent()) {
            long length = expander.number(slice.length().get());
            to = length < 0 ? size + length : Math.min(size, from + length);
            if (to < from) {
                throw ShellError.of(length + ": substring expression < 0");
            }
        }
        return value.substring((int) from, (int) to);
    }

    /// A slice of a list.
    ///
    /// @param counted true where the first element is `$0`
    List<String> slice(List<String> values, Operation.Slice slice, boolean counted) {
        long from = expander.number(slice.offset());
        from = from < 0 ? from + values.size() : counted && from == 0 && values.isEmpty() ? 0 : from;
        if (from < 0 || from > values.size()) {
            return List.of();
        }
        long to = slice.length().isPresent()
                ? Math.min(
                        values.size(),
                        from + Math.max(0, expander.number(slice.length().get())))
                : values.size();
        return values.subList((int) from, (int) to);
    }

    private static String cased(String value, boolean upper, boolean all) {
        if (value.isEmpty()) {
            return value;
        }
        String piece = all ? value : value.substring(0, 1);
        String changed = upper ? piece.toUpperCase(Locale.ROOT) : piece.toLowerCase(Locale.ROOT);
        return all ? changed : changed + value.substring(1);
    }

    private static String cased(String value, boolean upper, boolean all, Pattern which) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            String c = value.substring(i, i + 1);
            boolean changes = (all || i == 0) && which.matcher(c).matches();
            out.append(!changes ? c : upper ? c.toUpperCase(Locale.ROOT) : c.toLowerCase(Locale.ROOT));
        }
        return out.toString();
    }

    private static String transformed(String value, char kind) {
        return switch (kind) {
            case 'Q' -> Quoting.always(value);
            case 'U' -> value.toUpperCase(Locale.ROOT);
            case 'L' -> value.toLowerCase(Locale.ROOT);
            case 'u' -> cased(value, true, false);
            case 'E' -> Escapes.ansi(value);
            default -> value;
        };
    }
}
