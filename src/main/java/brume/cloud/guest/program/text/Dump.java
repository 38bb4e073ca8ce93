package brume.cloud.guest.program.text;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.UsageError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// `od`, `xxd` and `hexdump`: bytes, shown.
public final class Dump implements Program {

    private static final int ROW = 16;
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final String[] NAMES = {
        "nul", "soh", "stx", "etx", "eot", "enq", "ack", "bel", "bs", "ht", "nl", "vt", "ff", "cr", "so", "si", "dle",
        "dc1", "dc2", "dc3", "dc4", "nak", "syn", "etb", "can", "em", "sub", "esc", "fs", "gs", "rs", "us", "sp"
    };

    @Override
    public int run(Process process) throws IOException {
        return switch (process.name()) {
            case "xxd" -> xxd(process);
            case "hexdump", "hd" -> hexdump(process);
            default -> od(process);
        };
    }

    private static byte[] input(Process process, List<String> operands, long skip, long count) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String operand : operands.isEmpty() ? List.of("-") : operands) {
            try (InputStream in = process.open(operand)) {
                all.write(in.readNBytes((int) Math.min(MAX_BYTES, skip + count)));
            } catch (FsException failure) {
                throw UsageError.plain(operand + ": " + failure.getMessage());
            }
        }
        byte[] bytes = all.toByteArray();
        int from = (int) Math.min(skip, bytes.length);
        return Arrays.copyOfRange(bytes, from, (int) Math.min(bytes.length, from + count));
    }

    private static long number(Options.Parsed options, char letter, long otherwise) {
        return options.value(letter)
                .filter(n -> n.matches("\\d{1,9}|0x[0-9a-fA-F]{1,8}"))
                .map(Long::decode)
                .orElse(otherwise);
    }

    // ---- od

    /// One way to show a unit of bytes.
    private record Type(char kind, int size, boolean text) {
        int width() {
            return switch (kind) {
                case 'x' -> size * 2;
                case 'o' -> size == 1 ? 3 : size == 2 ? 6 : size == 4 ? 11 : 22;
                case 'u' -> size == 1 ? 3 : size == 2 ? 5 : size == 4 ? 10 : 20;
                case 'd' -> size == 1 ? 4 : size == 2 ? 6 : size == 4 ? 11 : 20;
                default -> 3;
            };
        }

        String show(byte[] bytes, int at, int end) {
            long value = 0;
            for (int i = Math.min(end, at + size) - 1; i >= at; i--) {
                value = value << 8 | bytes[i] & 255;
            }
            return switch (kind) {
                case 'c' -> escape(bytes[at] & 255);
                case 'a' -> name(bytes[at] & 127);
                case 'x' -> ("%0" + size * 2 + "x").formatted(value);
                case 'o' -> ("%0" + width() + "o").formatted(value);
                case 'u' -> Long.toUnsignedString(value);
                default ->
                    Long.toString(
                            size == 1 ? (byte) value : size == 2 ? (short) value : size == 4 ? (int) value : value);
            };
        }

        private static String escape(int value) {
            return switch (value) {
                case 0 -> "\\0";
                case 7 -> "\\a";
                case 8 -> "\\b";
                case 9 -> "\\t";
                case 10 -> "\\n";
                case 11 -> "\\v";
                case 12 -> "\\f";
                case 13 -> "\\r";
                default -> value >= 32 && value < 127 ? String.valueOf((char) value) : "%03o".formatted(value);
            };
        }

        private static String name(int value) {
            return value <= 32 ? NAMES[value] : value == 127 ? "del" : String.valueOf((char) value);
        }
    }

    private static int od(Process process) throws IOException {
        Options.Parsed options = new Options(
                        "A:t:N:j:w:vabcdoxhi",
                        "address-radix=A format=t read-bytes=N skip-bytes=j width=w output-duplicates=v")
                .parse(process.args());
        long skip = number(options, 'j', 0);
        byte[] bytes = input(process, options.operands(), skip, number(options, 'N', MAX_BYTES));
        List<Type> types = types(options);
        String radix = options.value('A').orElse("o");
        int row = (int) number(options, 'w', ROW);
        boolean starred = false;
        for (int at = 0; at < bytes.length; at += row) {
            process.checkSignals();
            int end = Math.min(bytes.length, at + row);
            boolean same = !options.has('v')
                    && at >= row
                    && end == at + row
                    && Arrays.equals(bytes, at, end, bytes, at - row, at);
            if (same) {
                if (!starred) {
                    process.println("*");
                }
                starred = true;
                continue;
            }
            starred = false;
            row(process, types, bytes, at, end, row, address(radix, skip + at));
        }
        if (!radix.equals("n")) {
            process.println(address(radix, skip + bytes.length));
        }
        return 0;
    }

    private static void row(Process process, List<Type> types, byte[] bytes, int at, int end, int row, String address)
            throws IOException {
        int largest = types.stream().mapToInt(Type::size).max().orElse(1);
        int field = types.stream()
                .mapToInt(type -> (type.width() + 1) * (largest / type.size()))
                .max()
                .orElse(4);
        boolean first = true;
        for (Type type : types) {
            StringBuilder line = new StringBuilder(first ? address : " ".repeat(address.length()));
            int width = field / (largest / type.size());
            for (int i = at; i < end; i += type.size()) {
                line.append((" %" + (width - 1) + "s").formatted(type.show(bytes, i, end)));
            }
            if (type.text()) {
                int missing = (row - (end - at)) / type.size();
                line.append(" ".repeat(width * missing))
                        .append("  >")
                        .append(printable(bytes, at, end))
                        .append('<');
            }
            process.println(line.toString());
            first = false;
        }
    }

    private static String address(String radix, long at) {
        return switch (radix) {
            case "x" -> "%06x".formatted(at);
            case "d" -> "%07d".formatted(at);
            case "n" -> "";
            default -> "%07o".formatted(at);
        };
    }

    private static List<Type> types(Options.Parsed options) {
        List<Type> types = new ArrayList<>();
        for (Options.Given given : options.given()) {
            switch (given.letter()) {
                case 'a' -> types.add(new Type('a', 1, false));
                case 'b' -> types.add(new Type('o', 1, false));
                case 'c' -> types.add(new Type('c', 1, false));
                case 'd' -> types.add(new Type('u', 2, false));
                case 'o' -> types.add(new Type('o', 2, false));
                case 'x', 'h' -> types.add(new Type('x', 2, false));
                case 'i' -> types.add(new Type('d', 4, false));
                case 't' -> typed(given.value(), types);
                default -> {}
            }
        }
        return types.isEmpty() ? List.of(new Type('o', 2, false)) : types;
    }

    private static void typed(String text, List<Type> types) {
        for (int i = 0; i < text.length(); ) {
            char kind = text.charAt(i++);
            if ("acdoux".indexOf(kind) < 0) {
                throw UsageError.plain("invalid character ‘" + kind + "’ in type string ‘" + text + "’");
            }
            int size = kind == 'a' || kind == 'c' ? 1 : 4;
            if (i < text.length() && "1248CSIL".indexOf(text.charAt(i)) >= 0) {
                size = switch (text.charAt(i++)) {
                    case '1', 'C' -> 1;
                    case '2', 'S' -> 2;
                    case '4', 'I' -> 4;
                    default -> 8;
                };
            }
            boolean withText = i < text.length() && text.charAt(i) == 'z';
            i += withText ? 1 : 0;
            types.add(new Type(kind, size, withText));
        }
    }

    private static String printable(byte[] bytes, int at, int end) {
        StringBuilder text = new StringBuilder();
        for (int i = at; i < end; i++) {
            text.append(bytes[i] >= 32 && bytes[i] < 127 ? (char) bytes[i] : '.');
        }
        return text.toString();
    }

    // ---- hexdump

    private static int hexdump(Process process) throws IOException {
        Options.Parsed options =
                new Options("Cbcdoxvn:s:", "canonical=C length=n skip=s no-squeezing=v").parse(process.args());
        byte[] bytes = input(process, options.operands(), number(options, 's', 0), number(options, 'n', MAX_BYTES));
        boolean canonical = options.has('C') || process.name().equals("hd");
        boolean starred = false;
        for (int at = 0; at < bytes.length; at += ROW) {
            process.checkSignals();
            int end = Math.min(bytes.length, at + ROW);
            boolean same = !options.has('v')
                    && at >= ROW
                    && end == at + ROW
                    && Arrays.equals(bytes, at, end, bytes, at - ROW, at);
            if (!same || !starred) {
                process.println(same ? "*" : canonical ? canonical(bytes, at, end) : words(bytes, at, end));
            }
            starred = same;
        }
        if (bytes.length > 0) {
            process.println((canonical ? "%08x" : "%07x").formatted(bytes.length));
        }
        return 0;
    }

    private static String canonical(byte[] bytes, int at, int end) {
        StringBuilder line = new StringBuilder("%08x ".formatted(at));
        for (int i = 0; i < ROW; i++) {
            line.append(i == 8 ? " " : "").append(at + i < end ? " %02x".formatted(bytes[at + i] & 255) : "   ");
        }
        return line.append("  |").append(printable(bytes, at, end)).append('|').toString();
    }

    private static String words(byte[] bytes, int at, int end) {
        StringBuilder line = new StringBuilder("%07x".formatted(at));
        for (int i = at; i < at + ROW; i += 2) {
            line.append(
                    i >= end
                            ? "     "
                            : " %04x".formatted(bytes[i] & 255 | (i + 1 < end ? (bytes[i + 1] & 255) << 8 : 0)));
        }
        return line.toString();
    }

    // ---- xxd

    private static int xxd(Process process) throws IOException {
        Options.Parsed options = new Options("+rpic:g:l:s:ub", "revert=r plain=p include=i").parse(process.args());
        List<String> operands = options.operands().stream().limit(1).toList();
        byte[] bytes = input(process, operands, number(options, 's', 0), number(options, 'l', MAX_BYTES));
        if (options.has('r')) {
            revert(process, new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1), options.has('p'));
            return 0;
        }
        String hex = options.has('u') ? "%02X" : "%02x";
        int row = (int) Math.max(1, number(options, 'c', options.has('p') ? 30 : ROW));
        int group = (int) Math.max(1, number(options, 'g', 2));
        for (int at = 0; at < bytes.length; at += row) {
            process.checkSignals();
            int end = Math.min(bytes.length, at + row);
            StringBuilder line = new StringBuilder(options.has('p') ? "" : "%08x:".formatted(at));
            for (int i = 0; i < row; i++) {
                boolean gap = !options.has('p') && i % group == 0;
                line.append(gap ? " " : "");
                line.append(at + i < end ? hex.formatted(bytes[at + i] & 255) : options.has('p') ? "" : "  ");
            }
            process.println(options.has('p') ? line.toString() : line + "  " + printable(bytes, at, end));
        }
        return 0;
    }

    private static void revert(Process process, String text, boolean plain) throws IOException {
        for (String line : text.split("\n")) {
            String digits =
                    plain ? line : line.replaceFirst("^[0-9a-fA-F]+: ?", "").replaceFirst("  .*$", "");
            String hex = digits.replaceAll("[^0-9a-fA-F]", "");
            for (int i = 0; i + 1 < hex.length(); i += 2) {
                process.out().write(Integer.parseInt(hex.substring(i, i + 2), 16));
            }
        }
    }
}
