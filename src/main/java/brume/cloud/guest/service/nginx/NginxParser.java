package brume.cloud.guest.service.nginx;

import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.service.Globs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads nginx's configuration language: words, quotes, comments, blocks, `include` with patterns.
final class NginxParser {

    private static final int MAX_DEPTH = 20;
    private static final int MAX_DIRECTIVES = 20_000;
    private static final String END = "";

    private final Files files;
    private int directives;

    NginxParser(Files files) {
        this.files = files;
    }

    List<Directive> parse(String path) throws NginxError {
        return parseFile(path, 0, Optional.empty());
    }

    private List<Directive> parseFile(String path, int depth, Optional<Directive> include) throws NginxError {
        String text;
        try {
            text = files.readText(path);
        } catch (FsException failed) {
            String message = "open() \"" + path + "\" failed (" + number(failed) + ": " + failed.getMessage() + ")";
            throw include.map(from -> from.error(message)).orElseGet(() -> new NginxError(message));
        }
        if (depth > MAX_DEPTH) {
            throw new NginxError("too many levels of include at " + path);
        }
        return new Reading(path, text, depth).block(false);
    }

    private static int number(FsException failed) {
        return switch (failed.errno()) {
            case EACCES -> 13;
            case EISDIR -> 21;
            case ENOTDIR -> 20;
            default -> 2;
        };
    }

    /// One file being read.
    private final class Reading {
        private final String path;
        private final String text;
        private final int depth;
        private int at;
        private int line = 1;
        private boolean quoted;

        Reading(String path, String text, int depth) {
            this.path = path;
            this.text = text;
            this.depth = depth;
        }

        /// Directives up to the end of the file, or to the brace that closes the block.
        List<Directive> block(boolean inner) throws NginxError {
            List<Directive> found = new ArrayList<>();
            while (true) {
                String word = word();
                if (!quoted && word.equals(END)) {
                    if (inner) {
                        throw new NginxError("unexpected end of file, expecting \"}\" in " + path + ":" + line);
                    }
                    return found;
                }
                if (!quoted && word.equals("}")) {
                    if (!inner) {
                        throw new NginxError("unexpected \"}\" in " + path + ":" + line);
                    }
                    return found;
                }
                if (!quoted && (word.equals(";") || word.equals("{"))) {
                    throw new NginxError("unexpected \"" + word + "\" in " + path + ":" + line);
                }
                directive(word, found);
            }
        }

        private void directive(String name, List<Directive> into) throws NginxError {
            if (++directives > MAX_DIRECTIVES) {
                throw new NginxError("too many directives in " + path + ":" + line);
            }
            List<String> args = new ArrayList<>();
            while (true) {
                String word = word();
                if (quoted) {
                    args.add(word);
                    continue;
                }
                switch (word) {
                    case END ->
                        throw new NginxError(
                                "unexpected end of file, expecting \";\" or \"}\" in " + path + ":" + line);
                    case "}" -> throw new NginxError("unexpected \"}\" in " + path + ":" + line);
                    case "{" -> {
                        int opened = line;
                        into.add(new Directive(name, args, Optional.of(block(true)), path, opened));
                        return;
                    }
                    case ";" -> {
                        Directive plain = new Directive(name, args, Optional.empty(), path, line);
                        if (name.equals("include") && args.size() == 1) {
                            include(plain, into);
                        } else {
                            into.add(plain);
                        }
                        return;
                    }
                    default -> args.add(word);
                }
            }
        }

        private void include(Directive include, List<Directive> into) throws NginxError {
            String pattern = include.arg(0);
            String whole = pattern.startsWith("/") ? pattern : "/etc/nginx/" + pattern;
            if (!Globs.isPattern(whole)) {
                into.addAll(parseFile(whole, depth + 1, Optional.of(include)));
                return;
            }
            for (String file : Globs.matches(files, whole)) {
                into.addAll(parseFile(file, depth + 1, Optional.of(include)));
            }
        }

        /// The next word or one of `;`, `{`, `}`; empty and unquoted at the end.
        private String word() throws NginxError {
            quoted = false;
            skipBlanks();
            if (at >= text.length()) {
                return END;
            }
            char first = text.charAt(at);
            if (first == ';' || first == '{' || first == '}') {
                at++;
                return String.valueOf(first);
            }
            if (first == '"' || first == '\'') {
                return quotedWord(first);
            }
            StringBuilder word = new StringBuilder();
            while (at < text.length()) {
                char letter = text.charAt(at);
                boolean variable = letter == '{' && !word.isEmpty() && word.charAt(word.length() - 1) == '$';
                if (variable) {
                    int close = text.indexOf('}', at);
                    int end = close < 0 ? text.length() : close + 1;
                    word.append(text, at, end);
                    at = end;
                    continue;
                }
                if (Character.isWhitespace(letter) || letter == ';' || letter == '{') {
                    break;
                }
                if (letter == '\\' && at + 1 < text.length()) {
                    word.append(letter);
                    at++;
                    letter = text.charAt(at);
                }
                word.append(letter);
                at++;
            }
            return word.toString();
        }

        private String quotedWord(char quote) throws NginxError {
            int opened = line;
            StringBuilder word = new StringBuilder();
            for (at++; at < text.length(); at++) {
                char letter = text.charAt(at);
                if (letter == quote) {
                    at++;
                    quoted = true;
                    return word.toString();
                }
                if (letter == '\n') {
                    line++;
                }
                if (letter == '\\' && at + 1 < text.length()) {
                    char next = text.charAt(++at);
                    switch (next) {
                        case 'n' -> word.append('\n');
                        case 't' -> word.append('\t');
                        case 'r' -> word.append('\r');
                        case '"', '\'', '\\' -> word.append(next);
                        default -> word.append('\\').append(next);
                    }
                    continue;
                }
                word.append(letter);
            }
            throw new NginxError("unexpected end of file, expecting \";\" or \"}\" in " + path + ":" + opened);
        }

        private void skipBlanks() {
            while (at < text.length()) {
                char letter = text.charAt(at);
                if (letter == '#') {
                    int end = text.indexOf('\n', at);
                    at = end < 0 ? text.length() : end;
                } else if (Character.isWhitespace(letter)) {
                    if (letter == '\n') {
                        line++;
                    }
                    at++;
                } else {
                    return;
                }
            }
        }
    }
}
