package brume.cloud.guest;

import brume.cloud.guest.fs.Credentials;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A user of the guest as a session has logged in.
///
/// @param groups numbers of all groups, the primary one first
/// @param environment what the session asked for (`LANG`, `TERM`), added to what login sets
public record Login(
        String user,
        int uid,
        int gid,
        List<Integer> groups,
        String home,
        String shell,
        Map<String, String> environment) {

    public Login {
        groups = List.copyOf(groups);
        environment = Map.copyOf(environment);
    }

    public Credentials credentials() {
        Set<Integer> all = new HashSet<>(groups);
        all.add(gid);
        return new Credentials(uid, gid, all);
    }

    public Login with(Map<String, String> newEnvironment) {
        return new Login(user, uid, gid, groups, home, shell, newEnvironment);
    }
}
