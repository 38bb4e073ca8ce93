package brume.cloud.guest.service.systemd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A command of a unit (`ExecStart=-/usr/bin/rm -f "$FILE"`), split and expanded as systemd does it: without a shell.
///
/// @param text as `systemctl status` shows it
/// @param ignoreFailure true where it began with `-`
record CommandLine(String text, List<String> argv, boolean ignoreFailure) {

    CommandLine {
        argv = List.copyOf(argv);
    }

    static CommandLine parse(String value, Map<String, String> environment, Map<Character, String> specifiers) {
        int start = 0;
        boolean ignore = false;
        while (start < value.length() && "-@:+!".indexOf(value.charAt(start)) >= 0) {
            ignore |= value.charAt(start) == '-';
            start++;
        }
        String text = specified(value.substring(start), specifiers);
        List<String> argv = new ArrayList<>();
        for (String word : split(text)) {
            if (word.matches("\\$[A-Za-z_][A-Za-z0-9_]*")) {
                argv.addAll(split(environment.getOrDefault(word.substring(1), "")));
            } else {
                argv.add(expanded(word, environment));
            }
        }
        return new CommandLine(text, argv, ignore);
    }

    static String specified(String text, Map<Character, String> specifiers) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter != '%' || i + 1 >= text.length()) {
                result.append(letter);
                continue;
            }
            char which = text.charAt(++i);
            result.append(which == '%' ? "%" : specifiers.getOrDefault(which, "%" + which));
        }
        return result.toString();
    }

    private static String expanded(String word, Map<String, String> environment) {
        StringBuilder result = new StringBuilder();
        int at = 0;
        while (at < word.length()) {
            int dollar = word.indexOf("${", at);
            int close = dollar < 0 ? -1 : word.indexOf('}', dollar);
            if (close < 0) {
                break;
            }
            result.append(word, at, dollar).append(environment.getOrDefault(word.substring(dollar + 2, close), ""));
            at = close + 1;
        }
        return result.append(word.substring(Math.min(at, word.length())))
                .toString()
                .replace("$$", "$");
    }

    /// Words by blanks, with quotes and backslashes.
    static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (quote != 0) {
                if (letter == quote) {
                    quote = 0;
                } else if (letter == '\\' && i + 1 < text.length()) {
                    word.append(unescaped(text.charAt(++i)));
                } else {
                    word.append(letter);
                }
            } else if (letter == '"' || letter == '\'') {
                quote = letter;
                inWord = true;
            } else if (Character.isWhitespace(letter)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                inWord = false;
            } else {
                word.append(letter == '\\' && i + 1 < text.length() ? unescaped(text.charAt(++i)) : letter);
                inWord = true;
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }

    private static char unescaped(char letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 's' -> ' ';
            default -> letter;
        };
    }
}
