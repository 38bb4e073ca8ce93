package brume.cloud.guest.program.archive;

import brume.cloud.guest.fs.FileKind;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.program.DateFormat;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.shell.Glob;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarUtils;

/// Lists an archive or unpacks it into the process's directory.
final class TarReader {

    private static final int HEADER = 512;

    private final Process process;
    private final Options.Parsed options;
    private final boolean extract;
    private final Files files;
    private final Set<String> found = new HashSet<>();
    private final Map<String, Instant> directoryTimes = new LinkedHashMap<>();
    private boolean failed;
    private boolean stripped;

    TarReader(Process process, Options.Parsed options, boolean extract) {
        this.process = process;
        this.options = options;
        this.extract = extract;
        this.files = process.files();
    }

    int read(InputStream source, List<String> wanted) throws IOException {
        BufferedInputStream plain = new BufferedInputStream(source);
        plain.mark(HEADER);
        byte[] header = plain.readNBytes(HEADER);
        plain.reset();
        boolean ends = header.length == HEADER && Arrays.equals(header, new byte[HEADER]);
        if (header.length < HEADER || !ends && !TarUtils.verifyCheckSum(header)) {
            process.fail("This does not look like a tar archive");
            return process.fail(Tar.TROUBLE, "Exiting with failure status due to previous errors");
        }
        TarArchiveInputStream tar = new TarArchiveInputStream(plain, "UTF-8");
        List<Pattern> excluded = Tar.exclusions(process, options);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            process.checkSignals();
            if (isWanted(entry.getName(), wanted) && !isExcluded(entry.getName(), excluded)) {
                one(entry, tar);
            }
        }
        for (Map.Entry<String, Instant> directory : directoryTimes.entrySet()) {
            files.setTimes(directory.getKey(), directory.getValue(), directory.getValue(), true);
        }
        for (String name : wanted) {
            if (!found.contains(name)) {
                process.fail(name + ": Not found in archive");
                failed = true;
            }
        }
        return failed ? process.fail(Tar.TROUBLE, "Exiting with failure status due to previous errors") : 0;
    }

    private static boolean isExcluded(String name, List<Pattern> excluded) {
        String last = name.replaceFirst(".*/(?=.)", "");
        return excluded.stream()
                .anyMatch(glob ->
                        glob.matcher(name).matches() || glob.matcher(last).matches());
    }

    private boolean isWanted(String name, List<String> wanted) {
        if (wanted.isEmpty()) {
            return true;
        }
        boolean is = false;
        for (String one : wanted) {
            String bare = one.replaceFirst("/+$", "");
            boolean matches = name.equals(bare)
                    || name.startsWith(bare + "/")
                    || options.has('5')
                            && Glob.compile(one, false).matcher(name).matches();
            if (matches) {
                found.add(one);
                is = true;
            }
        }
        return is;
    }

    private void one(TarArchiveEntry entry, TarArchiveInputStream tar) throws IOException {
        if (!extract) {
            process.println(options.has('v') ? longLine(entry) : entry.getName());
            return;
        }
        if (options.has('O')) {
            tar.transferTo(process.out());
            return;
        }
        if (options.has('v')) {
            process.println(entry.getName());
        }
        String name = name(entry.getName());
        if (!name.isEmpty()) {
            try {
                unpack(entry, tar, process.path(name));
            } catch (FsException failure) {
                process.fail(entry.getName() + ": Cannot open: " + failure.getMessage());
                failed = true;
            }
        }
    }

    private String longLine(TarArchiveEntry entry) {
        char kind = entry.isDirectory() ? 'd' : entry.isSymbolicLink() ? 'l' : entry.isLink() ? 'h' : '-';
        StringBuilder mode = new StringBuilder().append(kind);
        for (int i = 0; i < 9; i++) {
            mode.append((entry.getMode() & 0400 >> i) != 0 ? "rwxrwxrwx".charAt(i) : '-');
        }
        boolean names = !options.has('4') && !entry.getUserName().isEmpty();
        String owner = names
                ? entry.getUserName() + "/" + entry.getGroupName()
                : entry.getLongUserId() + "/" + entry.getLongGroupId();
        String size = Long.toString(entry.getSize());
        String link = entry.isSymbolicLink()
                ? " -> " + entry.getLinkName()
                : entry.isLink() ? " link to " + entry.getLinkName() : "";
        return mode + " " + owner + " ".repeat(Math.max(1, 19 - owner.length() - size.length())) + size + " "
                + DateFormat.format(
                        "%Y-%m-%d %H:%M", entry.getLastModifiedTime().toInstant()) + " " + entry.getName()
                + link;
    }

    /// Where an entry goes: without leading slashes and as many components as are to be left out.
    private String name(String stored) throws IOException {
        String name = stored;
        if (name.startsWith("/") && !options.has('P')) {
            if (!stripped) {
                process.fail("Removing leading `/' from member names");
                stripped = true;
            }
            name = name.replaceFirst("^/+", "");
        }
        int strip = options.value('2')
                .filter(n -> n.matches("\\d{1,3}"))
                .map(Integer::parseInt)
                .orElse(0);
        List<String> parts = new ArrayList<>(List.of(name.split("/")));
        if (parts.contains("..")) {
            process.fail(stored + ": Member name contains '..'");
            process.fail("Skipping to next header");
            failed = true;
            return "";
        }
        if (strip > 0) {
            return parts.size() <= strip ? "" : String.join("/", parts.subList(strip, parts.size()));
        }
        return name;
    }

    private void unpack(TarArchiveEntry entry, TarArchiveInputStream tar, String path) throws IOException {
        String bare = path.replaceFirst("/+$", "");
        int slash = bare.lastIndexOf('/');
        if (slash > 0) {
            files.mkdirs(bare.substring(0, slash));
        }
        boolean root = process.login().uid() == 0;
        int mode = root || options.has('p') ? entry.getMode() & 07777 : entry.getMode() & 0777 & ~files.umask();
        Instant time = options.has('m')
                ? process.guest().world().now()
                : entry.getLastModifiedTime().toInstant();
        if (entry.isDirectory()) {
            if (!files.isDirectory(bare)) {
                files.mkdir(bare, mode);
            }
            directoryTimes.put(bare, time);
        } else if (options.has('k') && files.findLink(bare).isPresent()) {
            return;
        } else {
            if (files.findLink(bare)
                    .filter(old -> old.kind() != FileKind.DIRECTORY)
                    .isPresent()) {
                files.unlink(bare);
            }
            if (entry.isSymbolicLink()) {
                files.symlink(entry.getLinkName(), bare);
            } else if (entry.isLink()) {
                files.link(process.path(name(entry.getLinkName())), bare);
            } else {
                try (OutputStream out = files.create(bare)) {
                    tar.transferTo(out);
                }
            }
        }
        if (root && !options.has('3')) {
            files.chown(bare, (int) entry.getLongUserId(), (int) entry.getLongGroupId(), false);
        }
        if (!entry.isSymbolicLink()) {
            files.chmod(bare, mode);
            if (!entry.isDirectory()) {
                files.setTimes(bare, time, time, false);
            }
        }
    }
}
