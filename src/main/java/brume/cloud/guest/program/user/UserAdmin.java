package brume.cloud.guest.program.user;

import brume.cloud.guest.Users.Group;
import brume.cloud.guest.Users.User;
import brume.cloud.guest.image.OperatingSystem.Family;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.file.Removal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `useradd`, `usermod`, `userdel`, `groupadd`, `groupdel`, and Debian's `adduser`.
public final class UserAdmin implements Program {

    private static final String USER_OPTIONS = "c:d:e:f:g:G:k:K:lmMNop:rs:u:UaLZ:b:D";
    private static final String USER_LONG =
            "comment=c home-dir=d home=d gid=g groups=G create-home=m no-create-home=M no-user-group=N password=p system=r shell=s uid=u user-group=U append=a lock=L unlock=D move-home=m login=l";

    @Override
    public int run(Process process) throws IOException {
        if (process.login().uid() != 0) {
            process.warn(process.name() + ": Permission denied.\n" + process.name() + ": cannot lock "
                    + (process.name().startsWith("group") ? "/etc/group" : "/etc/passwd") + "; try again later.");
            return process.name().startsWith("group") ? 10 : 1;
        }
        return switch (process.name()) {
            case "useradd", "adduser" -> add(process);
            case "usermod" -> modify(process);
            case "userdel", "deluser" -> remove(process);
            case "groupadd", "addgroup" -> addGroup(process);
            default -> removeGroup(process);
        };
    }

    private static int add(Process process) throws IOException {
        boolean adduser =
                process.name().equals("adduser") && process.guest().os().family() == Family.DEBIAN;
        List<String> args = process.args();
        if (adduser) {
            args = args.stream()
                    .filter(arg -> !arg.matches("--(disabled-password|disabled-login|gecos.*|quiet|ingroup.*)"))
                    .filter(arg -> !arg.isEmpty())
                    .toList();
        }
        Options.Parsed options = new Options(USER_OPTIONS, USER_LONG).parse(args);
        if (adduser && options.operands().size() == 2) {
            new Accounts(process.guest()).members(options.operand(0), List.of(options.operand(1)), false);
            process.println("info: Adding user `" + options.operand(0) + "' to group `" + options.operand(1) + "' ...");
            return 0;
        }
        if (options.operands().size() != 1) {
            process.warn("Usage: useradd [options] LOGIN");
            return 2;
        }
        String name = options.operand(0);
        if (!name.matches("[a-z_][a-z0-9_.-]{0,31}\\$?")) {
            return process.fail(3, "invalid user name '" + name + "': use --badname to ignore");
        }
        if (process.guest().users().named(name).isPresent()) {
            return process.fail(9, "user '" + name + "' already exists");
        }
        List<String> groups = groups(options);
        Optional<String> unknown = groups.stream()
                .filter(group -> process.guest().users().groupNamed(group).isEmpty())
                .findFirst();
        if (unknown.isPresent()) {
            return process.fail(6, "group '" + unknown.get() + "' does not exist");
        }
        Optional<Integer> gid = options.value('g').flatMap(group -> gid(process, group));
        if (options.value('g').isPresent() && gid.isEmpty()) {
            return process.fail(6, "group '" + options.value('g').get() + "' does not exist");
        }
        create(process, options, name, gid, adduser);
        return 0;
    }

