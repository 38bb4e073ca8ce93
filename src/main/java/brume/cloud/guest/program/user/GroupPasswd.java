package brume.cloud.guest.program.user;

import brume.cloud.guest.Users.Group;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// `gpasswd -a user group`, `-d user group`, `-M users group`.
public final class GroupPasswd implements Program {

    @Override
    public int run(Process process) throws IOException {
        Options.Parsed options =
                new Options("a:d:M:A:rR", "add=a delete=d members=M administrators=A").parse(process.args());
        if (options.operands().isEmpty()) {
            process.warn("Usage: gpasswd [option] GROUP");
            return 2;
        }
        if (process.login().uid() != 0) {
            return process.fail("Permission denied.");
        }
        String name = options.operand(0);
        Optional<Group> group = process.guest().users().groupNamed(name);
        if (group.isEmpty()) {
            return process.fail(3, "group '" + name + "' does not exist in /etc/group");
        }
        List<String> members = new ArrayList<>(group.get().members());
        for (Options.Given given : options.given()) {
            List<String> users = Arrays.stream(given.value().split(","))
                    .filter(user -> !user.isEmpty())
                    .toList();
            for (String user : users) {
                if (process.guest().users().named(user).isEmpty()) {
                    return process.fail(3, "user '" + user + "' does not exist");
                }
            }
            switch (given.letter()) {
                case 'a' -> {
                    process.println("Adding user " + given.value() + " to group " + name);
                    users.stream().filter(user -> !members.contains(user)).forEach(members::add);
                }
                case 'd' -> {
                    process.println("Removing user " + given.value() + " from group " + name);
                    if (!members.removeAll(users)) {
                        return process.fail(3, "user '" + given.value() + "' is not a member of '" + name + "'");
                    }
                }
                case 'M' -> {
                    members.clear();
                    members.addAll(users);
                }
                default -> {}
            }
        }
        new Accounts(process.guest())
                .replace(name, Optional.of(new Group(name, group.get().gid(), members)), true);
        return 0;
    }
}
