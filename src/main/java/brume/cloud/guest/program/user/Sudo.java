package brume.cloud.guest.program.user;

import brume.cloud.guest.Login;
import brume.cloud.guest.program.Launcher;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `sudo`: runs a command as another user, root unless `-u` says otherwise.
public final class Sudo implements Program {

    private static final String SECURE_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final int ATTEMPTS = 3;

    @Override
    public int run(Process process) throws IOException {
        Options.Parsed options = new Options(
                        "+u:g:p:C:h:T:isEHSnkKlvbAPB",
                        "user=u group=g prompt=p login=i shell=s preserve-env=E set-home=H stdin=S non-interactive=n list=l validate=v background=b reset-timestamp=k remove-timestamp=K")
                .parse(process.args());
        if (options.has('K') || options.has('k') && options.operands().isEmpty()) {
            return 0;
        }
        List<String> command = new ArrayList<>(options.operands());
        Map<String, String> assigned = new LinkedHashMap<>();
        while (!command.isEmpty() && command.getFirst().matches("[A-Za-z_][A-Za-z0-9_]*=.*")) {
            String pair = command.removeFirst();
            assigned.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        boolean shell = options.has('i') || options.has('s');
        if (command.isEmpty() && !shell && !options.has('l') && !options.has('v')) {
            process.warn(
                    "usage: sudo -h | -K | -k | -V\nusage: sudo -v [-ABkNnS] [-g group] [-h host] [-p prompt] [-u user]\n"
                            + "usage: sudo [-ABbEHkNnPS] [-C num] [-g group] [-h host] [-p prompt] [-u user] [VAR=value] [-i | -s] [command [arg ...]]");
            return 1;
        }
        String wanted = options.value('u').orElse("root");
        Optional<Login> target = target(process, wanted);
        if (target.isEmpty()) {
            return process.fail("unknown user " + wanted.replaceFirst("^#", "")
                    + "\nsudo: error initializing audit plugin sudoers_audit");
        }
        int refused = permitted(process, options, target.get());
        if (refused != 0) {
            return refused;
        }
        if (options.has('v')) {
            return 0;
        }
        if (options.has('l')) {
            return list(process);
        }
        return perform(process, options, target.get(), command, assigned);
    }

    private static Optional<Login> target(Process process, String name) {
        return name.matches("#\\d{1,9}")
                ? process.guest()
                        .users()
                        .numbered(Integer.parseInt(name.substring(1)))
                        .flatMap(user -> process.guest().login(user.name()))
                : process.guest().login(name);
    }

    private static int permitted(Process process, Options.Parsed options, Login target) throws IOException {
        if (process.login().uid() == 0) {
            return 0;
        }
        Sudoers.Grant grant = Sudoers.read(process.guest()).grant(process.login(), process.guest());
        if (grant == Sudoers.Grant.WITHOUT_PASSWORD) {
            return 0;
        }
        if (options.has('n')) {
            return process.fail("a password is required");
        }
        String user = process.login().user();
        String prompt = options.value('p')
                .orElse("[sudo] password for " + user + ": ")
                .replace("%u", user)
                .replace("%p", user);
        if (process.terminal().isEmpty() && !options.has('S')) {
            process.warn(
                    "sudo: a terminal is required to read the password; either use the -S option to read from standard input or configure an askpass helper\nsudo: a password is required");
            return 1;
        }
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<String> typed = Passwords.ask(process, prompt);
            if (typed.isEmpty()) {
                return process.fail(
                        attempt == 1
                                ? "no password was provided\nsudo: a password is required"
                                : (attempt - 1) + " incorrect password attempt" + (attempt > 2 ? "s" : ""));
            }
            if (Passwords.matches(process.guest(), user, typed.get())) {
                if (grant == Sudoers.Grant.WITH_PASSWORD) {
                    return 0;
                }
                process.warn(
                        user + " is not in the sudoers file.\nThis incident has been reported to the administrator.");
                return 1;
            }
            if (attempt < ATTEMPTS) {
                process.warn("Sorry, try again.");
            }
        }
        return process.fail(ATTEMPTS + " incorrect password attempts");
    }

    private static int list(Process process) throws IOException {
        String host = process.guest().hostname().replaceFirst("\\..*", "");
        process.println("User " + process.login().user() + " may run the following commands on " + host + ":");
        Sudoers.Grant grant = Sudoers.read(process.guest()).grant(process.login(), process.guest());
        process.println(grant == Sudoers.Grant.WITHOUT_PASSWORD ? "    (ALL) NOPASSWD: ALL" : "    (ALL : ALL) ALL");
        return 0;
    }

    private static int perform(
            Process process, Options.Parsed options, Login target, List<String> command, Map<String, String> assigned)
            throws IOException {
        Map<String, String> env = new LinkedHashMap<>();
        if (options.has('E')) {
            env.putAll(process.env());
        }
        for (String kept : new String[] {"TERM", "LANG", "LC_ALL", "COLUMNS", "LINES", "DISPLAY", "PS1"}) {
            Optional.ofNullable(process.env().get(kept)).ifPresent(value -> env.put(kept, value));
        }
        env.put(
                "HOME",
                options.has('E') && !options.has('H')
                        ? process.env().getOrDefault("HOME", target.home())
                        : target.home());
        env.put("PATH", SECURE_PATH);
        env.put("SHELL", target.shell());
        env.put("USER", target.user());
        env.put("LOGNAME", target.user());
        env.put("MAIL", "/var/mail/" + target.user());
        env.put("SUDO_USER", process.login().user());
        env.put("SUDO_UID", Integer.toString(process.login().uid()));
        env.put("SUDO_GID", Integer.toString(process.login().gid()));
        env.put("SUDO_COMMAND", command.isEmpty() ? target.shell() : String.join(" ", command));
        env.putAll(assigned);
        Process as = process.as(target).withEnv(env);
        try {
            if (options.has('i')) {
                return login(as.in(process.files().isDirectory(target.home()) ? target.home() : "/"), target, command);
            }
            if (options.has('s')) {
                List<String> argv = new ArrayList<>(List.of(target.shell()));
                if (!command.isEmpty()) {
                    argv.addAll(List.of("-c", String.join(" ", command)));
                }
                return process.guest().launcher().launch(as.with(argv), target.shell());
            }
            return command(as, command);
        } catch (Launcher.NotRunnable reason) {
            return process.fail(
                    1, (command.isEmpty() ? target.shell() : command.getFirst()) + ": " + reason.getMessage());
        }
    }

    private static int login(Process as, Login target, List<String> command) throws Launcher.NotRunnable {
        List<String> argv = new ArrayList<>(
                List.of("-" + target.shell().substring(target.shell().lastIndexOf('/') + 1)));
        if (!command.isEmpty()) {
            argv.addAll(List.of(
                    "-c",
                    String.join(
                            " ",
                            command.stream()
                                    .map(brume.cloud.guest.shell.Quoting::backslashed)
                                    .toList())));
        }
        return as.guest().launcher().launch(as.with(argv), target.shell());
    }

    private static int command(Process as, List<String> command) throws IOException {
        Optional<String> path = as.guest().launcher().find(as, command.getFirst());
        if (path.isEmpty() || command.getFirst().contains("/") && !as.files().exists(as.path(command.getFirst()))) {
            return as.fail(command.getFirst() + ": command not found");
        }
        return as.guest().launcher().launch(as.with(command), path.get());
    }
}
