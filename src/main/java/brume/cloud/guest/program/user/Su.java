package brume.cloud.guest.program.user;

import brume.cloud.guest.Login;
import brume.cloud.guest.program.Launcher;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `su [-] [user] [-c command]`.
public final class Su implements Program {

    @Override
    public int run(Process process) throws IOException {
        boolean login = false;
        Optional<String> command = Optional.empty();
        Optional<String> shell = Optional.empty();
        List<String> operands = new ArrayList<>();
        List<String> args = process.args();
        for (int i = 0; i < args.size(); i++) {
            switch (args.get(i)) {
                case "-", "-l", "--login" -> login = true;
                case "-c", "--command" -> command = Optional.of(i + 1 < args.size() ? args.get(++i) : "");
                case "-s", "--shell" -> shell = Optional.of(i + 1 < args.size() ? args.get(++i) : "/bin/sh");
                case "-m", "-p" -> {}
                default -> operands.add(args.get(i));
            }
        }
        String name = operands.isEmpty() ? "root" : operands.getFirst();
        Optional<Login> target = process.guest().login(name);
        if (target.isEmpty()) {
            return process.fail(
                    "user " + name + " does not exist or the user entry does not contain all the required fields");
        }
        if (process.login().uid() != 0) {
            Optional<String> typed = Passwords.ask(process, "Password: ");
            if (process.terminal().isPresent()) {
                process.warn("");
            }
            if (typed.isEmpty() || !Passwords.matches(process.guest(), name, typed.get())) {
                return process.fail("Authentication failure");
            }
        }
        return become(
                process, target.get(), login, command, shell.orElse(target.get().shell()));
    }

    private static int become(Process process, Login target, boolean login, Optional<String> command, String shell)
            throws IOException {
        Map<String, String> env = new LinkedHashMap<>(login ? Map.of() : process.env());
        Optional.ofNullable(process.env().get("TERM")).ifPresent(term -> env.put("TERM", term));
        env.put("HOME", target.home());
        env.put("SHELL", shell);
        env.put("USER", target.user());
        env.put("LOGNAME", target.user());
        env.put("PATH", brume.cloud.guest.Guest.searchPath(process.guest().os(), target.uid()));
        List<String> argv = new ArrayList<>();
        String base = shell.substring(shell.lastIndexOf('/') + 1);
        argv.add(login ? "-" + base : base);
        command.ifPresent(text -> argv.addAll(List.of("-c", text)));
        Process as = process.as(target).withEnv(env).with(argv);
        try {
            return process.guest()
                    .launcher()
                    .launch(
                            login ? as.in(process.files().isDirectory(target.home()) ? target.home() : "/") : as,
                            shell);
        } catch (Launcher.NotRunnable reason) {
            return process.fail(1, "failed to execute " + shell + ": " + reason.getMessage());
        }
    }
}
