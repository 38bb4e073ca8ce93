package brume.cloud.guest.program;

import brume.cloud.guest.fs.Access;
import brume.cloud.guest.fs.FileKind;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.Inode;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Evaluates what `test` and `[` are given.
public final class TestExpression {

    /// The expression is malformed; the message is bash's.
    public static final class Malformed extends RuntimeException {
        Malformed(String message) {
            super(message, null, false, false);
        }

        @Override
        public String getMessage() {
            return java.util.Objects.requireNonNullElse(super.getMessage(), "");
        }
    }

    private final Files files;
    private final UnaryOperator<String> path;
    private final boolean terminal;
    private List<String> words = List.of();
    private int at;

    public TestExpression(Files files, UnaryOperator<String> path, boolean terminal) {
        this.files = files;
        this.path = path;
        this.terminal = terminal;
    }

    /// @throws Malformed where it is no expression
    public boolean holds(List<String> expression) {
        words = expression;
        at = 0;
        if (words.isEmpty()) {
            return false;
        }
        if (words.size() == 1) {
            return !words.getFirst().isEmpty();
        }
        if (words.size() == 2 && !words.getFirst().equals("!")) {
            if (!isUnary(words.getFirst())) {
                throw new Malformed(words.getFirst() + ": unary operator expected");
            }
            return unary(words.getFirst(), words.get(1));
        }
        if (words.size() == 3 && isBinary(words.get(1))) {
            return binary(words.get(0), words.get(1), words.get(2));
        }
        if (words.size() == 3
                && !words.getFirst().equals("!")
                && !words.getFirst().equals("(")
                && !isUnary(words.getFirst())) {
            throw new Malformed(words.get(1) + ": binary operator expected");
        }
        boolean value = either();
        if (at < words.size()) {
            throw new Malformed("too many arguments");
        }
        return value;
    }

    private boolean either() {
        boolean value = both();
        while (isNext("-o")) {
            at++;
            value |= both();
        }
        return value;
    }

    private boolean both() {
        boolean value = single();
        while (isNext("-a")) {
            at++;
            value &= single();
        }
        return value;
    }

    private boolean isNext(String word) {
        return at < words.size() && words.get(at).equals(word);
    }

    private boolean single() {
        if (at >= words.size()) {
            throw new Malformed("argument expected");
        }
        String word = words.get(at);
        if (at + 2 < words.size()
                && isBinary(words.get(at + 1))
                && !words.get(at + 1).matches("-[ao]")) {
            at += 3;
            return binary(word, words.get(at - 2), words.get(at - 1));
        }
        if (word.equals("!")) {
            at++;
            return !single();
        }
        if (word.equals("(")) {
            at++;
            boolean value = either();
            if (!isNext(")")) {
                throw new Malformed("`)' expected");
            }
            at++;
            return value;
        }
        if (isUnary(word) && at + 1 < words.size() && !isNext2("-a") && !isNext2("-o")) {
            at += 2;
            return unary(word, words.get(at - 1));
        }
        at++;
        return !word.isEmpty();
    }

    private boolean isNext2(String word) {
        return words.get(at + 1).equals(word);
    }

    private static boolean isUnary(String word) {
        return word.matches("-[abcdefghknoprstuvwxzGLNOSR]");
    }

    private static boolean isBinary(String word) {
        return word.matches("==?|!=|<|>|-(eq|ne|lt|le|gt|ge|nt|ot|ef)");
    }

    /// `-f file` and its like, `-n` and `-z`.
    public boolean unary(String operator, String operand) {
        return switch (operator) {
            case "-n" -> !operand.isEmpty();
            case "-z" -> operand.isEmpty();
            case "-t" -> terminal && operand.matches("[012]");
            case "-e", "-a" -> is(operand, inode -> true);
            case "-f" -> is(operand, Inode::isFile);
            case "-d" -> is(operand, Inode::isDirectory);
            case "-s" -> is(operand, inode -> inode.size() > 0);
            case "-p" -> is(operand, inode -> inode.kind() == FileKind.PIPE);
            case "-S" -> is(operand, inode -> inode.kind() == FileKind.SOCKET);
            case "-b" -> is(operand, inode -> inode.kind() == FileKind.BLOCK_DEVICE);
            case "-c" -> is(operand, inode -> inode.kind() == FileKind.CHARACTER_DEVICE);
            case "-h", "-L" ->
                files.findLink(path.apply(operand)).filter(Inode::isSymlink).isPresent();
            case "-r" -> files.allows(path.apply(operand), Access.READ);
            case "-w" -> files.allows(path.apply(operand), Access.WRITE);
            case "-x" -> files.allows(path.apply(operand), Access.EXECUTE);
            case "-u" -> is(operand, inode -> (inode.mode() & 04000) != 0);
            case "-g" -> is(operand, inode -> (inode.mode() & 02000) != 0);
            case "-k" -> is(operand, inode -> (inode.mode() & 01000) != 0);
            case "-O" -> is(operand, inode -> inode.uid() == files.who().uid());
            case "-G" -> is(operand, inode -> inode.gid() == files.who().gid());
            case "-N" -> is(operand, inode -> inode.modified().isAfter(inode.accessed()));
            default -> false;
        };
    }

    private boolean is(String operand, Predicate<Inode> predicate) {
        return !operand.isEmpty()
                && files.find(path.apply(operand)).filter(predicate).isPresent();
    }

    private boolean binary(String left, String operator, String right) {
        return switch (operator) {
            case "=", "==" -> left.equals(right);
            case "!=" -> !left.equals(right);
            case "<" -> left.compareTo(right) < 0;
            case ">" -> left.compareTo(right) > 0;
            case "-nt", "-ot", "-ef" -> files(left, operator, right);
            default -> {
                int sign = Long.compare(number(left), number(right));
                yield switch (operator) {
                    case "-eq" -> sign == 0;
                    case "-ne" -> sign != 0;
                    case "-lt" -> sign < 0;
                    case "-le" -> sign <= 0;
                    case "-gt" -> sign > 0;
                    default -> sign >= 0;
                };
            }
        };
    }

    /// `-nt`, `-ot` and `-ef`.
    public boolean files(String left, String operator, String right) {
        Optional<Inode> a = files.find(path.apply(left));
        Optional<Inode> b = files.find(path.apply(right));
        return switch (operator) {
            case "-nt" ->
                a.isPresent()
                        && (b.isEmpty() || a.get().modified().isAfter(b.get().modified()));
            case "-ot" ->
                b.isPresent()
                        && (a.isEmpty() || a.get().modified().isBefore(b.get().modified()));
            default ->
                a.isPresent() && b.isPresent() && a.get().number() == b.get().number();
        };
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException bad) {
            throw new Malformed(text + ": integer expression expected");
        }
    }
}
