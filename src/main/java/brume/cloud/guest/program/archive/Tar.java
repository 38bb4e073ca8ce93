package brume.cloud.guest.program.archive;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.program.Memory;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.UsageError;
import brume.cloud.guest.shell.Glob;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// `tar`: creates (`c`), lists (`t`), extracts (`x`), appends (`r`, `u`) archives in GNU's format, pressed or not.
public final class Tar implements Program {

    private static final String LETTERS = "ctxruAvf:zjJaC:pPkOmhwSX:T:1:2:3456:7W8h9:";

    private static final String NAMES =
            "create=c list=t extract=x get=x append=r update=u verbose=v file=f gzip=z gunzip=z"
                    + " bzip2=j xz=J auto-compress=a directory=C preserve-permissions=p same-permissions=p absolute-names=P"
                    + " keep-old-files=k to-stdout=O touch=m dereference=h exclude-from=X files-from=T exclude=1"
                    + " strip-components=2 no-same-owner=3 same-owner=3 numeric-owner=4 wildcards=5 transform=6 xform=6 totals=7"
                    + " overwrite=8 owner=9 group=9 mode=9 format=9 sort=9 mtime=9 no-same-permissions=3 no-recursion=W"
                    + " skip-old-files=k null=8 sparse=S";

    static final int TROUBLE = 2;

    /// What the command line asks for; members keep the directory that stood before them.
    record Member(String folder, String name) {}

    @Override
    public int run(Process process) throws IOException {
        List<String> args = bundled(process.args());
        Options.Parsed options = new Options(LETTERS, NAMES).parse(args);
        Optional<Character> action = options.last("ctxru");
        if (action.isEmpty()) {
            return usage(process, "You must specify one of the '-Acdtrux', '--delete' or '--test-label' options");
        }
        if (options.given().stream()
                        .filter(one -> "ctxru".indexOf(one.letter()) >= 0)
                        .map(Options.Given::letter)
                        .distinct()
                        .count()
                > 1) {
            return usage(process, "You may not specify more than one '-Acdtrux', '--delete' or  '--test-label' option");
        }
        try {
            return switch (action.get()) {
                case 'c' -> create(process, options, args);
                case 'r', 'u' -> append(process, options, args);
                default -> read(process, options, args, action.get() == 'x');
            };
        } catch (Fatal fatal) {
            process.fail(fatal.getMessage());
            return process.fail(TROUBLE, "Error is not recoverable: exiting now");
        }
    }

    /// An archive that cannot be used.
    static final class Fatal extends IOException {
        Fatal(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return java.util.Objects.requireNonNullElse(super.getMessage(), "");
        }
    }

    private static int usage(Process process, String message) throws IOException {
        process.fail(message);
        process.warn("Try 'tar --help' or 'tar --usage' for more information.");
        return TROUBLE;
    }

    /// `tar xzf a.tgz` is `tar -x -z -f a.tgz`.
    private static List<String> bundled(List<String> args) {
        if (args.isEmpty() || args.getFirst().startsWith("-") || args.getFirst().isEmpty()) {
            return args;
        }
        List<String> apart = new ArrayList<>();
        int next = 1;
        for (char letter : args.getFirst().toCharArray()) {
            apart.add("-" + letter);
            if ("fCTX".indexOf(letter) >= 0 && next < args.size()) {
                apart.add(args.get(next++));
            }
        }
        apart.addAll(args.subList(Math.min(next, args.size()), args.size()));
        return apart;
    }

