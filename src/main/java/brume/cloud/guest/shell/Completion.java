package brume.cloud.guest.shell;

import brume.cloud.guest.fs.Access;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What Tab makes of an unfinished word: a command's name, a variable, or a path.
final class Completion {

    private static final int MAX_CANDIDATES = 500;

    /// @param insertion what can be added at once
    /// @param candidates all that fit, where there are several
    record Result(String insertion, List<String> candidates) {}

    private final Shell shell;

    Completion(Shell shell) {
        this.shell = shell;
    }

    Result complete(String line, int cursor) {
        int start = cursor;
        while (start > 0 && (" \t;|&<>()=\"'".indexOf(line.charAt(start - 1)) < 0 || escaped(line, start - 1))) {
            start--;
        }
        String word = line.substring(start, cursor);
        String before = line.substring(0, start).stripTrailing();
        boolean command = before.isEmpty()
                || ";|&(".indexOf(before.charAt(before.length() - 1)) >= 0
                || before.matches("(.*[;|&(]\\s*)?(sudo|time|then|do|else|exec|man|which|type)");
        if (word.startsWith("$")) {
            return variable(word);
        }
        return command && !word.contains("/") ? command(word) : path(word, command);
    }

    private static boolean escaped(String line, int at) {
        return at > 0 && line.charAt(at - 1) == '\\';
    }

    private Result variable(String word) {
        Set<String> names = new TreeSet<>();
        shell.variables.names().stream()
                .filter(name -> name.startsWith(word.substring(1)))
                .forEach(name -> names.add("$" + name));
        return result(word, List.copyOf(names), " ");
    }

    private Result command(String word) {
        Set<String> names = new TreeSet<>();
        names.addAll(Builtins.names());
        names.addAll(shell.functions.keySet());
        names.addAll(shell.aliases.keySet());
        names.addAll(Parser.RESERVED);
        for (String directory : shell.variables.get("PATH", "").split(":")) {
            try {
                for (Map.Entry<String, Inode> entry :
                        shell.files().list(shell.path(directory)).entrySet()) {
                    Inode inode = entry.getValue();
                    if (inode.isSymlink() || Access.allows(inode, shell.login.credentials(), Access.EXECUTE)) {
                        names.add(entry.getKey());
                    }
                }
            } catch (FsException missing) {
                // not every directory of PATH exists
            }
        }
        return result(word, names.stream().filter(name -> name.startsWith(word)).toList(), " ");
    }

    private Result path(String word, boolean executable) {
        String plain = word.replaceAll("\\\\(.)", "$1");
        int slash = plain.lastIndexOf('/');
        String directory = slash < 0 ? "" : plain.substring(0, slash + 1);
        String prefix = plain.substring(slash + 1);
        String resolved = directory.startsWith("~/") ? shell.login.home() + directory.substring(1) : directory;
        List<String> names = new ArrayList<>();
        String suffix = " ";
        try {
            String at = shell.path(resolved.isEmpty() ? "." : resolved);
            for (String name : shell.files().list(at).keySet()) {
                if (!name.startsWith(prefix) || prefix.isEmpty() && name.startsWith(".")) {
                    continue;
                }
                boolean isDirectory = shell.files().isDirectory(at + "/" + name);
                if (isDirectory || !executable || shell.files().allows(at + "/" + name, Access.EXECUTE)) {
                    names.add(isDirectory ? name + "/" : name);
                    suffix = isDirectory ? "" : " ";
                }
            }
        } catch (FsException unreadable) {
            return new Result("", List.of());
        }
        return result(prefix, names, suffix);
    }

    private static Result result(String typed, List<String> candidates, String suffix) {
        if (candidates.isEmpty()) {
            return new Result("", candidates);
        }
        if (candidates.size() == 1) {
            return new Result(escape(candidates.getFirst().substring(typed.length())) + suffix, candidates);
        }
        String common = candidates.getFirst();
        for (String candidate : candidates) {
            int length = 0;
            while (length < Math.min(common.length(), candidate.length())
                    && common.charAt(length) == candidate.charAt(length)) {
                length++;
            }
            common = common.substring(0, length);
        }
        List<String> shown = candidates.size() > MAX_CANDIDATES ? candidates.subList(0, MAX_CANDIDATES) : candidates;
        return new Result(common.length() > typed.length() ? escape(common.substring(typed.length())) : "", shown);
    }

    private static String escape(String text) {
        return text.replaceAll("([ \\t'\"\\\\$&;|<>()*?\\[\\]!`])", "\\\\$1");
    }
}
