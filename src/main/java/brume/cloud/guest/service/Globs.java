package brume.cloud.guest.service;

import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// File name patterns (`/etc/nginx/conf.d/*.conf`) as configuration files use them.
public final class Globs {

    private Globs() {}

    public static boolean isPattern(String path) {
        return path.indexOf('*') >= 0 || path.indexOf('?') >= 0 || path.indexOf('[') >= 0;
    }

    /// The paths that match, sorted; none is no error.
    public static List<String> matches(Files files, String pattern) {
        List<String> found = List.of("");
        for (String part : pattern.substring(1).split("/")) {
            List<String> next = new ArrayList<>();
            for (String folder : found) {
                if (!isPattern(part)) {
                    if (files.exists(folder + "/" + part)) {
                        next.add(folder + "/" + part);
                    }
                    continue;
                }
                try {
                    for (String name :
                            files.list(folder.isEmpty() ? "/" : folder).keySet()) {
                        if (fits(part, name)) {
                            next.add(folder + "/" + name);
                        }
                    }
                } catch (FsException unreadable) {
                    continue;
                }
            }
            found = next;
        }
        return found;
    }

    /// True where the name fits the pattern; a leading dot must be named.
    public static boolean fits(String pattern, String name) {
        if (name.startsWith(".") && !pattern.startsWith(".")) {
            return false;
        }
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char letter = pattern.charAt(i);
            int close = letter == '[' ? pattern.indexOf(']', i + 1) : -1;
            if (letter == '*') {
                regex.append(".*");
            } else if (letter == '?') {
                regex.append('.');
            } else if (close > 0) {
                String set = pattern.substring(i + 1, close)
                        .replace("\\", "\\\\")
                        .replace("[", "\\[")
                        .replace("&", "\\&");
                regex.append('[')
                        .append(set.startsWith("!") ? "^" + set.substring(1) : set)
                        .append(']');
                i = close;
            } else {
                regex.append(Pattern.quote(String.valueOf(letter)));
            }
        }
        return Pattern.compile(regex.toString()).matcher(name).matches();
    }
}
