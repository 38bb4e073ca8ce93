package brume.cloud.guest.fs;

import java.util.Set;

/// Whose permissions a system call is checked against.
///
/// @param groups all groups, the primary one included
public record Credentials(int uid, int gid, Set<Integer> groups) {

    public static final Credentials ROOT = new Credentials(0, 0, Set.of(0));

    public Credentials {
        groups = Set.copyOf(groups);
    }

    public boolean isRoot() {
        return uid == 0;
    }

    public boolean in(int group) {
        return gid == group || groups.contains(group);
    }
}
