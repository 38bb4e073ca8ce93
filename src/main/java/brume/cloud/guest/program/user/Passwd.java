package brume.cloud.guest.program.user;

import brume.cloud.guest.Users.User;
import brume.cloud.guest.program.Lines;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.util.Optional;

/// `passwd` and `chpasswd`.
public final class Passwd implements Program {

    @Override
    public int run(Process process) throws IOException {
        if (process.name().equals("chpasswd")) {
            return many(process);
        }
        Options.Parsed options =
                new Options("ludSe", "lock=l unlock=u delete=d status=S expire=e stdin=9").parse(process.args());
        String name = options.operands().isEmpty() ? process.login().user() : options.operand(0);
        boolean root = process.login().uid() == 0;
        if (process.guest().users().named(name).isEmpty()) {
            return process.fail("user '" + name + "' does not exist");
        }
        if (!root && (!name.equals(process.login().user()) || !options.given().isEmpty() && !options.has('S'))) {
            return process.fail("You may not view or modify password information for " + name + ".");
        }
        String stored = Passwords.stored(process.guest(), name).orElse("!");
        if (options.has('l') || options.has('u') || options.has('d')) {
            String bare = stored.replaceFirst("^!+", "");
            Passwords.store(
                    process.guest(),
                    name,
                    options.has('d') ? "" : options.has('l') ? "!" + bare : bare.isEmpty() ? "!" : bare);
            process.println("passwd: password changed.");
            return 0;
        }
        if (options.has('S')) {
            process.println(name + (stored.startsWith("$") ? " P" : " L") + " 2026-03-02 0 99999 7 -1");
            return 0;
        }
        return change(process, name, root);
    }

    private static int change(Process process, String name, boolean root) throws IOException {
        if (!root) {
            process.println("Changing password for " + name + ".");
            Optional<String> current = Passwords.ask(process, "Current password: ");
            if (current.isEmpty() || !Passwords.matches(process.guest(), name, current.get())) {
                process.warn("\npasswd: Authentication token manipulation error\npasswd: password unchanged");
                return 10;
            }
        }
        process.out().flush();
        Optional<String> first = Passwords.ask(process, "New password: ");
        Optional<String> second = first.isEmpty() ? Optional.empty() : Passwords.ask(process, "Retype new password: ");
        if (second.isEmpty() || first.get().isEmpty()) {
            process.warn("\npasswd: Authentication token manipulation error\npasswd: password unchanged");
            return 10;
        }
        if (!first.equals(second)) {
            process.warn(
                    "Sorry, passwords do not match.\npasswd: Authentication token manipulation error\npasswd: password unchanged");
            return 10;
        }
        Passwords.set(process.guest(), name, first.get());
        process.println("passwd: password updated successfully");
        return 0;
    }

    private static int many(Process process) throws IOException {
        if (process.login().uid() != 0) {
            return process.fail("cannot lock /etc/passwd; try again later.");
        }
        Lines lines = new Lines(process.in());
        int number = 0;
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            number++;
            int colon = line.get().indexOf(':');
            Optional<User> user = colon < 0
                    ? Optional.empty()
                    : process.guest().users().named(line.get().substring(0, colon));
            if (user.isEmpty()) {
                String reason = colon < 0
                        ? "missing new password"
                        : "user '" + line.get().substring(0, colon) + "' does not exist";
                return process.fail("line " + number + ": " + reason);
            }
            if (process.args().contains("-e")) {
                Passwords.store(process.guest(), user.get().name(), line.get().substring(colon + 1));
            } else {
                Passwords.set(process.guest(), user.get().name(), line.get().substring(colon + 1));
            }
        }
        return 0;
    }
}
