package brume.cloud.guest.program.file;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.UsageError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// `file [-bikLz] [--mime-type] name...`: what a file is, by its first bytes.
///
/// Differs from Linux: it knows some dozens of kinds.
public final class FileType implements Program {

    private static final int HEAD = 64 * 1024;

    /// A kind of binary file.
    private record Magic(String bytes, String text, String mime) {}

    private static final List<Magic> MAGIC = List.of(
            new Magic(
                    "\u007fELF",
                    "ELF 64-bit LSB pie executable, x86-64, version 1 (SYSV), dynamically linked, interpreter"
                            + " /lib64/ld-linux-x86-64.so.2, for GNU/Linux 3.2.0, stripped",
                    "application/x-pie-executable"),
            new Magic("\u001f\u008b", "gzip compressed data", "application/gzip"),
            new Magic("BZh", "bzip2 compressed data, block size = 900k", "application/x-bzip2"),
            new Magic("\u00fd7zXZ", "XZ compressed data, checksum CRC64", "application/x-xz"),
            new Magic(
                    "PK\u0003\u0004",
                    "Zip archive data, at least v2.0 to extract, compression method=deflate",
                    "application/zip"),
            new Magic("\u0089PNG\r\n\u001a\n", "PNG image data", "image/png"),
            new Magic("\u00ff\u00d8\u00ff", "JPEG image data", "image/jpeg"),
            new Magic("GIF8", "GIF image data", "image/gif"),
            new Magic("%PDF-", "PDF document", "application/pdf"),
            new Magic("SQLite format 3", "SQLite 3.x database", "application/vnd.sqlite3"),
            new Magic("\u00ca\u00fe\u00ba\u00be", "compiled Java class data", "application/x-java-applet"),
            new Magic("!<arch>\ndebian", "Debian binary package (format 2.0)", "application/vnd.debian.binary-package"),
            new Magic("\u00ed\u00ab\u00ee\u00db", "RPM v3.0 bin", "application/x-rpm"));

    private record Kind(String text, String mime, String charset) {}

    @Override
    public int run(Process process) throws IOException {
        Options.Parsed options = new Options(
                        "bikLhzsF:N01",
                        "brief=b mime=i mime-type=0 mime-encoding=1 dereference=L no-dereference=h separator=F")
                .parse(process.args());
        List<String> operands = options.operands();
        if (operands.isEmpty()) {
            throw UsageError.plain("no file given");
        }
        int longest = operands.stream().mapToInt(String::length).max().orElse(0);
        for (String operand : operands) {
            process.checkSignals();
            Kind kind = kind(process, options, operand);
            String text = options.has('0')
                    ? kind.mime()
                    : options.has('1')
                            ? kind.charset()
                            : options.has('i') ? kind.mime() + "; charset=" + kind.charset() : kind.text();
            String name = options.has('b')
                    ? ""
                    : operand + options.value('F').orElse(":") + " ".repeat(longest - operand.length() + 1);
            process.println(name + text);
        }
        return 0;
    }

    private static Kind kind(Process process, Options.Parsed options, String operand) throws IOException {
        Inode inode;
        try {
            if (operand.equals("-")) {
                return content(process.in().readNBytes(HEAD));
            }
            String path = process.path(operand);
            inode = options.has('L')
                    ? process.files().stat(path)
                    : process.files().lstat(path);
            if (inode.isSymlink()) {
                boolean broken = !process.files().exists(path);
                return binary(
                        (broken ? "broken symbolic link to " : "symbolic link to ") + inode.target(), "inode/symlink");
            }
            return switch (inode.kind()) {
                case DIRECTORY ->
                    binary(((inode.mode() & 01000) != 0 ? "sticky, " : "") + "directory", "inode/directory");
                case CHARACTER_DEVICE -> binary("character special", "inode/chardevice");
                case BLOCK_DEVICE -> binary("block special", "inode/blockdevice");
                case PIPE -> binary("fifo (named pipe)", "inode/fifo");
                case SOCKET -> binary("socket", "inode/socket");
                case FILE, SYMLINK -> {
                    String prefix = (inode.mode() & 04000) != 0 ? "setuid " : "";
                    try (InputStream in = process.files().open(path)) {
                        Kind kind = content(in.readNBytes(HEAD));
                        yield new Kind(prefix + kind.text(), kind.mime(), kind.charset());
                    }
                }
            };
        } catch (FsException failure) {
            boolean missing = failure.errno() == brume.cloud.guest.fs.Errno.ENOENT;
            return binary(
                    missing
                            ? "cannot open `" + operand + "' (" + failure.getMessage() + ")"
                            : "regular file, no read permission",
                    "cannot open `" + operand + "' (" + failure.getMessage() + ")");
        }
    }

