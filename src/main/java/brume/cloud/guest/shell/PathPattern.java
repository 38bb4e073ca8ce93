package brume.cloud.guest.shell;

import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The files whose paths match a pattern, sorted.
final class PathPattern {

    private static final int MAX_DEPTH = 32;

    private final Shell shell;
    private final Files files;
    private final boolean dotglob;
    private final boolean globstar;

    PathPattern(Shell shell) {
        this.shell = shell;
        this.files = shell.files();
        this.dotglob = shell.longOptions.contains("dotglob");
        this.globstar = shell.longOptions.contains("globstar");
    }

    List<String> matches(Marked pattern) {
        List<Marked> components = new ArrayList<>();
        int start = 0;
        boolean absolute = pattern.length() > 0 && pattern.at(0) == '/';
        for (int i = 0; i <= pattern.length(); i++) {
            if (i == pattern.length() || pattern.at(i) == '/') {
                if (i > start || i == pattern.length()) {
                    components.add(pattern.part(start, i));
                }
                start = i + 1;
            }
        }
        List<String> found = new ArrayList<>();
        search(absolute ? "/" : "", components, 0, found);
        found.sort(String::compareTo);
        return found;
    }

    private void search(String prefix, List<Marked> components, int at, List<String> found) {
        if (found.size() > Expander.MAX_FIELDS || at > MAX_DEPTH) {
            return;
        }
        Marked component = components.get(at);
        boolean last = at == components.size() - 1;
        if (component.isEmpty()) {
            if (files.isDirectory(shell.path(prefix.isEmpty() ? "." : prefix))) {
                found.add(prefix);
            }
            return;
        }
        if (!Glob.isPattern(component)) {
            String path = prefix + component;
            boolean there = last ? files.findLink(shell.path(path)).isPresent() : files.isDirectory(shell.path(path));
            if (there) {
                next(path, components, at, last, found);
            }
            return;
        }
        if (globstar && component.toString().equals("**")) {
            if (last && !prefix.isEmpty()) {
                found.add(prefix);
            }
            everywhere(prefix, components, at, last, found, 0);
            return;
        }
        Pattern regex = Glob.compile(component);
        boolean hidden = dotglob || component.at(0) == '.';
        for (Map.Entry<String, Inode> entry : entries(prefix).entrySet()) {
            String name = entry.getKey();
            if ((hidden || !name.startsWith(".")) && regex.matcher(name).matches()) {
                String path = prefix + name;
                if (last || files.isDirectory(shell.path(path))) {
                    next(path, components, at, last, found);
                }
            }
        }
    }

    private void next(String path, List<Marked> components, int at, boolean last, List<String> found) {
        if (last) {
            found.add(path);
        } else {
            search(path + "/", components, at + 1, found);
        }
    }

    private void everywhere(
            String prefix, List<Marked> components, int at, boolean last, List<String> found, int depth) {
        if (!last) {
            search(prefix, components, at + 1, found);
        }
        for (Map.Entry<String, Inode> entry : entries(prefix).entrySet()) {
            String name = entry.getKey();
            if (name.startsWith(".") && !dotglob || depth > MAX_DEPTH) {
                continue;
            }
            if (last) {
                found.add(prefix + name);
            }
            if (entry.getValue().isDirectory()) {
                everywhere(prefix + name + "/", components, at, last, found, depth + 1);
            }
        }
    }

    private Map<String, Inode> entries(String prefix) {
        try {
            return files.list(shell.path(prefix.isEmpty() ? "." : prefix));
        } catch (FsException unreadable) {
            return Map.of();
        }
    }
}
