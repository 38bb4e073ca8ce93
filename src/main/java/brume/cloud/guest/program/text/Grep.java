package brume.cloud.guest.program.text;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.program.Lines;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.Regex;
import brume.cloud.guest.shell.Glob;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// `grep`, `egrep`, `fgrep`.
public final class Grep implements Program {

    private static final String LETTERS = "EFGPivnrRclLowxqshHe:f:A:B:C:m:abzIyZ1:2:3:4:5:D:d:";
    private static final String LONG =
            "extended-regexp=E fixed-strings=F basic-regexp=G perl-regexp=P ignore-case=i invert-match=v line-number=n recursive=r dereference-recursive=R count=c files-with-matches=l files-without-match=L only-matching=o word-regexp=w line-regexp=x quiet=q silent=q no-messages=s no-filename=h with-filename=H regexp=e file=f after-context=A before-context=B context=C max-count=m text=a include=1 exclude=2 exclude-dir=4 null-data=z null=Z byte-offset=b directories=d devices=D binary-files=5 color=3 colour=3";

    @Override
    public int run(Process process) throws IOException {
        List<String> args = new ArrayList<>();
        for (String arg : process.args()) {
            if (arg.matches("--colou?r=always")) {
                args.add("-3always");
            } else if (!arg.matches("--colou?r(=.*)?") && !arg.equals("--line-buffered")) {
                args.add(arg.matches("-\\d+") ? "-C" + arg.substring(1) : arg);
            }
        }
        Options.Parsed options = new Options(LETTERS, LONG).parse(args);
        List<String> operands = new ArrayList<>(options.operands());
        List<String> patterns = new ArrayList<>();
        options.values('e').forEach(text -> patterns.addAll(List.of(text.split("\n", -1))));
        for (String file : options.values('f')) {
            process.files().readText(process.path(file)).lines().forEach(patterns::add);
        }
        if (options.values('e').isEmpty() && options.values('f').isEmpty()) {
            if (operands.isEmpty()) {
                process.warn("Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.");
                return 2;
            }
            patterns.addAll(List.of(operands.removeFirst().split("\n", -1)));
        }
        try {
            return new Run(process, options, pattern(process, options, patterns)).all(operands);
        } catch (PatternSyntaxException bad) {
            return process.fail(
                    2, bad.getDescription().startsWith("Unmatched [") ? bad.getDescription() : wording(bad));
        }
    }

    private static String wording(PatternSyntaxException bad) {
        String text = bad.getDescription();
        return text.contains("Unclosed group")
                ? "Unmatched ( or \\("
                : text.contains("Unmatched closing")
                        ? "Unmatched ) or \\)"
                        : text.contains("Trailing") ? "Trailing backslash" : "Invalid regular expression";
    }

