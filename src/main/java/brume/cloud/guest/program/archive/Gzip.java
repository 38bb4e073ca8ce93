package brume.cloud.guest.program.archive;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.program.BrokenPipe;
import brume.cloud.guest.program.Memory;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `gzip`, `bzip2` and `xz`, with `gunzip`, `zcat`, `bunzip2`, `bzcat`, `unxz`, `xzcat`; `zgrep`, `zless` and their
/// like
/// hand the text on.
public final class Gzip implements Program {

    private static final Options OPTIONS = new Options(
            "cdfhklLnNqrtvV123456789S:T:a",
            "stdout=c to-stdout=c decompress=d uncompress=d force=f help=h keep=k list=l no-name=n name=N quiet=q"
                    + " recursive=r test=t verbose=v version=V fast=1 best=9 suffix=S threads=T");

    @Override
    public int run(Process process) throws IOException {
        String name = process.name();
        if (name.matches("zgrep|zless|zmore|zdiff|zcmp|bzgrep|xzgrep")) {
            return throughText(process);
        }
        Packing packing = name.contains("xz") ? Packing.XZ : name.startsWith("b") ? Packing.BZIP2 : Packing.GZIP;
        Options.Parsed options = OPTIONS.parse(process.args());
        return new Call(process, packing, options).run();
    }

    /// `zgrep PATTERN file.gz` is `grep` over what the file holds.
    private static int throughText(Process process) throws IOException {
        String tool = process.name().replaceFirst("^(z|bz|xz)", "");
        List<String> words = new ArrayList<>(List.of(tool.equals("less") || tool.equals("more") ? "cat" : tool));
        List<String> packed = new ArrayList<>();
        for (String arg : process.args()) {
            boolean file = !arg.startsWith("-") && process.files().isFile(process.path(arg));
            (file ? packed : words).add(arg);
        }
        ByteArrayOutputStream all = Memory.buffer();
        for (String file : packed) {
            try (BufferedInputStream in = new BufferedInputStream(process.open(file))) {
                unpacked(in).transferTo(all);
            }
        }
        InputStream text = packed.isEmpty() ? process.in() : new java.io.ByteArrayInputStream(all.toByteArray());
        return process.with(new brume.cloud.guest.Stdio(text, process.out(), process.err()))
                .call(words);
    }

    private static InputStream unpacked(BufferedInputStream in) throws IOException {
        for (Packing packing : Packing.values()) {
            if (packing.begins(in)) {
                return packing.unpress(in);
            }
        }
        return in;
    }

    /// One call of one of them.
    private static final class Call {

        private final Process process;
        private final Packing packing;
        private final Options.Parsed options;
        private final boolean unpacks;
        private final boolean toOutput;
        private final boolean cat;
        private final String name;

        Call(Process process, Packing packing, Options.Parsed options) {
            this.process = process;
            this.packing = packing;
            this.options = options;
            this.cat = process.name().endsWith("cat");
            this.unpacks = cat || process.name().contains("un") || options.has('d');
            this.toOutput = cat || options.has('c');
            this.name = packing == Packing.GZIP ? "gzip" : process.name();
        }

        int run() throws IOException {
            List<String> operands = options.operands();
            if (operands.isEmpty()) {
                if (!unpacks
                        && !options.has('t')
                        && !options.has('f')
                        && process.terminal().isPresent()) {
                    process.warn(name + ": compressed data not written to a terminal. Use -f to force compression.\n"
                            + "For help, type: " + name + " -h");
                    return 1;
                }
                return stream(process.in(), "stdin");
            }
            if (options.has('l')) {
                return list(operands);
            }
            int status = 0;
            for (String operand : operands) {
                process.checkSignals();
                status = Math.max(status, operand.equals("-") ? stream(process.in(), "stdin") : file(operand));
            }
            return status;
        }

        private int complain(int status, String text) throws IOException {
            process.warn((packing == Packing.GZIP && text.contains("not in gzip") ? "\n" : "") + name + ": " + text);
            return status;
        }

        private int stream(InputStream in, String shown) throws IOException {
            OutputStream out = options.has('t') ? OutputStream.nullOutputStream() : process.out();
            return unpacks || options.has('t') ? unpack(in, out, shown) : pack(in, out);
        }

        private int pack(InputStream in, OutputStream out) throws IOException {
            OutputStream pressed = packing.press(unclosed(out), level());
            copy(in, pressed);
            pressed.close();
            out.flush();
            return 0;
        }

        private int level() {
            return options.last("123456789").map(digit -> digit - '0').orElse(6);
        }

        private void copy(InputStream in, OutputStream out) throws IOException {
            byte[] buffer = new byte[16 * 1024];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                process.checkSignals();
                out.write(buffer, 0, count);
            }
        }

