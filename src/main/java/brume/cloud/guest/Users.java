package brume.cloud.guest;

import brume.cloud.guest.fs.FileSystem;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The accounts of a guest, read from `/etc/passwd`, `/etc/group` and `/etc/shadow` each time they are asked for.
public final class Users {

    /// A line of `/etc/passwd`.
    public record User(String name, int uid, int gid, String comment, String home, String shell) {}

    /// A line of `/etc/group`.
    public record Group(String name, int gid, List<String> members) {
        public Group {
            members = List.copyOf(members);
        }
    }

    private final Files files;

    Users(FileSystem disk) {
        this.files = disk.asRoot();
    }

    public List<User> all() {
        List<User> users = new ArrayList<>();
        for (String[] field : lines("/etc/passwd", 7)) {
            number(field[2])
                    .ifPresent(uid -> number(field[3])
                            .ifPresent(gid -> users.add(new User(field[0], uid, gid, field[4], field[5], field[6]))));
        }
        return users;
    }

    public List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        for (String[] field : lines("/etc/group", 4)) {
            List<String> members =
                    Stream.of(field[3].split(",")).filter(m -> !m.isEmpty()).toList();
            number(field[2]).ifPresent(gid -> groups.add(new Group(field[0], gid, members)));
        }
        return groups;
    }

    public Optional<User> named(String name) {
        return all().stream().filter(user -> user.name().equals(name)).findFirst();
    }

    public Optional<User> numbered(int uid) {
        return all().stream().filter(user -> user.uid() == uid).findFirst();
    }

    public Optional<Group> groupNamed(String name) {
        return groups().stream().filter(group -> group.name().equals(name)).findFirst();
    }

    public Optional<Group> groupNumbered(int gid) {
        return groups().stream().filter(group -> group.gid() == gid).findFirst();
    }

    /// The name of a user, or the number where nobody has it.
    public String userName(int uid) {
        return numbered(uid).map(User::name).orElse(Integer.toString(uid));
    }

    public String groupName(int gid) {
        return groupNumbered(gid).map(Group::name).orElse(Integer.toString(gid));
    }

    /// A session of the user; empty where there is no such user.
    public Optional<Login> login(String name) {
        return named(name).map(user -> {
            List<Integer> gids = new ArrayList<>(List.of(user.gid()));
            groups().stream()
                    .filter(group -> group.members().contains(name) && group.gid() != user.gid())
                    .forEach(group -> gids.add(group.gid()));
            return new Login(user.name(), user.uid(), user.gid(), gids, user.home(), user.shell(), Map.of());
        });
    }

    private List<String[]> lines(String path, int fields) {
        try {
            return files.readText(path)
                    .lines()
                    .map(line -> line.split(":", -1))
                    .filter(line -> line.length == fields)
                    .toList();
        } catch (FsException missing) {
            return List.of();
        }
    }

    private static Optional<Integer> number(String text) {
        return text.matches("\\d{1,9}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }
}
