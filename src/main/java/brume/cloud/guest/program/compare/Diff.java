package brume.cloud.guest.program.compare;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.program.DateFormat;
import brume.cloud.guest.program.Memory;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.UsageError;
import brume.cloud.guest.program.compare.Edits.Change;
import brume.cloud.guest.program.compare.Hunks.Side;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// `diff [-qsrNiwbBuUcCyaE] [--label L] [--color] old new`: 0 where they are the same, 1 where not, 2 in trouble.
public final class Diff implements Program {

    private static final int MAX_LINES = 500_000;

    private static final int TROUBLE = 2;
    private static final int MAX_DEPTH = 200;

    private static final Options OPTIONS = new Options(
            "qsrNiwbBuU:cC:yaEtTdW:L:x:132x:k",
            "brief=q report-identical-files=s recursive=r new-file=N ignore-case=i ignore-all-space=w"
                    + " ignore-space-change=b ignore-blank-lines=B unified=u context=c side-by-side=y text=a"
                    + " ignore-trailing-space=E expand-tabs=t label=L width=W exclude=x color=1 minimal=d"
                    + " strip-trailing-cr=3 suppress-common-lines=2 normal=k");

    @Override
    public int run(Process process) throws IOException {
        Options.Parsed options = OPTIONS.parse(process.args());
        List<String> operands = options.operands();
        if (operands.isEmpty()) {
            throw UsageError.of("missing operand after '"
                    + (process.args().isEmpty() ? "diff" : process.args().getLast()) + "'");
        }
        if (operands.size() == 1) {
            throw UsageError.of("missing operand after '" + operands.getFirst() + "'");
        }
        if (operands.size() > 2) {
            throw UsageError.of("extra operand '" + operands.get(2) + "'");
        }
        return new Comparison(process, options).start(operands.getFirst(), operands.get(1));
    }

    /// One call.
    private record Comparison(Process process, Options.Parsed options) {

        int start(String old, String fresh) throws IOException {
            boolean oldFolder = isFolder(old);
            boolean freshFolder = isFolder(fresh);
            if (oldFolder && freshFolder) {
                return folders(old, fresh, 0);
            }
            String left = oldFolder && !fresh.equals("-") ? join(old, name(fresh)) : old;
            String right = freshFolder && !old.equals("-") ? join(fresh, name(old)) : fresh;
            return files(left, right, "");
        }

        private boolean isFolder(String operand) {
            return !operand.equals("-") && process.files().isDirectory(process.path(operand));
        }

        private static String join(String folder, String name) {
            return folder.endsWith("/") ? folder + name : folder + "/" + name;
        }

