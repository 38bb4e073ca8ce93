package brume.cloud.guest.program.archive;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.program.Memory;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.shell.Glob;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// `zip [-rqj] archive file...` and `unzip [-qolpt] [-d dir] archive [member...]`.
public final class Zip implements Program {

    private static final int MAX_DEPTH = 500;
    private static final DateTimeFormatter LISTED = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    @Override
    public int run(Process process) throws IOException {
        return process.name().equals("zip") ? zip(process) : unzip(process);
    }

    // ---- zip

    private static int zip(Process process) throws IOException {
        Options.Parsed options =
                new Options("rqjumf9o0x:dTyv@", "recurse-paths=r quiet=q junk-paths=j exclude=x").parse(process.args());
        if (options.operands().isEmpty()) {
            process.println("Usage: zip [-options] [-b path] [-t mmddyyyy] [-n suffixes] [zipfile list] [-xi list]");
            return 0;
        }
        String name = options.operand(0);
        String file = name.contains(".") ? name : name + ".zip";
        Map<String, byte[]> kept = old(process, file);
        List<String> operands = options.operands().subList(1, options.operands().size());
        Map<String, String> members = new LinkedHashMap<>();
        for (String operand : operands) {
            collect(process, options, operand, members, 0);
        }
        if (members.isEmpty()) {
            process.println("\nzip error: Nothing to do! (" + file + ")");
            return 12;
        }
        try (ZipOutputStream out = new ZipOutputStream(process.files().create(process.path(file)))) {
            for (Map.Entry<String, byte[]> entry : kept.entrySet()) {
                if (!members.containsKey(entry.getKey())) {
                    out.putNextEntry(new ZipEntry(entry.getKey()));
                    out.write(entry.getValue());
                }
            }
            for (Map.Entry<String, String> member : members.entrySet()) {
                add(process, options, out, member.getKey(), member.getValue(), kept.containsKey(member.getKey()));
            }
        }
        return 0;
    }