        private int unpack(InputStream packed, OutputStream out, String shown) throws IOException {
            BufferedInputStream in = new BufferedInputStream(packed);
            if (!packing.begins(in)) {
                if (cat && options.has('f')) {
                    copy(in, out);
                    return 0;
                }
                return complain(
                        1,
                        switch (packing) {
                            case GZIP -> shown + ": not in gzip format";
                            case BZIP2 -> (shown.equals("stdin") ? "(stdin)" : shown) + " is not a bzip2 file.";
                            case XZ -> (shown.equals("stdin") ? "(stdin)" : shown) + ": File format not recognized";
                        });
            }
            try {
                copy(packing.unpress(in), out);
            } catch (BrokenPipe | java.io.InterruptedIOException pipe) {
                throw pipe;
            } catch (java.io.EOFException early) {
                return complain(1, shown + ": unexpected end of file");
            } catch (java.util.zip.ZipException damaged) {
                return complain(1, shown + ": invalid compressed data--format violated");
            }
            out.flush();
            return 0;
        }

        private static OutputStream unclosed(OutputStream out) {
            return new FilterOutputStream(out) {
                @Override
                public void write(byte[] bytes, int offset, int count) throws IOException {
                    out.write(bytes, offset, count);
                }

                @Override
                public void close() throws IOException {
                    flush();
                }
            };
        }

        private int file(String operand) throws IOException {
            String path = process.path(operand);
            Inode inode;
            String from = operand;
            try {
                if (unpacks && !process.files().exists(path) && !operand.endsWith(packing.suffix)) {
                    from = operand + packing.suffix;
                    path = process.path(from);
                }
                inode = process.files().stat(path);
            } catch (FsException missing) {
                return complain(1, from + ": " + missing.getMessage());
            }
            if (inode.isDirectory()) {
                return options.has('r')
                        ? folder(operand)
                        : complain(
                                packing == Packing.GZIP ? 2 : 1,
                                packing == Packing.GZIP
                                        ? from + " is a directory -- ignored"
                                        : from + ": Is a directory, skipping");
            }
            if (toOutput || options.has('t')) {
                try (InputStream in = process.files().open(path)) {
                    return stream(in, from);
                }
            }
            return replace(from, path, inode);
        }

        private int folder(String operand) throws IOException {
            int status = 0;
            for (String child : process.files().list(process.path(operand)).keySet()) {
                status = Math.max(status, file(operand + "/" + child));
            }
            return status;
        }

        private Optional<String> target(String from) {
            if (!unpacks) {
                return from.endsWith(packing.suffix) ? Optional.empty() : Optional.of(from + packing.suffix);
            }
            if (from.endsWith(packing.tarSuffix)) {
                return Optional.of(from.substring(0, from.length() - packing.tarSuffix.length()) + ".tar");
            }
            return from.endsWith(packing.suffix)
                    ? Optional.of(from.substring(0, from.length() - packing.suffix.length()))
                    : Optional.empty();
        }

        private int replace(String from, String path, Inode inode) throws IOException {
            Optional<String> target = target(from);
            if (target.isEmpty()) {
                return complain(
                        unpacks ? 2 : 0,
                        unpacks
                                ? from + ": unknown suffix -- ignored"
                                : from + " already has " + packing.suffix + " suffix -- unchanged");
            }
            String to = process.path(target.get());
            if (process.files().exists(to) && !options.has('f')) {
                return complain(2, target.get() + " already exists;\tnot overwritten");
            }
            int status;
            try (InputStream in = process.files().open(path);
                    OutputStream out = process.files().create(to)) {
                status = unpacks ? unpack(in, out, from) : pack(in, out);
            }
            if (status != 0) {
                process.files().unlink(to);
                return status;
            }
            process.files().chmod(to, inode.mode());
            process.files().setTimes(to, inode.accessed(), inode.modified(), true);
            if (!options.has('k')) {
                process.files().unlink(path);
            }
            if (options.has('v')) {
                process.warn("%s:\t%s -- %s %s"
                        .formatted(
                                from,
                                ratio(inode.size(), process.files().stat(to).size()),
                                options.has('k') ? "created" : "replaced with",
                                target.get()));
            }
            return 0;
        }

        private String ratio(long before, long after) {
            long packed = unpacks ? before : after;
            long plain = unpacks ? after : before;
            return "%5.1f%%".formatted(plain == 0 ? 0 : 100.0 * (plain - packed + 18) / plain);
        }

        private static final class Counting extends OutputStream {
            private long bytes;

            @Override
            public void write(int value) {
                bytes++;
            }

            @Override
            public void write(byte[] written, int offset, int count) {
                bytes += count;
            }
        }

        private int list(List<String> operands) throws IOException {
            process.println("         compressed        uncompressed  ratio uncompressed_name");
            for (String operand : operands) {
                long packed = process.files().stat(process.path(operand)).size();
                Counting plain = new Counting();
                try (InputStream in = process.open(operand)) {
                    if (unpack(in, plain, operand) != 0) {
                        return 1;
                    }
                }
                double ratio = plain.bytes == 0 ? 0 : 100.0 * (plain.bytes - packed + 18) / plain.bytes;
                process.println("%19d %19d %5.1f%% %s"
                        .formatted(packed, plain.bytes, ratio, operand.replaceFirst("\\" + packing.suffix + "$", "")));
            }
            return 0;
        }
    }
}
