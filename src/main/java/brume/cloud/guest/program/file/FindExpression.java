package brume.cloud.guest.program.file;

import brume.cloud.guest.fs.Access;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.program.DateFormat;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Regex;
import brume.cloud.guest.shell.Glob;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The tests and actions of `find`.
final class FindExpression {

    private static final int MAX_ARGUMENTS = 5000;

    /// The message is find's.
    static final class Bad extends RuntimeException {
        Bad(String message) {
            super(message, null, false, false);
        }

        @Override
        public String getMessage() {
            return java.util.Objects.requireNonNullElse(super.getMessage(), "");
        }
    }

    /// A file that is looked at.
    ///
    /// @param shown its path below the root as typed
    record Visit(String shown, String path, String root, Inode inode, int depth) {
        String name() {
            return Copying.base(shown);
        }
    }

    interface Node {
        boolean test(Visit visit) throws IOException;
    }

    private final Process process;
    private final List<String> words;
    private final List<Runnable> last = new ArrayList<>();
    private int at;
    private int maxDepth = Integer.MAX_VALUE;
    private int minDepth;
    private int status;
    private boolean depthFirst;
    private boolean acts;
    private boolean pruned;
    private Node root = visit -> true;

    private FindExpression(Process process, List<String> words) {
        this.process = process;
        this.words = words;
    }

    static FindExpression parse(Process process, List<String> words) {
        FindExpression expression = new FindExpression(process, words);
        expression.root = words.isEmpty() ? visit -> true : expression.either();
        if (expression.at < words.size()) {
            throw new Bad(
                    words.get(expression.at).equals(")")
                            ? "invalid expression; you have too many ')'"
                            : "paths must precede expression: `" + words.get(expression.at) + "'");
        }
        return expression;
    }

    int maxDepth() {
        return maxDepth;
    }

    int minDepth() {
        return minDepth;
    }

    boolean depthFirst() {
        return depthFirst;
    }

    int status() {
        return status;
    }

    /// @return true where its directory is not to be entered
    boolean visit(Visit visit) throws IOException {
        pruned = false;
        if (root.test(visit) && !acts) {
            process.println(visit.shown());
        }
        return pruned;
    }

    /// Runs what `-exec ... +` has collected.
    void finish() {
        last.forEach(Runnable::run);
    }

    private boolean next(String... texts) {
        return at < words.size() && List.of(texts).contains(words.get(at));
    }

    private Node either() {
        Node left = both();
        while (next("-o", "-or")) {
            at++;
            Node a = left;
            Node b = both();
            left = visit -> a.test(visit) || b.test(visit);
        }
        return left;
    }

    private Node both() {
        Node left = single();
        while (at < words.size() && !next("-o", "-or", ")")) {
            if (next("-a", "-and")) {
                at++;
            }
            Node a = left;
            Node b = single();
            left = visit -> a.test(visit) && b.test(visit);
        }
        return left;
    }

    private Node single() {
        if (at >= words.size()) {
            throw new Bad("expected an expression after ‘" + words.getLast() + "’");
        }
        String word = words.get(at++);
        switch (word) {
            case "!", "-not" -> {
                Node inner = single();
                return visit -> !inner.test(visit);
            }
            case "(" -> {
                Node inner = either();
                if (!next(")")) {
                    throw new Bad("invalid expression; I was expecting to find a ')' somewhere but did not see one.");
                }
                at++;
                return inner;
            }
            default -> {
                return primary(word);
            }
        }
    }

    private String argument(String option) {
        if (at >= words.size()) {
            throw new Bad("missing argument to `" + option + "'");
        }
        return words.get(at++);
    }

    private Node primary(String word) {
        return switch (word) {
            case "-name", "-iname" -> {
                Pattern glob = Glob.compile(argument(word), word.equals("-iname"));
                yield visit -> glob.matcher(visit.name()).matches();
            }
            case "-path", "-wholename", "-ipath" -> {
                Pattern glob = Glob.compile(argument(word), word.equals("-ipath"));
                yield visit -> glob.matcher(visit.shown()).matches();
            }
            case "-regex", "-iregex" -> {
                Pattern regex = Regex.basic(argument(word), word.equals("-iregex"));
                yield visit -> regex.matcher(visit.shown()).matches();
            }
            case "-type" -> FindTests.type(argument(word));
            case "-size" -> FindTests.size(argument(word));
            case "-mtime", "-mmin", "-atime", "-amin", "-ctime", "-cmin" ->
                FindTests.age(process, word, argument(word));
            case "-newer" -> {
                String path = argument(word);
                Instant than;
                try {
                    than = process.files().stat(process.path(path)).modified();
                } catch (FsException missing) {
                    throw new Bad("‘" + path + "’: " + missing.getMessage());
                }
                yield visit -> visit.inode().modified().isAfter(than);
            }
            case "-perm" -> FindTests.perm(argument(word));
            case "-user", "-group", "-uid", "-gid" -> FindTests.owner(process, word, argument(word));
            case "-samefile" -> {
                String path = argument(word);
                long number;
                try {
                    number = process.files().stat(process.path(path)).number();
                } catch (FsException missing) {
                    throw new Bad("‘" + path + "’: " + missing.getMessage());
                }
                yield visit -> visit.inode().number() == number;
            }
            case "-empty" ->
                visit -> visit.inode().isDirectory()
                        ? process.files().list(visit.path()).isEmpty()
                        : visit.inode().isFile() && visit.inode().size() == 0;
            case "-links" ->
                FindTests.counted(argument(word), visit -> visit.inode().links());
            case "-inum" ->
                FindTests.counted(argument(word), visit -> visit.inode().number());
            case "-readable" -> visit -> process.files().allows(visit.path(), Access.READ);
            case "-writable" -> visit -> process.files().allows(visit.path(), Access.WRITE);
            case "-executable" -> visit -> process.files().allows(visit.path(), Access.EXECUTE);
            case "-true" -> visit -> true;
            case "-false" -> visit -> false;
            case "-nouser" ->
                visit -> process.guest().users().numbered(visit.inode().uid()).isEmpty();
            default -> global(word);
        };
    }