    private static Map<String, byte[]> old(Process process, String file) throws IOException {
        Map<String, byte[]> kept = new LinkedHashMap<>();
        int left = Memory.MOST_BYTES;
        if (process.files().exists(process.path(file))) {
            try (ZipInputStream in = new ZipInputStream(process.open(file))) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    byte[] bytes = Memory.all(in);
                    left -= bytes.length;
                    if (left < 0) {
                        throw Memory.exhausted();
                    }
                    kept.put(entry.getName(), bytes);
                }
            }
        }
        return kept;
    }

    private static void collect(
            Process process, Options.Parsed options, String operand, Map<String, String> members, int depth)
            throws IOException {
        process.checkSignals();
        if (options.values('x').stream()
                .anyMatch(glob -> Glob.compile(glob, false).matcher(operand).matches())) {
            return;
        }
        Optional<Inode> inode = process.files().find(process.path(operand));
        if (inode.isEmpty()) {
            process.println("\tzip warning: name not matched: " + operand);
            return;
        }
        String stored = operand.replaceFirst("^(\\./|/)+", "").replaceFirst("/+$", "");
        if (inode.get().isDirectory()) {
            if (!options.has('j') && !stored.isEmpty() && !stored.equals(".")) {
                members.put(stored + "/", operand);
            }
            if (options.has('r') && depth < MAX_DEPTH) {
                for (String child : process.files().list(process.path(operand)).keySet()) {
                    collect(process, options, operand.replaceFirst("/+$", "") + "/" + child, members, depth + 1);
                }
            }
        } else {
            members.put(options.has('j') ? stored.substring(stored.lastIndexOf('/') + 1) : stored, operand);
        }
    }

    private static void add(
            Process process, Options.Parsed options, ZipOutputStream out, String stored, String operand, boolean update)
            throws IOException {
        boolean folder = stored.endsWith("/");
        byte[] bytes = folder ? new byte[0] : process.files().read(process.path(operand));
        ZipEntry entry = new ZipEntry(stored);
        entry.setLastModifiedTime(
                FileTime.from(process.files().stat(process.path(operand)).modified()));
        out.putNextEntry(entry);
        out.write(bytes);
        out.closeEntry();
        if (!options.has('q')) {
            long packed = Math.max(0, entry.getCompressedSize());
            long ratio =
                    bytes.length == 0 ? 0 : Math.max(0, Math.round(100.0 * (bytes.length - packed) / bytes.length));
            process.println((update ? "updating: " : "  adding: ")
                    + stored
                    + (ratio == 0 ? " (stored 0%)" : " (deflated " + ratio + "%)"));
        }
    }

    // ---- unzip

    private static int unzip(Process process) throws IOException {
        Options.Parsed options = new Options("qolpntjd:v", "").parse(process.args());
        if (options.operands().isEmpty()) {
            process.println("UnZip 6.00 of 20 April 2009, by Debian. Original by Info-ZIP.\n\nUsage: unzip"
                    + " [-Z] [-opts[modifiers]] file[.zip] [list] [-x xlist] [-d exdir]");
            return 0;
        }
        String name = options.operand(0);
        String file = process.files().exists(process.path(name)) ? name : name + ".zip";
        InputStream source;
        try {
            source = process.open(file);
        } catch (FsException missing) {
            process.warn("unzip:  cannot find or open " + name + ", " + name + ".zip or " + name + ".ZIP.");
            return 9;
        }
        List<String> wanted = options.operands().subList(1, options.operands().size());
        List<String> listing = new ArrayList<>();
        long total = 0;
        int count = 0;
        boolean quiet = options.has('q') || options.has('p');
        try (ZipInputStream in = new ZipInputStream(source)) {
            if (!quiet) {
                process.println("Archive:  " + file);
            }
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                process.checkSignals();
                String member = entry.getName();
                if (!wanted.isEmpty()
                        && wanted.stream()
                                .noneMatch(glob -> Glob.compile(glob, false)
                                        .matcher(member)
                                        .matches())) {
                    continue;
                }
                count++;
                if (options.has('l') || options.has('v')) {
                    long size = in.transferTo(OutputStream.nullOutputStream());
                    total += size;
                    listing.add("%9d  %s   %s".formatted(size, when(entry), member));
                } else if (options.has('p')) {
                    in.transferTo(process.out());
                } else if (options.has('t')) {
                    in.transferTo(OutputStream.nullOutputStream());
                    process.println("    testing: %-22s OK".formatted(member));
                } else {
                    unpack(process, options, in, member);
                }
            }
        }
        if (count == 0 && wanted.isEmpty()) {
            process.warn("  End-of-central-directory signature not found.  Either this file is not\n  a zipfile.");
            return 9;
        }
        if (!listing.isEmpty()) {
            process.println("  Length      Date    Time    Name\n---------  ---------- -----   ----");
            for (String line : listing) {
                process.println(line);
            }
            process.println("---------                     -------\n%9d                     %d file%s"
                    .formatted(total, count, count == 1 ? "" : "s"));
        }
        return count == 0 ? 11 : 0;
    }

    private static String when(ZipEntry entry) {
        return LISTED.format(LocalDateTime.ofInstant(entry.getLastModifiedTime().toInstant(), ZoneOffset.UTC));
    }

    private static void unpack(Process process, Options.Parsed options, ZipInputStream in, String member)
            throws IOException {
        String folder =
                options.value('d').map(d -> d.replaceFirst("/+$", "") + "/").orElse("");
        String safe = member.replace("../", "");
        String target = folder + (options.has('j') ? safe.substring(safe.lastIndexOf('/') + 1) : safe);
        String path = process.path(target);
        if (member.endsWith("/")) {
            if (!process.files().isDirectory(path)) {
                process.files().mkdirs(path);
                if (!options.has('q')) {
                    process.println("   creating: " + target);
                }
            }
            return;
        }
        if (process.files().exists(path) && !options.has('o')) {
            if (options.has('n')
                    || !process.confirm("replace " + target + "? [y]es, [n]o, [A]ll, [N]one, [r]ename: ")) {
                return;
            }
        }
        int slash = path.lastIndexOf('/');
        if (slash > 0) {
            process.files().mkdirs(path.substring(0, slash));
        }
        try (OutputStream out = process.files().create(path)) {
            in.transferTo(out);
        }
        if (!options.has('q')) {
            process.println("  inflating: " + target);
        }
    }
}
