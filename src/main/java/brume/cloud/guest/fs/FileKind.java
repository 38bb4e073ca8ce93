package brume.cloud.guest.fs;

/// What an inode is. The letter is the one `ls -l` begins a line with; the bits are `S_IFMT`'s.
public enum FileKind {
    FILE('-', 0100000),
    DIRECTORY('d', 0040000),
    SYMLINK('l', 0120000),
    CHARACTER_DEVICE('c', 0020000),
    BLOCK_DEVICE('b', 0060000),
    PIPE('p', 0010000),
    SOCKET('s', 0140000);

    private final char letter;
    private final int bits;

    FileKind(char letter, int bits) {
        this.letter = letter;
        this.bits = bits;
    }

    public char letter() {
        return letter;
    }

    public int bits() {
        return bits;
    }
}