    /// The operands, each with the `-C` before it.
    private static List<Member> members(Process process, Options.Parsed options, List<String> args) throws IOException {
        List<Member> members = new ArrayList<>();
        String folder = process.cwd();
        List<String> left = new ArrayList<>(options.operands());
        boolean literal = false;
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            boolean directory = !literal && (arg.equals("-C") || arg.equals("--directory"));
            if (arg.equals("--")) {
                literal = true;
            } else if (directory && i + 1 < args.size()) {
                folder = entered(process.in(folder), args.get(++i));
            } else if (!literal && arg.matches("(?s)-C.+|--directory=.+")) {
                folder = entered(process.in(folder), arg.replaceFirst("^(-C|--directory=)", ""));
            } else if (!left.isEmpty() && arg.equals(left.getFirst())) {
                members.add(new Member(folder, left.removeFirst()));
            }
        }
        for (String list : options.values('T')) {
            String text = list.equals("-")
                    ? new String(Memory.all(process.in()), java.nio.charset.StandardCharsets.UTF_8)
                    : process.files().readText(process.path(list));
            for (String line : text.split("[\n\0]")) {
                if (!line.isEmpty()) {
                    members.add(new Member(folder, line));
                }
            }
        }
        return members;
    }

    private static String entered(Process process, String folder) throws Fatal {
        String path = process.path(folder);
        if (!process.files().isDirectory(path)) {
            throw new Fatal(folder + ": Cannot open: "
                    + (process.files().exists(path) ? "Not a directory" : "No such file or directory"));
        }
        return path;
    }

    static List<Pattern> exclusions(Process process, Options.Parsed options) throws FsException {
        List<Pattern> patterns = new ArrayList<>();
        options.values('1').forEach(glob -> patterns.add(Glob.compile(glob, false)));
        for (String list : options.values('X')) {
            process.files()
                    .readText(process.path(list))
                    .lines()
                    .forEach(glob -> patterns.add(Glob.compile(glob, false)));
        }
        return patterns;
    }

    // ---- writing

    private static Optional<Packing> packing(Options.Parsed options) {
        if (options.has('z')) {
            return Optional.of(Packing.GZIP);
        }
        if (options.has('j')) {
            return Optional.of(Packing.BZIP2);
        }
        if (options.has('J')) {
            return Optional.of(Packing.XZ);
        }
        String file = options.value('f').orElse("-");
        return options.has('a')
                ? List.of(Packing.values()).stream()
                        .filter(one -> file.endsWith(one.suffix) || file.endsWith(one.tarSuffix))
                        .findFirst()
                : Optional.empty();
    }

    private static int create(Process process, Options.Parsed options, List<String> args) throws IOException {
        List<Member> members = members(process, options, args);
        if (members.isEmpty() && options.values('T').isEmpty()) {
            return usage(process, "Cowardly refusing to create an empty archive");
        }
        String file = options.value('f').orElse("-");
        if (file.equals("-") && process.terminal().isPresent()) {
            throw new Fatal("Refusing to write archive contents to terminal (missing -f option?)");
        }
        OutputStream target = file.equals("-") ? unclosed(process.out()) : opened(process, file);
        Optional<Packing> packing = packing(options);
        try (OutputStream out = packing.isPresent() ? packing.get().press(target, 6) : target) {
            TarWriter writer = new TarWriter(process, options, out, file.equals("-") ? "" : process.path(file));
            return writer.write(members);
        }
    }

    private static OutputStream opened(Process process, String file) throws Fatal {
        try {
            return process.files().create(process.path(file));
        } catch (FsException failure) {
            throw new Fatal(file + ": Cannot open: " + failure.getMessage());
        }
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

    private static int append(Process process, Options.Parsed options, List<String> args) throws IOException {
        String file = options.value('f').orElse("-");
        byte[] old =
                process.files().exists(process.path(file)) ? process.files().read(process.path(file)) : new byte[0];
        if (old.length > 0 && List.of(Packing.values()).stream().anyMatch(one -> one.begins(old))) {
            throw new Fatal("Cannot update compressed archives");
        }
        try (OutputStream out = opened(process, file)) {
            TarWriter writer = new TarWriter(process, options, out, process.path(file));
            writer.keep(new ByteArrayInputStream(old));
            return writer.write(members(process, options, args));
        }
    }

    // ---- reading

    private static int read(Process process, Options.Parsed options, List<String> args, boolean extract)
            throws IOException {
        String file = options.value('f').orElse("-");
        List<Member> members = members(process, options, args);
        String folder = process.cwd();
        for (String into : options.values('C')) {
            folder = entered(process.in(folder), into);
        }
        InputStream source;
        try {
            source = process.open(file);
        } catch (FsException failure) {
            throw new Fatal(file + ": Cannot open: " + failure.getMessage());
        }
        try (BufferedInputStream in = new BufferedInputStream(source)) {
            Optional<Packing> found = Optional.empty();
            for (Packing packing : Packing.values()) {
                found = found.isEmpty() && packing.begins(in) ? Optional.of(packing) : found;
            }
            Optional<Packing> wanted = packing(options);
            if (wanted.isPresent() && found.isEmpty()) {
                String tool = wanted.get().program;
                process.warn(
                        tool.equals("gzip")
                                ? "\ngzip: stdin: not in gzip format"
                                : tool + ": (stdin): File format not recognized");
                process.fail("Child returned status 1");
                return process.fail(TROUBLE, "Error is not recoverable: exiting now");
            }
            InputStream plain = found.isPresent() ? found.get().unpress(in) : in;
            TarReader reader = new TarReader(process.in(folder), options, extract);
            return reader.read(plain, members.stream().map(Member::name).toList());
        } catch (java.util.zip.ZipException | java.io.EOFException damaged) {
            process.fail("Unexpected EOF in archive");
            return process.fail(TROUBLE, "Error is not recoverable: exiting now");
        } catch (UsageError error) {
            return process.fail(TROUBLE, error.getMessage());
        }
    }
}