    private Node global(String word) {
        switch (word) {
            case "-maxdepth", "-mindepth" -> {
                String text = argument(word);
                if (!text.matches("\\d{1,6}")) {
                    throw new Bad(
                            "Expected a positive decimal integer argument to " + word + ", but got ‘" + text + "’");
                }
                if (word.equals("-maxdepth")) {
                    maxDepth = Integer.parseInt(text);
                } else {
                    minDepth = Integer.parseInt(text);
                }
                return visit -> true;
            }
            case "-depth", "-xdev", "-mount", "-follow", "-noleaf", "-daystart" -> {
                depthFirst |= word.equals("-depth");
                return visit -> true;
            }
            case "-prune" -> {
                return visit -> {
                    pruned = true;
                    return true;
                };
            }
            default -> {
                return action(word);
            }
        }
    }

    private Node action(String word) {
        acts = true;
        switch (word) {
            case "-print" -> {
                return shows(visit -> visit.shown() + "\n");
            }
            case "-print0" -> {
                return shows(visit -> visit.shown() + "\0");
            }
            case "-printf" -> {
                String format = argument(word);
                return shows(visit -> FindFormat.text(process, format, visit));
            }
            case "-ls" -> {
                return shows(visit -> "%9d %6d %s %3d %-8s %-8s %8d %s %s\n"
                        .formatted(
                                visit.inode().number(),
                                Listing.blocks(visit.inode()),
                                visit.inode().modeText(),
                                visit.inode().links(),
                                process.guest().users().userName(visit.inode().uid()),
                                process.guest().users().groupName(visit.inode().gid()),
                                visit.inode().size(),
                                DateFormat.format("%b %e %H:%M", visit.inode().modified()),
                                visit.shown()));
            }
            case "-quit" -> {
                return visit -> {
                    maxDepth = -1;
                    pruned = true;
                    return true;
                };
            }
            case "-delete" -> {
                depthFirst = true;
                return this::delete;
            }
            case "-exec", "-execdir", "-ok", "-okdir" -> {
                return exec(word);
            }
            default -> throw new Bad("unknown predicate `" + word + "'");
        }
    }

    private interface Text {
        String of(Visit visit);
    }

    private Node shows(Text text) {
        return visit -> {
            process.print(text.of(visit));
            return true;
        };
    }

    private boolean delete(Visit visit) throws IOException {
        if (visit.shown().equals(".")) {
            return true;
        }
        try {
            if (visit.inode().isDirectory()) {
                process.files().rmdir(visit.path());
            } else {
                process.files().unlink(visit.path());
            }
            return true;
        } catch (FsException failure) {
            status = process.fail("cannot delete ‘" + visit.shown() + "’: " + failure.getMessage());
            return false;
        }
    }

    private Node exec(String word) {
        List<String> command = new ArrayList<>();
        while (at < words.size()
                && !words.get(at).equals(";")
                && !(words.get(at).equals("+")
                        && !command.isEmpty()
                        && command.getLast().equals("{}"))) {
            command.add(words.get(at++));
        }
        if (at >= words.size() || command.isEmpty()) {
            throw new Bad("missing argument to `" + word + "'");
        }
        boolean there = word.endsWith("dir");
        boolean asks = word.startsWith("-ok");
        if (words.get(at++).equals(";")) {
            return visit -> {
                String file = there ? "./" + visit.name() : visit.shown();
                List<String> argv =
                        command.stream().map(arg -> arg.replace("{}", file)).toList();
                process.out().flush();
                if (asks && !process.confirm("< " + String.join(" ", command.getFirst(), "...", file) + " > ? ")) {
                    return false;
                }
                return (there ? process.in(Copying.parent(visit.path())) : process).call(argv) == 0;
            };
        }
        if (there) {
            return visit -> {
                List<String> argv = new ArrayList<>(command.subList(0, command.size() - 1));
                argv.add("./" + visit.name());
                process.out().flush();
                status |= process.in(Copying.parent(visit.path())).call(argv) == 0 ? 0 : 1;
                return true;
            };
        }
        List<String> collected = new ArrayList<>();
        last.add(() -> {
            if (collected.isEmpty()) {
                return;
            }
            List<String> argv = new ArrayList<>(command.subList(0, command.size() - 1));
            argv.addAll(collected);
            try {
                process.out().flush();
                status |= process.call(argv) == 0 ? 0 : 1;
            } catch (IOException gone) {
                status = 1;
            }
        });
        return visit -> {
            if (collected.size() < MAX_ARGUMENTS) {
                collected.add(visit.shown());
            }
            return true;
        };
    }
}
