package brume.cloud.guest.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `read`: one line of input into variables.
final class ReadBuiltin implements Builtin {

    private static final int TIMED_OUT = 142;
    private static final int MAX_LINE_BYTES = 1024 * 1024;

    private boolean raw;
    private boolean array;
    private boolean silent;
    private String prompt = "";
    private char delimiter = '\n';
    private int characters = Integer.MAX_VALUE;
    private int descriptor;
    private double seconds = -1;
    private final List<String> names = new ArrayList<>();

    @Override
    public int run(BuiltinCall call) throws IOException {
        ReadBuiltin read = new ReadBuiltin();
        int status = read.options(call);
        return status != 0 ? status : read.read(call);
    }

    private int options(BuiltinCall call) {
        List<String> args = call.args();
        int at = 0;
        for (; at < args.size() && args.get(at).startsWith("-") && args.get(at).length() > 1; at++) {
            String arg = args.get(at);
            if (arg.equals("--")) {
                at++;
                break;
            }
            for (int i = 1; i < arg.length(); i++) {
                char letter = arg.charAt(i);
                switch (letter) {
                    case 'r' -> raw = true;
                    case 's' -> silent = true;
                    case 'a' -> array = true;
                    case 'e' -> {}
                    case 'p', 'd', 'n', 'N', 't', 'u', 'i' -> {
                        boolean inside = i + 1 < arg.length();
                        if (!inside && at + 1 >= args.size()) {
                            return call.fail(2, "-" + letter + ": option requires an argument");
                        }
                        value(letter, inside ? arg.substring(i + 1) : args.get(++at));
                        i = arg.length();
                    }
                    default -> {
                        return call.fail(2, "-" + letter + ": invalid option");
                    }
                }
            }
        }
        names.addAll(args.subList(at, args.size()));
        for (String name : names) {
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*(\\[.*])?")) {
                return call.fail("`" + name + "': not a valid identifier");
            }
        }
        return 0;
    }

    private void value(char letter, String value) {
        switch (letter) {
            case 'p' -> prompt = value;
            case 'd' -> delimiter = value.isEmpty() ? '\0' : value.charAt(0);
            case 'n', 'N' -> characters = value.matches("\\d{1,6}") ? Integer.parseInt(value) : characters;
            case 't' -> seconds = value.matches("\\d{1,6}(\\.\\d{1,6})?|\\.\\d{1,6}") ? Double.parseDouble(value) : -1;
            case 'u' -> descriptor = value.matches("\\d{1,3}") ? Integer.parseInt(value) : 0;
            default -> {}
        }
    }

    private int read(BuiltinCall call) throws IOException {
        Shell shell = call.shell();
        Fd input = shell.fds.get(descriptor);
        if (!prompt.isEmpty() && input.terminal()) {
            shell.fds.get(2).output().write(prompt.getBytes(StandardCharsets.UTF_8));
            shell.fds.get(2).output().flush();
        }
        boolean hushed = silent && input.terminal() && input.input() instanceof Tty.CookedInput;
        if (hushed) {
            ((Tty.CookedInput) input.input()).echo(false);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteArrayOutputStream escaped = new ByteArrayOutputStream();
        boolean complete;
        try {
            if (seconds >= 0 && !comes(call, input.input())) {
                return TIMED_OUT;
            }
            complete = line(input.input(), bytes, escaped);
        } finally {
            if (hushed) {
                ((Tty.CookedInput) input.input()).echo(true);
            }
        }
        Marked line = marked(bytes.toString(StandardCharsets.UTF_8), escaped.toString(StandardCharsets.UTF_8));
        assign(call, line);
        return complete ? 0 : 1;
    }

    /// Waits until there is something to read; false when the time of `-t` is over.
    private boolean comes(BuiltinCall call, InputStream in) throws IOException {
        java.time.Instant end = call.shell().guest.world().now().plusMillis((long) (seconds * 1000));
        if (in instanceof java.io.ByteArrayInputStream
                || in.getClass() == InputStream.nullInputStream().getClass()) {
            return true;
        }
        while (in.available() == 0) {
            if (!call.shell().guest.world().now().isBefore(end)) {
                return false;
            }
            call.process().sleep(java.time.Duration.ofMillis(10));
        }
        return true;
    }

    /// Reads bytes up to the delimiter; `escaped` has a mark for each byte that a backslash stood before.
    private boolean line(InputStream in, ByteArrayOutputStream bytes, ByteArrayOutputStream escaped)
            throws IOException {
        while (bytes.size() < Math.min(characters, MAX_LINE_BYTES)) {
            int b = in.read();
            if (b < 0) {
                return false;
            }
            if (b == delimiter) {
                return true;
            }
            if (b == '\\' && !raw) {
                int next = in.read();
                if (next < 0) {
                    return false;
                }
                if (next != '\n') {
                    bytes.write(next);
                    escaped.write('q');
                }
                continue;
            }
            bytes.write(b);
            if ((b & 0xC0) != 0x80) {
                escaped.write(' ');
            }
        }
        return true;
    }

    private static Marked marked(String text, String marks) {
        Marked marked = new Marked();
        for (int i = 0; i < text.length(); i++) {
            marked.append(text.charAt(i), i < marks.length() && marks.charAt(i) == 'q');
        }
        return marked;
    }

    private void assign(BuiltinCall call, Marked line) {
        Shell shell = call.shell();
        String ifs = shell.variables.get("IFS", " \t\n");
        if (array) {
            Map<String, String> values = new LinkedHashMap<>();
            for (String field : split(line, ifs, Integer.MAX_VALUE)) {
                values.put(Integer.toString(values.size()), field);
            }
            shell.variables.setAll(names.isEmpty() ? "REPLY" : names.getFirst(), values);
            return;
        }
        if (names.isEmpty()) {
            shell.variables.set("REPLY", line.toString());
            return;
        }
        List<String> fields = split(line, ifs, names.size());
        for (int i = 0; i < names.size(); i++) {
            String value = i < fields.size() ? fields.get(i) : "";
            int bracket = names.get(i).indexOf('[');
            if (bracket < 0) {
                shell.variables.set(names.get(i), value);
            } else {
                shell.variables.setAt(
                        names.get(i).substring(0, bracket),
                        names.get(i).substring(bracket + 1, names.get(i).length() - 1),
                        value);
            }
        }
    }

    /// At most so many fields; the last one takes the rest.
    private static List<String> split(Marked line, String ifs, int most) {
        List<String> fields = new ArrayList<>();
        int at = skipBlanks(line, ifs, 0);
        int end = line.length();
        while (end > at && isBlank(line, ifs, end - 1)) {
            end--;
        }
        while (at < end) {
            if (fields.size() == most - 1) {
                fields.add(line.part(at, lastField(line, ifs, at, end)).toString());
                return fields;
            }
            int stop = at;
            while (stop < end && !isSeparator(line, ifs, stop)) {
                stop++;
            }
            fields.add(line.part(at, stop).toString());
            at = skipBlanks(line, ifs, stop);
            if (at < end && at >= stop && isSeparator(line, ifs, at)) {
                at = skipBlanks(line, ifs, at + 1);
            }
        }
        return fields;
    }

    /// One separator at the very end does not belong to the last field.
    private static int lastField(Marked line, String ifs, int at, int end) {
        int first = at;
        while (first < end && !isSeparator(line, ifs, first)) {
            first++;
        }
        return first == end - 1 ? first : end;
    }

    private static boolean isSeparator(Marked line, String ifs, int at) {
        return !line.quotedAt(at) && ifs.indexOf(line.at(at)) >= 0;
    }

    private static boolean isBlank(Marked line, String ifs, int at) {
        return isSeparator(line, ifs, at) && " \t\n".indexOf(line.at(at)) >= 0;
    }

    private static int skipBlanks(Marked line, String ifs, int from) {
        int at = from;
        while (at < line.length() && isBlank(line, ifs, at)) {
            at++;
        }
        return at;
    }
}