        private static String name(String path) {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        private int folders(String old, String fresh, int depth) throws IOException {
            SortedMap<String, Inode> all = new TreeMap<>(process.files().list(process.path(old)));
            SortedMap<String, Inode> others = process.files().list(process.path(fresh));
            all.putAll(others);
            int status = 0;
            for (String name : all.keySet()) {
                process.checkSignals();
                if (options.values('x').stream()
                        .anyMatch(glob -> brume.cloud.guest.shell.Glob.compile(glob, false)
                                .matcher(name)
                                .matches())) {
                    continue;
                }
                status = Math.max(status, entry(join(old, name), join(fresh, name), depth));
            }
            return status;
        }

        private int entry(String left, String right, int depth) throws IOException {
            Optional<Inode> one = process.files().find(process.path(left));
            Optional<Inode> two = process.files().find(process.path(right));
            boolean asNew = options.has('N');
            if (one.isEmpty() || two.isEmpty()) {
                Inode there = one.or(() -> two).orElseThrow();
                if (!asNew || there.isDirectory()) {
                    String path = one.isPresent() ? left : right;
                    process.println("Only in " + path.substring(0, path.lastIndexOf('/')) + ": " + name(path));
                    return 1;
                }
                return files(left, right, command(left, right));
            }
            if (one.get().isDirectory() && two.get().isDirectory()) {
                if (!options.has('r') || depth > MAX_DEPTH) {
                    process.println("Common subdirectories: " + left + " and " + right);
                    return 0;
                }
                return folders(left, right, depth + 1);
            }
            if (one.get().isDirectory() != two.get().isDirectory()) {
                process.println("File " + left + " is a " + kind(one.get()) + " while file " + right + " is a "
                        + kind(two.get()));
                return 1;
            }
            return files(left, right, command(left, right));
        }

        private static String kind(Inode inode) {
            return inode.isDirectory() ? "directory" : inode.size() == 0 ? "regular empty file" : "regular file";
        }

        /// How the headline of a file in a folder begins.
        private String command(String left, String right) {
            StringBuilder line = new StringBuilder("diff");
            for (String arg : process.args()) {
                if (arg.startsWith("-") && arg.length() > 1) {
                    line.append(' ').append(arg);
                }
            }
            return line + " " + left + " " + right + "\n";
        }

        private int files(String old, String fresh, String headline) throws IOException {
            byte[] left;
            byte[] right;
            try {
                left = read(old);
                right = read(fresh);
            } catch (Missing missing) {
                return TROUBLE;
            }
            if (!options.has('a') && (binary(left) || binary(right))) {
                boolean same = java.util.Arrays.equals(left, right);
                if (!same) {
                    process.println(
                            (options.has('q') ? "Files " : "Binary files ") + old + " and " + fresh + " differ");
                }
                return same ? same(old, fresh) : options.has('q') ? 1 : TROUBLE;
            }
            Side one = side(left);
            Side two = side(right);
            List<Change> changes = significant(one, two);
            if (options.has('q')) {
                if (!changes.isEmpty()) {
                    process.println("Files " + old + " and " + fresh + " differ");
                }
                return changes.isEmpty() ? same(old, fresh) : 1;
            }
            if (changes.isEmpty() && !options.has('y')) {
                return same(old, fresh);
            }
            String text = shown(old, fresh, new Hunks(one, two, changes));
            process.print(headline + (wantsColour() ? coloured(text) : text));
            return changes.isEmpty() ? 0 : 1;
        }

        private int same(String old, String fresh) throws IOException {
            if (options.has('s')) {
                process.println("Files " + old + " and " + fresh + " are identical");
            }
            return 0;
        }

        private String shown(String old, String fresh, Hunks hunks) {
            if (options.has('y')) {
                int width = options.value('W')
                        .filter(w -> w.matches("\\d{1,4}"))
                        .map(Integer::parseInt)
                        .orElse(130);
                return hunks.sideBySide(width, options.has('2'));
            }
            if (options.has('u') || options.has('U')) {
                return header("--- ", old, 0) + header("+++ ", fresh, 1) + hunks.unified(context('u', 'U'));
            }
            if (options.has('c') || options.has('C')) {
                return header("*** ", old, 0) + header("--- ", fresh, 1) + hunks.context(context('c', 'C'));
            }
            return hunks.normal();
        }

        private int context(char bare, char valued) {
            return options.value(valued)
                    .or(() -> options.value(bare))
                    .filter(n -> n.matches("\\d{1,6}"))
                    .map(Integer::parseInt)
                    .orElse(3);
        }

        private String header(String mark, String operand, int place) {
            List<String> labels = options.values('L');
            if (labels.size() > place) {
                return mark + labels.get(place) + "\n";
            }
            Instant at = operand.equals("-")
                    ? process.guest().world().now()
                    : process.files()
                            .find(process.path(operand))
                            .map(Inode::modified)
                            .orElse(Instant.EPOCH);
            return mark + operand + "\t" + DateFormat.format("%Y-%m-%d %H:%M:%S.%N %z", at) + "\n";
        }

        private boolean wantsColour() {
            return options.value('1').filter(when -> when.equals("always")).isPresent()
                    || options.has('1')
                            && process.terminal().isPresent()
                            && !options.value('1').orElse("").equals("never");
        }

        private static String coloured(String text) {
            StringBuilder out = new StringBuilder();
            for (String line : text.split("(?<=\n)")) {
                String colour = line.startsWith("+++") || line.startsWith("---")
                        ? "1"
                        : line.startsWith("@@") || line.matches("(?s)\\d.*")
                                ? "36"
                                : line.matches("(?s)[-<].*") ? "31" : line.matches("(?s)[+>].*") ? "32" : "";
                out.append(colour.isEmpty() ? line : "\u001b[" + colour + "m" + line.stripTrailing() + "\u001b[0m\n");
            }
            return out.toString();
        }

        // ---- reading

        private static final class Missing extends Exception {
            Missing() {
                super("missing", null, false, false);
            }
        }

        private byte[] read(String operand) throws IOException, Missing {
            try {
                if (operand.equals("-")) {
                    return Memory.all(process.in());
                }
                return process.files().read(process.path(operand));
            } catch (FsException failure) {
                if (options.has('N') && !process.files().exists(process.path(operand))) {
                    return new byte[0];
                }
                process.fail(operand + ": " + failure.getMessage());
                throw new Missing();
            }
        }

        private static boolean binary(byte[] bytes) {
            for (int i = 0; i < Math.min(bytes.length, 4096); i++) {
                if (bytes[i] == 0) {
                    return true;
                }
            }
            return false;
        }

        private static Side side(byte[] bytes) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (text.chars().filter(c -> c == '\n').count() > MAX_LINES) {
                throw Memory.exhausted();
            }
            boolean complete = text.isEmpty() || text.endsWith("\n");
            List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
            if (complete) {
                lines.removeLast();
            }
            return new Side(lines, complete);
        }

        /// The changes that count under `-i`, `-w`, `-b` and `-B`.
        private List<Change> significant(Side one, Side two) {
            List<Change> changes = Edits.between(keys(one), keys(two));
            if (!options.has('B')) {
                return changes;
            }
            return changes.stream()
                    .filter(change -> !blank(one.lines().subList(change.from(), change.to()))
                            || !blank(two.lines().subList(change.start(), change.end())))
                    .toList();
        }

        private static boolean blank(List<String> lines) {
            return lines.stream().allMatch(String::isEmpty);
        }

        private List<String> keys(Side side) {
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < side.lines().size(); i++) {
                boolean cut = i == side.lines().size() - 1 && !side.complete();
                keys.add(key(side.lines().get(i)) + (cut && !options.has('w') && !options.has('b') ? "\0" : ""));
            }
            return keys;
        }

        private String key(String line) {
            String key = options.has('i') ? line.toLowerCase(Locale.ROOT) : line;
            key = options.has('3') && key.endsWith("\r") ? key.substring(0, key.length() - 1) : key;
            if (options.has('w')) {
                return key.replaceAll("\\s+", "");
            }
            if (options.has('b')) {
                return key.replaceAll("\\s+", " ").stripTrailing();
            }
            return options.has('E') ? key.stripTrailing() : key;
        }
    }
}
