package brume.cloud.guest.program.user;

import brume.cloud.guest.Guest;
import brume.cloud.guest.Users.Group;
import brume.cloud.guest.Users.User;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Changes the account files.
final class Accounts {

    private static final int FIRST = 1000;

    private final Guest guest;
    private final Files files;

    Accounts(Guest guest) {
        this.guest = guest;
        this.files = guest.files().asRoot();
    }

    int freeUid(boolean system) {
        return free(guest.users().all().stream().map(User::uid).toList(), system);
    }

    int freeGid(boolean system) {
        return free(guest.users().groups().stream().map(Group::gid).toList(), system);
    }

    private static int free(List<Integer> taken, boolean system) {
        if (system) {
            int id = FIRST - 1;
            while (taken.contains(id)) {
                id--;
            }
            return id;
        }
        return taken.stream()
                .filter(id -> id >= FIRST && id < 60000)
                .max(Integer::compare)
                .map(id -> id + 1)
                .orElse(FIRST);
    }

    void add(User user) throws FsException {
        files.append("/etc/passwd", line(user) + "\n");
        files.append(
                "/etc/shadow", user.name() + ":!:" + guest.world().now().getEpochSecond() / 86400 + ":0:99999:7:::\n");
    }

    void add(Group group) throws FsException {
        files.append("/etc/group", line(group) + "\n");
    }

    private static String line(User user) {
        return String.join(
                ":",
                user.name(),
                "x",
                Integer.toString(user.uid()),
                Integer.toString(user.gid()),
                user.comment(),
                user.home(),
                user.shell());
    }

    private static String line(Group group) {
        return group.name() + ":x:" + group.gid() + ":" + String.join(",", group.members());
    }

    /// Replaces the user's line; without a new one, removes it.
    void replace(String name, Optional<User> user) throws FsException {
        edit("/etc/passwd", name, user.map(Accounts::line));
        if (user.isEmpty()) {
            edit("/etc/shadow", name, Optional.empty());
        }
    }

    void replace(String name, Optional<Group> group, boolean isGroup) throws FsException {
        edit("/etc/group", name, group.map(Accounts::line));
    }

    private void edit(String path, String name, Optional<String> replacement) throws FsException {
        String text = files.readText(path)
                .lines()
                .flatMap(line -> line.startsWith(name + ":") ? replacement.stream() : java.util.stream.Stream.of(line))
                .collect(Collectors.joining("\n"));
        files.write(path, text + "\n");
    }

    /// Puts a user into groups, or out of the others.
    void members(String user, List<String> groups, boolean onlyThese) throws FsException {
        for (Group group : guest.users().groups()) {
            boolean wanted = groups.contains(group.name());
            boolean is = group.members().contains(user);
            if (wanted == is || !wanted && !onlyThese) {
                continue;
            }
            List<String> members = new ArrayList<>(group.members());
            if (wanted) {
                members.add(user);
            } else {
                members.remove(user);
            }
            replace(group.name(), Optional.of(new Group(group.name(), group.gid(), members)), true);
        }
    }

    /// Makes a home with what `/etc/skel` holds.
    void home(User user) throws FsException {
        if (files.exists(user.home())) {
            return;
        }
        files.mkdirs(user.home());
        boolean closed = guest.os() != brume.cloud.guest.image.OperatingSystem.UBUNTU_24_04;
        files.chmod(user.home(), closed ? 0700 : 0750);
        files.chown(user.home(), user.uid(), user.gid(), true);
        for (String name : files.list("/etc/skel").keySet()) {
            String path = user.home() + "/" + name;
            files.write(path, files.read("/etc/skel/" + name));
            files.chown(path, user.uid(), user.gid(), true);
        }
    }
}
