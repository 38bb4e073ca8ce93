package brume.cloud.guest.program.file;

import brume.cloud.guest.fs.FileKind;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// `ls`, `dir`, `vdir`.
public final class Ls implements Program {

    private static final int MAX_DEPTH = 100;

    @Override
    public int run(Process process) throws IOException {
        Options.Parsed options = new Options(
                        "aAbBcCdfFgGhHiIklLmnNopqQrRsStTuUvw:xXZ11:2:3:4",
                        "all=a almost-all=A directory=d classify=F human-readable=h inode=i dereference=L numeric-uid-gid=n no-group=G reverse=r recursive=R size=s color=2 full-time=4 time-style=3 group-directories-first=5 sort=6")
                .parse(args(process));
        Listing listing = new Listing(process, options);
        List<Listing.Entry> files = new ArrayList<>();
        List<Listing.Entry> directories = new ArrayList<>();
        int status = 0;
        for (String operand : options.operands().isEmpty() ? List.of(".") : options.operands()) {
            try {
                String path = process.path(operand);
                Inode link = process.files().lstat(path);
                boolean follows = link.isSymlink()
                                && !options.has('l')
                                && !options.has('d')
                                && process.files().isDirectory(path)
                        || link.isSymlink() && operand.endsWith("/");
                Inode inode = follows || options.has('L') ? process.files().stat(path) : link;
                (inode.isDirectory() && !options.has('d') ? directories : files)
                        .add(new Listing.Entry(operand, path, inode));
            } catch (FsException failure) {
                status = process.fail(2, "cannot access '" + operand + "': " + failure.getMessage());
            }
        }
        listing.show(listing.sorted(files));
        boolean titled = options.operands().size() > 1 || options.has('R');
        boolean first = files.isEmpty();
        for (Listing.Entry directory : listing.sorted(directories)) {
            status = Math.max(status, directory(process, options, listing, directory, titled, first, 0));
            first = false;
        }
        return status;
    }

    /// `--color` and its values mean nothing here, `-1` is a letter.
    private static List<String> args(Process process) {
        return process.args().stream()
                .filter(arg -> !arg.matches("--colou?r(=.*)?|--hyperlink.*|--group-directories-first"))
                .map(arg -> arg.equals("--full-time") ? "-l" : arg)
                .toList();
    }

    private static int directory(
            Process process,
            Options.Parsed options,
            Listing listing,
            Listing.Entry directory,
            boolean titled,
            boolean first,
            int depth)
            throws IOException {
        process.checkSignals();
        Map<String, Inode> entries;
        try {
            entries = process.files().list(directory.path());
        } catch (FsException failure) {
            return process.fail(
                    depth == 0 ? 2 : 1, "cannot open directory '" + directory.name() + "': " + failure.getMessage());
        }
        if (titled) {
            process.print((first ? "" : "\n") + directory.name() + ":\n");
        }
        List<Listing.Entry> shown = new ArrayList<>();
        if (options.has('a') || options.has('f')) {
            shown.add(new Listing.Entry(".", directory.path(), directory.inode()));
            shown.add(new Listing.Entry(
                    "..", directory.path() + "/..", process.files().stat(directory.path() + "/..")));
        }
        for (Map.Entry<String, Inode> entry : entries.entrySet()) {
            if (!entry.getKey().startsWith(".") || options.has('a') || options.has('A') || options.has('f')) {
                String path = Copying.join(directory.path(), entry.getKey());
                Inode inode = options.has('L') ? process.files().find(path).orElse(entry.getValue()) : entry.getValue();
                shown.add(new Listing.Entry(entry.getKey(), path, inode));
            }
        }
        List<Listing.Entry> sorted = listing.sorted(shown);
        if (options.has('l') || options.has('n') || options.has('g') || options.has('o') || options.has('s')) {
            long blocks = sorted.stream()
                    .mapToLong(entry -> Listing.blocks(entry.inode()))
                    .sum();
            process.println("total " + (options.has('h') ? Sizes.human(blocks * 1024) : Long.toString(blocks)));
        }
        listing.show(sorted);
        int status = 0;
        if (options.has('R') && depth < MAX_DEPTH) {
            for (Listing.Entry entry : sorted) {
                if (entry.inode().kind() == FileKind.DIRECTORY && !entry.name().matches("\\.\\.?")) {
                    Listing.Entry child = new Listing.Entry(
                            Copying.join(directory.name(), entry.name()), entry.path(), entry.inode());
                    status = Math.max(status, directory(process, options, listing, child, true, false, depth + 1));
                }
            }
        }
        return status;
    }

    static Comparator<Listing.Entry> byName() {
        return Comparator.comparing(Listing.Entry::name);
    }
}
