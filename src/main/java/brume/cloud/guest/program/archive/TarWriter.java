package brume.cloud.guest.program.archive;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.archive.Tar.Member;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// Writes files of a guest into an archive.
final class TarWriter {

    private static final int MAX_DEPTH = 500;
    private static final int BLOCK = 10_240;

    private final Process process;
    private final Options.Parsed options;
    private final TarArchiveOutputStream tar;
    private final List<Pattern> excluded;
    private final String archive;
    private final OutputStream listing;
    private final Map<Long, String> linked = new HashMap<>();
    private boolean failed;
    private boolean stripped;

    /// @param archive the archive's own path, which is not put into itself
    TarWriter(Process process, Options.Parsed options, OutputStream out, String archive) throws IOException {
        this.process = process;
        this.options = options;
        this.archive = archive;
        this.listing = options.value('f').orElse("-").equals("-") ? process.err() : process.out();
        this.excluded = Tar.exclusions(process, options);
        this.tar = new TarArchiveOutputStream(out, BLOCK, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
    }

    /// Copies what an archive already holds.
    void keep(InputStream old) throws IOException {
        TarArchiveInputStream in = new TarArchiveInputStream(old, "UTF-8");
        for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            tar.putArchiveEntry(entry);
            in.transferTo(tar);
            tar.closeArchiveEntry();
        }
    }

    int write(List<Member> members) throws IOException {
        for (Member member : members) {
            add(process.in(member.folder()), member.name(), 0);
        }
        tar.finish();
        tar.flush();
        return failed ? process.fail(Tar.TROUBLE, "Exiting with failure status due to previous errors") : 0;
    }

    private void add(Process from, String name, int depth) throws IOException {
        process.checkSignals();
        if (excluded.stream()
                .anyMatch(pattern -> pattern.matcher(name).matches()
                        || pattern.matcher(name.substring(name.lastIndexOf('/') + 1))
                                .matches()
                        || pattern.matcher(name.replaceFirst("^\\./", "")).matches())) {
            return;
        }
        String path = from.path(name);
        if (path.equals(archive)) {
            process.fail(name + ": file is the archive; not dumped");
            return;
        }
        Inode inode;
        try {
            inode = options.has('h') ? from.files().stat(path) : from.files().lstat(path);
        } catch (FsException missing) {
            process.fail(name + ": Cannot stat: " + missing.getMessage());
            failed = true;
            return;
        }
        try {
            put(from, name, path, inode);
        } catch (FsException failure) {
            process.fail(name + ": Cannot open: " + failure.getMessage());
            failed = true;
            return;
        }
        if (inode.isDirectory() && depth < MAX_DEPTH && !options.has('W')) {
            for (String child : from.files().list(path).keySet()) {
                add(from, name.endsWith("/") ? name + child : name + "/" + child, depth + 1);
            }
        }
    }

    /// So many bytes of the file, whatever happens to it meanwhile.
    private void write(Process from, String path, long size) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        try (InputStream in = from.files().open(path)) {
            for (long left = size; left > 0; ) {
                from.checkSignals();
                int count = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
                if (count == 0) {
                    Arrays.fill(buffer, (byte) 0);
                    count = (int) Math.min(buffer.length, left);
                }
                tar.write(buffer, 0, count);
                left -= count;
            }
        }
    }

    private void put(Process from, String name, String path, Inode inode) throws IOException {
        String stored = inode.isDirectory() && !name.endsWith("/") ? name + "/" : name;
        if (options.has('v')) {
            listing.write((stored + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        if (!options.has('P') && stored.startsWith("/")) {
            if (!stripped) {
                process.fail("Removing leading `/' from member names");
                stripped = true;
            }
            stored = stored.replaceFirst("^/+", "");
            stored = stored.isEmpty() ? "./" : stored;
        }
        String earlier = inode.isFile() && inode.links() > 1 ? linked.putIfAbsent(inode.number(), stored) : null;
        TarArchiveEntry entry;
        boolean hasBytes = earlier == null && inode.isFile();
        if (earlier != null) {
            entry = new TarArchiveEntry(stored, TarConstants.LF_LINK);
            entry.setLinkName(earlier);
        } else if (inode.isSymlink()) {
            entry = new TarArchiveEntry(stored, TarConstants.LF_SYMLINK);
            entry.setLinkName(inode.target());
        } else {
            entry = new TarArchiveEntry(stored, true);
            entry.setSize(hasBytes ? inode.size() : 0);
        }
        entry.setMode(inode.mode());
        entry.setModTime(inode.modified().toEpochMilli() / 1000 * 1000);
        entry.setIds(inode.uid(), inode.gid());
        entry.setNames(
                process.guest().users().userName(inode.uid()),
                process.guest().users().groupName(inode.gid()));
        tar.putArchiveEntry(entry);
        if (hasBytes) {
            write(from, path, inode.size());
        }
        tar.closeArchiveEntry();
    }
}