    private static Kind binary(String text, String mime) {
        return new Kind(text, mime, "binary");
    }

    private static Kind content(byte[] bytes) {
        if (bytes.length == 0) {
            return binary("empty", "inode/x-empty");
        }
        String latin = new String(bytes, StandardCharsets.ISO_8859_1);
        for (Magic magic : MAGIC) {
            if (latin.startsWith(magic.bytes())) {
                return binary(magic.text() + extra(magic, bytes), magic.mime());
            }
        }
        if (latin.length() > 262 && latin.startsWith("ustar", 257)) {
            boolean gnu = latin.startsWith("ustar  ", 257);
            return binary("POSIX tar archive" + (gnu ? " (GNU)" : ""), "application/x-tar");
        }
        return latin.chars().anyMatch(c -> c < 7 || c > 13 && c < 27 || c > 27 && c < 32)
                ? binary("data", "application/octet-stream")
                : text(bytes);
    }

    private static String extra(Magic magic, byte[] bytes) {
        if (magic.text().startsWith("gzip")) {
            int level = bytes.length > 8 ? bytes[8] : 0;
            return (level == 2 ? ", max compression" : "") + ", from Unix";
        }
        if (magic.text().startsWith("PNG") && bytes.length > 24) {
            return ", " + number(bytes, 16) + " x " + number(bytes, 20) + ", 8-bit/color RGBA, non-interlaced";
        }
        return "";
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 255) << 24 | (bytes[at + 1] & 255) << 16 | (bytes[at + 2] & 255) << 8 | bytes[at + 3] & 255;
    }

    // ---- text

    private static Kind text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean ascii = text.chars().allMatch(c -> c < 128);
        boolean utf8 = !text.contains("\ufffd");
        String encoding = ascii ? "ASCII text" : utf8 ? "Unicode text, UTF-8 text" : "ISO-8859 text";
        String charset = ascii ? "us-ascii" : utf8 ? "utf-8" : "iso-8859-1";
        StringBuilder line = new StringBuilder(language(text).map(l -> l + ", ").orElse("")).append(encoding);
        String mime = mime(text);
        if (mime.equals("application/json")) {
            return new Kind("JSON text data", mime, charset);
        }
        if (line.indexOf("script") >= 0) {
            line.append(" executable");
        }
        int longest = text.lines().mapToInt(String::length).max().orElse(0);
        if (longest > 300) {
            line.append(", with very long lines (").append(longest).append(')');
        }
        boolean crlf = text.contains("\r\n");
        boolean lf = Pattern.compile("(?<!\r)\n").matcher(text).find();
        if (crlf) {
            line.append(lf ? ", with CRLF, LF line terminators" : ", with CRLF line terminators");
        } else if (!lf) {
            line.append(", with no line terminators");
        }
        return new Kind(line.toString(), mime, charset);
    }

    private static Optional<String> language(String text) {
        if (text.startsWith("#!")) {
            String first = text.lines().findFirst().orElse("");
            List<String> words =
                    new ArrayList<>(List.of(first.substring(2).strip().split("\\s+")));
            String interpreter =
                    words.getFirst().endsWith("/env") && words.size() > 1 ? words.get(1) : words.getFirst();
            String name = interpreter.substring(interpreter.lastIndexOf('/') + 1);
            return Optional.of(
                    switch (name) {
                        case "bash" -> "Bourne-Again shell script";
                        case "sh", "dash" -> "POSIX shell script";
                        case "python3", "python", "python2" -> "Python script";
                        case "perl" -> "Perl script text";
                        case "node" -> "Node.js script";
                        default -> "a " + first.substring(2).strip() + " script";
                    });
        }
        String head = text.stripLeading().toLowerCase(java.util.Locale.ROOT);
        if (head.startsWith("<!doctype html") || head.startsWith("<html") || head.startsWith("<head")) {
            return Optional.of("HTML document");
        }
        if (head.startsWith("<?xml")) {
            return Optional.of("XML 1.0 document");
        }
        if (text.startsWith("-----BEGIN CERTIFICATE")) {
            return Optional.of("PEM certificate");
        }
        return text.startsWith("-----BEGIN OPENSSH PRIVATE KEY")
                ? Optional.of("OpenSSH private key")
                : Optional.empty();
    }

    private static String mime(String text) {
        String head = text.strip();
        boolean braces = head.startsWith("{") && head.endsWith("}") || head.startsWith("[") && head.endsWith("]");
        if (braces) {
            return "application/json";
        }
        return switch (language(text).orElse("").split("[ ,]")[0]) {
            case "Bourne-Again", "POSIX" -> "text/x-shellscript";
            case "Python" -> "text/x-script.python";
            case "HTML" -> "text/html";
            case "XML" -> "text/xml";
            default -> "text/plain";
        };
    }
}
