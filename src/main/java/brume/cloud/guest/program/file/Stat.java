package brume.cloud.guest.program.file;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.program.DateFormat;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.UsageError;
import brume.cloud.guest.shell.Escapes;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// `stat [-L] [-c format] file...`.
public final class Stat implements Program {

    private static final String TERSE = "%n %s %b %f %u %g d100 %i %h 0 0 %X %Y %Z %W %o\n";

    @Override
    public int run(Process process) throws IOException {
        Options.Parsed options =
                new Options("Lfc:t1:", "dereference=L file-system=f format=c terse=t printf=1").parse(process.args());
        if (options.operands().isEmpty()) {
            throw UsageError.of("missing operand");
        }
        int status = 0;
        for (String operand : options.operands()) {
            try {
                String path = process.path(operand);
                Inode inode = options.has('L')
                        ? process.files().stat(path)
                        : process.files().lstat(path);
                Optional<String> format = options.value('c')
                        .map(text -> text + "\n")
                        .or(() -> options.value('1').map(Escapes::ansi))
                        .or(() -> options.has('t') ? Optional.of(TERSE) : Optional.empty());
                process.print(
                        format.isPresent()
                                ? formatted(process, format.get(), operand, inode)
                                : whole(process, operand, inode));
            } catch (FsException failure) {
                status = process.fail("cannot statx '" + operand + "': " + failure.getMessage());
            }
        }
        return status;
    }

    private static String whole(Process process, String name, Inode inode) {
        String link = inode.isSymlink() ? name + " -> " + inode.target() : name;
        return ("  File: %s%n  Size: %-10d\tBlocks: %-10d IO Block: 4096   %s%nDevice: 259,1\tInode: %-11d Links: %d%n"
                        + "Access: (%04o/%s)  Uid: (%5d/%8s)   Gid: (%5d/%8s)%nAccess: %s%nModify: %s%nChange: %s%n Birth: %s%n")
                .formatted(
                        link,
                        inode.size(),
                        Listing.blocks(inode) * 2,
                        kind(inode),
                        inode.number(),
                        inode.links(),
                        inode.mode(),
                        inode.modeText(),
                        inode.uid(),
                        process.guest().users().userName(inode.uid()),
                        inode.gid(),
                        process.guest().users().groupName(inode.gid()),
                        time(inode.accessed()),
                        time(inode.modified()),
                        time(inode.changed()),
                        time(inode.changed()));
    }

    private static String time(Instant at) {
        return DateFormat.format("%Y-%m-%d %H:%M:%S.%N %z", at);
    }

    static String kind(Inode inode) {
        return switch (inode.kind()) {
            case FILE -> inode.size() == 0 && !inode.isGenerated() ? "regular empty file" : "regular file";
            case DIRECTORY -> "directory";
            case SYMLINK -> "symbolic link";
            case CHARACTER_DEVICE -> "character special file";
            case BLOCK_DEVICE -> "block special file";
            case PIPE -> "fifo";
            case SOCKET -> "socket";
        };
    }

    private static String formatted(Process process, String format, String name, Inode inode) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            if (format.charAt(i) != '%' || i + 1 == format.length()) {
                out.append(format.charAt(i));
                continue;
            }
            out.append(
                    switch (format.charAt(++i)) {
                        case 'a' -> Integer.toOctalString(inode.mode());
                        case 'A' -> inode.modeText();
                        case 'b' -> Long.toString(Listing.blocks(inode) * 2);
                        case 'B' -> "512";
                        case 'f' -> Integer.toHexString(inode.kind().bits() | inode.mode());
                        case 'F' -> kind(inode);
                        case 'g' -> Integer.toString(inode.gid());
                        case 'G' -> process.guest().users().groupName(inode.gid());
                        case 'h' -> Integer.toString(inode.links());
                        case 'i' -> Long.toString(inode.number());
                        case 'n' -> name;
                        case 'N' -> inode.isSymlink() ? "'" + name + "' -> '" + inode.target() + "'" : "'" + name + "'";
                        case 's' -> Long.toString(inode.size());
                        case 'u' -> Integer.toString(inode.uid());
                        case 'U' -> process.guest().users().userName(inode.uid());
                        case 'x' -> time(inode.accessed());
                        case 'X' -> Long.toString(inode.accessed().getEpochSecond());
                        case 'y', 'w' -> time(inode.modified());
                        case 'Y', 'W' -> Long.toString(inode.modified().getEpochSecond());
                        case 'z' -> time(inode.changed());
                        case 'Z' -> Long.toString(inode.changed().getEpochSecond());
                        case 'm' -> "/";
                        case 'd' -> "66305";
                        case 'o' -> "4096";
                        case '%' -> "%";
                        default -> "?";
                    });
        }
        return out.toString();
    }
}
