package brume.cloud.guest.fs;

/// The permission bits of an inode, asked by a user.
public final class Access {

    public static final int READ = 4;
    public static final int WRITE = 2;
    public static final int EXECUTE = 1;

    private Access() {}

    /// True when the user has all the wanted rights. Root has every right but to execute what nobody may execute.
    public static boolean allows(Inode inode, Credentials who, int wanted) {
        if (who.isRoot()) {
            return (wanted & EXECUTE) == 0 || inode.isDirectory() || (inode.mode() & 0111) != 0;
        }
        int shift = who.uid() == inode.uid() ? 6 : who.in(inode.gid()) ? 3 : 0;
        return (inode.mode() >> shift & wanted) == wanted;
    }
}
