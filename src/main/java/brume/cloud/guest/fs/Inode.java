package brume.cloud.guest.fs;

import java.time.Instant;

/// A file as `stat` shows it, and its bytes. Immutable: a change makes another.
///
/// @param mode the twelve permission bits (`07777`), without the kind
/// @param target what a symbolic link points to; a device's name (`null`, `zero`); the name of a generated file's
///     generator (`proc/uptime`), empty for anything else
public record Inode(
        long number,
        FileKind kind,
        int mode,
        int uid,
        int gid,
        Instant accessed,
        Instant modified,
        Instant changed,
        int links,
        String target,
        Content content) {

    public static final int PERMISSIONS = 07777;

    public boolean isDirectory() {
        return kind == FileKind.DIRECTORY;
    }

    public boolean isFile() {
        return kind == FileKind.FILE;
    }

    public boolean isSymlink() {
        return kind == FileKind.SYMLINK;
    }

    /// True for a file whose bytes are made when it is read, as under `/proc`.
    public boolean isGenerated() {
        return isFile() && !target.isEmpty();
    }

    /// As `st_size`: directories count 4096, symbolic links the length of their target.
    public long size() {
        return switch (kind) {
            case FILE -> content.size();
            case DIRECTORY -> 4096;
            case SYMLINK -> target.length();
            case CHARACTER_DEVICE, BLOCK_DEVICE, PIPE, SOCKET -> 0;
        };
    }

    /// `-rwxr-xr-x`, with `s`, `S`, `t` and `T` where they belong.
    public String modeText() {
        char[] text = "?rwxrwxrwx".toCharArray();
        text[0] = kind.letter();
        for (int i = 0; i < 9; i++) {
            if ((mode & 0400 >> i) == 0) {
                text[i + 1] = '-';
            }
        }
        special(text, 3, 04000, 's');
        special(text, 6, 02000, 's');
        special(text, 9, 01000, 't');
        return new String(text);
    }

    private void special(char[] text, int at, int bit, char letter) {
        if ((mode & bit) != 0) {
            text[at] = text[at] == 'x' ? letter : Character.toUpperCase(letter);
        }
    }

    Inode withMode(int newMode, Instant now) {
        return new Inode(
                number, kind, newMode & PERMISSIONS, uid, gid, accessed, modified, now, links, target, content);
    }

    Inode withOwner(int newUid, int newGid, Instant now) {
        return new Inode(number, kind, mode, newUid, newGid, accessed, modified, now, links, target, content);
    }

    Inode withTimes(Instant newAccessed, Instant newModified, Instant now) {
        return new Inode(number, kind, mode, uid, gid, newAccessed, newModified, now, links, target, content);
    }

    Inode withLinks(int newLinks, Instant now) {
        return new Inode(number, kind, mode, uid, gid, accessed, modified, now, newLinks, target, content);
    }

    Inode withContent(Content newContent, Instant now) {
        return new Inode(number, kind, mode, uid, gid, accessed, now, now, links, target, newContent);
    }

    /// The same bytes in another place.
    Inode moved(Content sameBytes) {
        return new Inode(number, kind, mode, uid, gid, accessed, modified, changed, links, target, sameBytes);
    }

    Inode touched(Instant now) {
        return new Inode(number, kind, mode, uid, gid, accessed, now, now, links, target, content);
    }
}