    private static void create(
            Process process, Options.Parsed options, String name, Optional<Integer> gid, boolean adduser)
            throws IOException {
        Accounts accounts = new Accounts(process.guest());
        boolean system = options.has('r');
        int uid = options.value('u')
                .filter(u -> u.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .orElseGet(() -> accounts.freeUid(system));
        int group = gid.orElse(-1);
        if (group < 0) {
            boolean taken = process.guest().users().groupNumbered(uid).isPresent();
            group = taken ? accounts.freeGid(system) : uid;
            accounts.add(new Group(name, group, List.of()));
        }
        boolean debian = process.guest().os().family() == Family.DEBIAN;
        String shell = options.value('s').orElse(debian && !adduser ? "/bin/sh" : "/bin/bash");
        User user = new User(
                name,
                uid,
                group,
                options.value('c').orElse(""),
                options.value('d').orElse("/home/" + name),
                shell);
        accounts.add(user);
        accounts.members(name, groups(options), false);
        if (options.has('m') || adduser || !debian && !options.has('M') && !system) {
            accounts.home(user);
        }
        if (options.value('p').isPresent()) {
            Passwords.store(process.guest(), name, options.value('p').get());
        }
        if (adduser) {
            process.println("info: Adding user `" + name + "' ...\ninfo: Adding new group `" + name + "' (" + group
                    + ") ...\ninfo: Creating home directory `" + user.home() + "' ...");
        }
    }

    private static List<String> groups(Options.Parsed options) {
        return options.value('G').map(text -> List.of(text.split(","))).orElse(List.of());
    }

    private static Optional<Integer> gid(Process process, String group) {
        return group.matches("\\d{1,9}")
                ? process.guest().users().groupNumbered(Integer.parseInt(group)).map(Group::gid)
                : process.guest().users().groupNamed(group).map(Group::gid);
    }

    private static int modify(Process process) throws IOException {
        Options.Parsed options = new Options(
                        "c:d:e:f:g:G:l:mop:s:u:aLUZ:",
                        USER_LONG
                                .replace("unlock=D", "unlock=U")
                                .replace("user-group=U ", "")
                                .replace("create-home=m no-create-home=M no-user-group=N ", "")
                                .replace("system=r ", ""))
                .parse(process.args());
        if (options.operands().size() != 1) {
            process.warn("Usage: usermod [options] LOGIN");
            return 2;
        }
        String name = options.operand(0);
        Optional<User> old = process.guest().users().named(name);
        if (old.isEmpty()) {
            return process.fail(6, "user '" + name + "' does not exist");
        }
        Accounts accounts = new Accounts(process.guest());
        List<String> groups = groups(options);
        for (String group : groups) {
            if (process.guest().users().groupNamed(group).isEmpty()) {
                return process.fail(6, "group '" + group + "' does not exist");
            }
        }
        if (!groups.isEmpty()) {
            accounts.members(name, groups, !options.has('a'));
        }
        Optional<Integer> gid = options.value('g').flatMap(group -> gid(process, group));
        if (options.value('g').isPresent() && gid.isEmpty()) {
            return process.fail(6, "group '" + options.value('g').get() + "' does not exist");
        }
        User user = old.get();
        User changed = new User(
                options.value('l').orElse(name),
                options.value('u')
                        .filter(u -> u.matches("\\d{1,9}"))
                        .map(Integer::parseInt)
                        .orElse(user.uid()),
                gid.orElse(user.gid()),
                options.value('c').orElse(user.comment()),
                options.value('d').orElse(user.home()),
                options.value('s').orElse(user.shell()));
        if (options.has('m')
                && !changed.home().equals(user.home())
                && process.files().exists(user.home())) {
            process.files().rename(user.home(), changed.home());
        }
        accounts.replace(name, Optional.of(changed));
        lock(process, options, name);
        return 0;
    }

    private static void lock(Process process, Options.Parsed options, String name) throws IOException {
        String stored = Passwords.stored(process.guest(), name).orElse("!");
        if (options.has('L') && !stored.startsWith("!")) {
            Passwords.store(process.guest(), name, "!" + stored);
        } else if (options.has('U') && stored.length() > 1 && stored.startsWith("!")) {
            Passwords.store(process.guest(), name, stored.substring(1));
        }
        if (options.value('p').isPresent()) {
            Passwords.store(process.guest(), name, options.value('p').get());
        }
    }

    private static int remove(Process process) throws IOException {
        Options.Parsed options = new Options("frZ", "force=f remove=r remove-home=r").parse(process.args());
        if (options.operands().size() != 1) {
            process.warn("Usage: userdel [options] LOGIN");
            return 2;
        }
        String name = options.operand(0);
        Optional<User> user = process.guest().users().named(name);
        if (user.isEmpty()) {
            return process.fail(6, "user '" + name + "' does not exist");
        }
        Accounts accounts = new Accounts(process.guest());
        accounts.members(name, List.of(), true);
        accounts.replace(name, Optional.empty());
        accounts.replace(name, Optional.empty(), true);
        if (options.has('r') && process.files().exists(user.get().home())) {
            new Removal(process).tree(user.get().home());
        }
        return 0;
    }

    private static int addGroup(Process process) throws IOException {
        Options.Parsed options = new Options("fg:rK:op:", "force=f gid=g system=r").parse(process.args());
        if (options.operands().size() != 1) {
            process.warn("Usage: groupadd [options] GROUP");
            return 2;
        }
        String name = options.operand(0);
        if (process.guest().users().groupNamed(name).isPresent()) {
            return options.has('f') ? 0 : process.fail(9, "group '" + name + "' already exists");
        }
        if (!name.matches("[a-z_][a-z0-9_.-]{0,31}\\$?")) {
            return process.fail(3, "'" + name + "' is not a valid group name");
        }
        Accounts accounts = new Accounts(process.guest());
        int gid = options.value('g')
                .filter(g -> g.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .orElseGet(() -> accounts.freeGid(options.has('r')));
        if (process.guest().users().groupNumbered(gid).isPresent()) {
            return process.fail(4, "GID '" + gid + "' already exists");
        }
        accounts.add(new Group(name, gid, new ArrayList<>()));
        return 0;
    }

    private static int removeGroup(Process process) throws IOException {
        if (process.args().isEmpty()) {
            process.warn("Usage: groupdel [options] GROUP");
            return 2;
        }
        String name = process.args().getLast();
        Optional<Group> group = process.guest().users().groupNamed(name);
        if (group.isEmpty()) {
            return process.fail(6, "group '" + name + "' does not exist");
        }
        Optional<User> owner = process.guest().users().all().stream()
                .filter(user -> user.gid() == group.get().gid())
                .findFirst();
        if (owner.isPresent()) {
            return process.fail(
                    8, "cannot remove the primary group of user '" + owner.get().name() + "'");
        }
        new Accounts(process.guest()).replace(name, Optional.empty(), true);
        return 0;
    }
}