    private static Pattern pattern(Process process, Options.Parsed options, List<String> patterns) {
        boolean ignore = options.has('i') || options.has('y');
        char flavour = options.last("EFGP")
                .orElse(process.name().equals("egrep") ? 'E' : process.name().equals("fgrep") ? 'F' : 'G');
        StringBuilder all = new StringBuilder();
        for (String text : patterns) {
            String one = switch (flavour) {
                case 'F' -> Pattern.quote(text);
                case 'P' -> text;
                case 'E' -> Regex.extended(text, false).pattern();
                default -> Regex.basic(text, false).pattern();
            };
            all.append(all.isEmpty() ? "" : "|").append(patterns.size() == 1 ? one : "(?:" + one + ")");
        }
        String regex = all.toString();
        if (options.has('x')) {
            regex = "^(?:" + regex + ")$";
        } else if (options.has('w')) {
            regex = "(?<!\\w)(?:" + regex + ")(?!\\w)";
        }
        return Pattern.compile(regex, ignore ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
    }

    /// One run over all inputs.
    private static final class Run {
        private final Process process;
        private final Options.Parsed options;
        private final Pattern pattern;
        private final int before;
        private final int after;
        private final long most;
        private boolean found;
        private boolean failed;
        private boolean names;
        /// Where the line that is looked at begins.
        private long offset;

        Run(Process process, Options.Parsed options, Pattern pattern) {
            this.process = process;
            this.options = options;
            this.pattern = pattern;
            this.before = number('B');
            this.after = number('A');
            this.most = options.value('m')
                    .filter(m -> m.matches("\\d{1,9}"))
                    .map(Long::parseLong)
                    .orElse(Long.MAX_VALUE);
        }

        private int number(char letter) {
            return options.value(letter)
                    .or(() -> options.value('C'))
                    .filter(n -> n.matches("\\d{1,6}"))
                    .map(Integer::parseInt)
                    .orElse(0);
        }

        int all(List<String> operands) throws IOException {
            boolean recursive = options.has('r') || options.has('R');
            List<String> files = operands.isEmpty() ? List.of(recursive ? "." : "-") : operands;
            boolean several =
                    files.size() > 1 || recursive && process.files().isDirectory(process.path(files.getFirst()));
            names = options.has('H') || !options.has('h') && several;
            for (String file : files) {
                file(file, recursive, operands.isEmpty());
                if (found && options.has('q')) {
                    return 0;
                }
            }
            return failed && !(found && options.has('q')) ? 2 : found ? 0 : 1;
        }

        private void file(String name, boolean recursive, boolean implied) throws IOException {
            process.checkSignals();
            try {
                if (!name.equals("-")) {
                    Inode inode = process.files().stat(process.path(name));
                    if (inode.isDirectory()) {
                        directory(name, recursive, implied);
                        return;
                    }
                }
                lines(name, process.open(name));
            } catch (FsException failure) {
                failed = true;
                if (!options.has('s')) {
                    process.fail(name + ": " + failure.getMessage());
                }
            }
        }

        private void directory(String name, boolean recursive, boolean implied) throws IOException {
            if (!recursive) {
                if (options.value('d').filter("skip"::equals).isPresent()) {
                    return;
                }
                failed |= !options.has('s');
                if (!options.has('s')) {
                    process.fail(name + ": Is a directory");
                }
                return;
            }
            for (Map.Entry<String, Inode> entry :
                    process.files().list(process.path(name)).entrySet()) {
                String child = implied && name.equals(".")
                        ? entry.getKey()
                        : name.endsWith("/") ? name + entry.getKey() : name + "/" + entry.getKey();
                boolean link = entry.getValue().isSymlink();
                if (link && !options.has('R') || !wanted(entry.getKey(), entry.getValue())) {
                    continue;
                }
                file(child, true, false);
            }
        }

        private boolean wanted(String name, Inode inode) {
            if (inode.isDirectory()) {
                return options.values('4').stream()
                        .noneMatch(
                                glob -> Glob.compile(glob, false).matcher(name).matches());
            }
            List<String> included = options.values('1');
            return inode.isFile()
                    && (included.isEmpty()
                            || included.stream()
                                    .anyMatch(glob -> Glob.compile(glob, false)
                                            .matcher(name)
                                            .matches()))
                    && options.values('2').stream()
                            .noneMatch(glob ->
                                    Glob.compile(glob, false).matcher(name).matches());
        }

        private void lines(String name, InputStream in) throws IOException {
            Lines lines = new Lines(in, options.has('z') ? 0 : '\n');
            String title = name.equals("-") ? "(standard input)" : name;
            Deque<String> earlier = new ArrayDeque<>();
            long count = 0;
            long number = 0;
            offset = 0;
            long lastShown = 0;
            long showUntil = 0;
            for (Optional<String> line = lines.next(); line.isPresent() && count < most; line = lines.next()) {
                number++;
                if ((number & 255) == 0) {
                    process.checkSignals();
                }
                boolean match = pattern.matcher(line.get()).find() != options.has('v');
                if (match) {
                    count++;
                    found = true;
                    if (options.has('q')) {
                        return;
                    }
                    if (options.has('l') || options.has('L')) {
                        break;
                    }
                    if (binary(line.get())) {
                        if (!options.has('c')) {
                            process.out().flush();
                            process.fail(title + ": binary file matches");
                            return;
                        }
                    } else if (!options.has('c')) {
                        if (before + after > 0 && lastShown > 0 && number - earlier.size() > lastShown + 1) {
                            process.println("--");
                        }
                        long from = number - earlier.size();
                        for (String text : earlier) {
                            show(title, from++, text, '-');
                        }
                        earlier.clear();
                        show(title, number, line.get(), ':');
                        lastShown = number;
                        showUntil = number + after;
                    }
                } else if (number <= showUntil && !options.has('c')) {
                    show(title, number, line.get(), '-');
                    lastShown = number;
                } else if (before > 0) {
                    earlier.addLast(line.get());
                    if (earlier.size() > before) {
                        earlier.removeFirst();
                    }
                }
                offset += line.get().getBytes(java.nio.charset.StandardCharsets.UTF_8).length + 1;
                if (in.available() == 0) {
                    process.out().flush();
                }
            }
            summary(title, count);
        }

        /// True for a line that is no text: what it holds is not shown.
        private boolean binary(String line) {
            return !options.has('a') && !options.has('z') && line.indexOf('\0') >= 0;
        }

        private void summary(String title, long count) throws IOException {
            String end = options.has('Z') ? "\0" : "\n";
            if (options.has('l')) {
                if (count > 0) {
                    process.print(title + end);
                }
            } else if (options.has('L')) {
                if (count == 0) {
                    process.print(title + end);
                }
            } else if (options.has('c')) {
                process.println((names ? title + ":" : "") + count);
            }
        }

        private void show(String title, long number, String line, char mark) throws IOException {
            String head = (names ? colored("35", title) + colored("36", mark) : "")
                    + (options.has('n') ? colored("32", Long.toString(number)) + colored("36", mark) : "");
            String end = options.has('z') ? "\0" : "\n";
            if (!options.has('o')) {
                String at = options.has('b') ? offset + String.valueOf(mark) : "";
                process.print(head + at + (mark == ':' ? highlighted(line) : line) + end);
                return;
            }
            if (mark == '-' || options.has('v')) {
                return;
            }
            Matcher matcher = pattern.matcher(line);
            while (matcher.find()) {
                if (!matcher.group().isEmpty()) {
                    String at = options.has('b') ? offset + matcher.start() + ":" : "";
                    process.print(head + at + colored("01;31", matcher.group()) + end);
                }
            }
        }

        private String colored(String color, char text) {
            return colored(color, String.valueOf(text));
        }

        private String colored(String color, String text) {
            return options.has('3') ? "\u001b[" + color + "m\u001b[K" + text + "\u001b[m\u001b[K" : text;
        }

        private String highlighted(String line) {
            return !options.has('3') || options.has('v')
                    ? line
                    : pattern.matcher(line)
                            .replaceAll(found -> found.group().isEmpty()
                                    ? ""
                                    : Matcher.quoteReplacement(colored("01;31", found.group())));
        }
    }
}
