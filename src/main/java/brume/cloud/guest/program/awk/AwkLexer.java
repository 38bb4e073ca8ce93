package brume.cloud.guest.program.awk;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Cuts an awk program into tokens.
final class AwkLexer {

    /// @param kind `num`, `str`, `re`, `name`, `call` (a name with a parenthesis behind it), `op`, `nl`, `end`
    record Token(String kind, String text, boolean blankBefore) {
        boolean is(String operator) {
            return kind.equals("op") && text.equals(operator);
        }
    }

    private static final List<String> OPERATORS = List.of(
            "**=", "&&", "||", "==", "!=", "<=", ">=", "++", "--", "+=", "-=", "*=", "/=", "%=", "^=", ">>", "**", "{",
            "}", "(", ")", "[", "]", ";", ",", "+", "-", "*", "/", "%", "^", "!", "<", ">", "|", "?", ":", "~", "$",
            "=");

    private static final Set<String> VALUE_END = Set.of(")", "]", "$", "++", "--");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private AwkLexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) {
        AwkLexer lexer = new AwkLexer(text);
        lexer.all();
        return lexer.tokens;
    }

    private void add(String kind, String value, boolean blank) {
        tokens.add(new Token(kind, value, blank));
    }

    private void all() {
        while (true) {
            boolean blank = skip();
            if (at >= text.length()) {
                add("end", "", blank);
                return;
            }
            char c = text.charAt(at);
            if (c == '\n') {
                at++;
                add("nl", "\n", blank);
            } else if (Character.isDigit(c)
                    || c == '.' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1))) {
                number(blank);
            } else if (Character.isLetter(c) || c == '_') {
                int start = at;
                while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                    at++;
                }
                add(at < text.length() && text.charAt(at) == '(' ? "call" : "name", text.substring(start, at), blank);
            } else if (c == '"') {
                add("str", quoted(), blank);
            } else if (c == '/' && regexMayStand()) {
                add("re", regex(), blank);
            } else {
                operator(blank);
            }
        }
    }

    private boolean skip() {
        int start = at;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == '\r') {
                at++;
            } else if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
                at += 2;
            } else if (c == '#') {
                while (at < text.length() && text.charAt(at) != '\n') {
                    at++;
                }
            } else {
                break;
            }
        }
        return at > start;
    }

    private void number(boolean blank) {
        int start = at;
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        if (text.substring(at).matches("(?s)[eE][+-]?\\d.*")) {
            at += 2;
            while (at < text.length() && Character.isDigit(text.charAt(at))) {
                at++;
            }
        }
        add("num", text.substring(start, at), blank);
    }

    private boolean regexMayStand() {
        if (tokens.isEmpty()) {
            return true;
        }
        Token last = tokens.getLast();
        return switch (last.kind) {
            case "num", "str", "re" -> false;
            case "name" -> Set.of("print", "return", "in", "case").contains(last.text);
            case "op" -> !VALUE_END.contains(last.text);
            default -> true;
        };
    }

    private String quoted() {
        StringBuilder out = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c == '\n') {
                throw new AwkError("unterminated string");
            }
            if (c != '\\' || at >= text.length()) {
                out.append(c);
                continue;
            }
            char e = text.charAt(at++);
            int simple = "abfnrtv\"\\/".indexOf(e);
            if (simple >= 0) {
                out.append("\u0007\b\f\n\r\t\u000b\"\\/".charAt(simple));
            } else if (e >= '0' && e <= '7') {
                int code = e - '0';
                for (int i = 0; i < 2 && at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '7'; i++) {
                    code = code * 8 + text.charAt(at++) - '0';
                }
                out.append((char) (code & 255));
            } else if (e != '\n') {
                out.append('\\').append(e);
            }
        }
        if (at >= text.length()) {
            throw new AwkError("unterminated string");
        }
        at++;
        return out.toString();
    }

    private String regex() {
        StringBuilder out = new StringBuilder();
        at++;
        boolean bracket = false;
        while (at < text.length() && (bracket || text.charAt(at) != '/')) {
            char c = text.charAt(at++);
            if (c == '\n') {
                throw new AwkError("unterminated regexp");
            }
            if (c == '\\' && at < text.length()) {
                char e = text.charAt(at++);
                out.append(e == '/' ? "/" : "\\" + e);
                continue;
            }
            bracket = c == '[' || bracket && c != ']';
            out.append(c);
        }
        if (at >= text.length()) {
            throw new AwkError("unterminated regexp");
        }
        at++;
        return out.toString();
    }

    private void operator(boolean blank) {
        for (String operator : OPERATORS) {
            if (text.startsWith(operator, at)) {
                at += operator.length();
                add("op", operator.equals("**") ? "^" : operator.equals("**=") ? "^=" : operator, blank);
                return;
            }
        }
        throw new AwkError("syntax error at source line 1\n context is\n\t>>> " + text.charAt(at) + " <<<");
    }
}
