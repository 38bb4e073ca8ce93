package brume.cloud.guest.program.file;

import brume.cloud.guest.Terminal;
import brume.cloud.guest.fs.FileKind;
import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.program.DateFormat;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.shell.Quoting;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How `ls` shows and orders files.
final class Listing {

    private static final Duration RECENT = Duration.ofDays(183);

    /// @param path absolute
    record Entry(String name, String path, Inode inode) {}

    private final Process process;
    private final Options.Parsed options;
    private final boolean terminal;
    private final boolean details;

    Listing(Process process, Options.Parsed options) {
        this.process = process;
        this.options = options;
        this.terminal = process.terminal().isPresent();
        this.details = options.has('l') || options.has('n') || options.has('g') || options.has('o');
    }

    List<Entry> sorted(List<Entry> entries) {
        if (options.has('U') || options.has('f')) {
            return entries;
        }
        Comparator<Entry> order = Ls.byName();
        if (options.has('S')) {
            order = Comparator.comparingLong((Entry entry) -> -entry.inode.size())
                    .thenComparing(Ls.byName());
        } else if (options.has('t')) {
            order = Comparator.comparing((Entry entry) -> time(entry.inode))
                    .reversed()
                    .thenComparing(Ls.byName());
        } else if (options.has('X')) {
            order = Comparator.comparing((Entry entry) ->
                            entry.name.contains(".") ? entry.name.substring(entry.name.lastIndexOf('.')) : "")
                    .thenComparing(Ls.byName());
        }
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(options.has('r') ? order.reversed() : order);
        return sorted;
    }

    private Instant time(Inode inode) {
        return options.has('c') ? inode.changed() : options.has('u') ? inode.accessed() : inode.modified();
    }

    void show(List<Entry> entries) throws IOException {
        if (details) {
            details(entries);
            return;
        }
        List<String> names = new ArrayList<>();
        for (Entry entry : entries) {
            names.add((options.has('i') ? entry.inode.number() + " " : "")
                    + (options.has('s') ? blocks(entry.inode) + " " : "")
                    + name(entry));
        }
        if (options.has('m')) {
            process.println(String.join(", ", names));
        } else if (options.has('C') || options.has('x') || terminal && !options.has('1')) {
            columns(names, process.terminal().map(Terminal::columns).orElse(80));
        } else {
            for (String name : names) {
                process.println(name);
            }
        }
    }

    private String name(Entry entry) {
        String name = terminal && entry.name.matches(".*[\\s'\"$&*?();<>|`\\\\!].*")
                ? Quoting.always(entry.name)
                : entry.name;
        return name + (options.has('F') ? mark(entry.inode) : options.has('p') && entry.inode.isDirectory() ? "/" : "");
    }

    private static String mark(Inode inode) {
        return switch (inode.kind()) {
            case DIRECTORY -> "/";
            case SYMLINK -> "@";
            case PIPE -> "|";
            case SOCKET -> "=";
            case FILE -> (inode.mode() & 0111) != 0 ? "*" : "";
            case CHARACTER_DEVICE, BLOCK_DEVICE -> "";
        };
    }

    private void columns(List<String> names, int width) throws IOException {
        if (names.isEmpty()) {
            return;
        }
        int rows = 1;
        List<Integer> widths = widths(names, rows);
        while (widths.stream().mapToInt(Integer::intValue).sum() + 2 * (widths.size() - 1) > width
                && rows < names.size()) {
            widths = widths(names, ++rows);
        }
        StringBuilder out = new StringBuilder();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column * rows + row < names.size(); column++) {
                String name = names.get(column * rows + row);
                boolean last = (column + 1) * rows + row >= names.size();
                out.append(name).append(last ? "" : " ".repeat(widths.get(column) + 2 - length(name)));
            }
            out.append('\n');
        }
        process.print(out.toString());
    }

    private static int length(String name) {
        return name.codePointCount(0, name.length());
    }

    private static List<Integer> widths(List<String> names, int rows) {
        List<Integer> widths = new ArrayList<>();
        for (int from = 0; from < names.size(); from += rows) {
            widths.add(names.subList(from, Math.min(names.size(), from + rows)).stream()
                    .mapToInt(Listing::length)
                    .max()
                    .orElse(0));
        }
        return widths;
    }

    private void details(List<Entry> entries) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (Entry entry : entries) {
            Inode inode = entry.inode;
            List<String> row = new ArrayList<>();
            row.add(options.has('i') ? Long.toString(inode.number()) : "");
            row.add(options.has('s') ? Long.toString(blocks(inode)) : "");
            row.add(inode.modeText());
            row.add(Integer.toString(inode.links()));
            row.add(
                    options.has('g')
                            ? ""
                            : options.has('n')
                                    ? Integer.toString(inode.uid())
                                    : process.guest().users().userName(inode.uid()));
            row.add(
                    options.has('o') || options.has('G')
                            ? ""
                            : options.has('n')
                                    ? Integer.toString(inode.gid())
                                    : process.guest().users().groupName(inode.gid()));
            row.add(size(inode));
            row.add(date(time(inode)));
            rows.add(row);
        }
        int[] widths = new int[8];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            for (int column = 0; column < 8; column++) {
                if (widths[column] == 0) {
                    continue;
                }
                String cell = rows.get(i).get(column);
                String blanks = " ".repeat(widths[column] - cell.length());
                boolean right =
                        column <= 1 || column == 3 || column == 6 || options.has('n') && (column == 4 || column == 5);
                out.append(right ? blanks + cell : cell + blanks).append(' ');
            }
            Entry entry = entries.get(i);
            out.append(name(entry));
            if (entry.inode.isSymlink()) {
                out.append(" -> ").append(entry.inode.target());
            }
            out.append('\n');
        }
        process.print(out.toString());
    }

    private String size(Inode inode) {
        return switch (inode.kind()) {
            case CHARACTER_DEVICE -> "1, 3";
            case BLOCK_DEVICE -> "259, 0";
            case FILE, DIRECTORY, SYMLINK, PIPE, SOCKET ->
                options.has('h') ? Sizes.human(inode.size()) : Long.toString(inode.size());
        };
    }

    private String date(Instant at) {
        if (process.args().contains("--full-time")) {
            return DateFormat.format("%Y-%m-%d %H:%M:%S.%N %z", at);
        }
        Optional<String> style = process.args().stream()
                .filter(arg -> arg.startsWith("--time-style="))
                .map(arg -> arg.substring("--time-style=".length()))
                .findFirst();
        if (style.isPresent()) {
            String format = switch (style.get()) {
                case "long-iso" -> "%Y-%m-%d %H:%M";
                case "full-iso" -> "%Y-%m-%d %H:%M:%S.%N %z";
                case "iso" -> "%m-%d %H:%M";
                default -> style.get().startsWith("+") ? style.get().substring(1) : "%b %e %H:%M";
            };
            return DateFormat.format(format, at);
        }
        Duration age = Duration.between(at, process.guest().world().now());
        boolean recent = age.compareTo(RECENT) < 0 && age.compareTo(Duration.ofHours(-1)) > 0;
        return DateFormat.format(recent ? "%b %e %H:%M" : "%b %e  %Y", at);
    }

    /// Blocks of 1024 bytes, as on a file system with blocks of 4096.
    static long blocks(Inode inode) {
        return inode.kind() == FileKind.FILE || inode.kind() == FileKind.DIRECTORY
                ? (inode.size() + 4095) / 4096 * 4
                : 0;
    }
}
