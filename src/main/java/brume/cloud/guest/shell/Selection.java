package brume.cloud.guest.shell;

import java.util.List;
import java.util.Optional;

/// Runs `select`.
final class Selection {

    private final Interpreter interpreter;
    private final Shell shell;

    Selection(Interpreter interpreter) {
        this.interpreter = interpreter;
        this.shell = interpreter.shell;
    }

    /// `select`: shows the choices and asks until there is a break or no more input.
    int run(Command.For loop, List<String> values) {
        shell.loopDepth++;
        try {
            boolean show = true;
            while (!values.isEmpty()) {
                interpreter.poll();
                StringBuilder menu = new StringBuilder();
                for (int i = 0; show && i < values.size(); i++) {
                    menu.append(i + 1).append(") ").append(values.get(i)).append('\n');
                }
                menu.append(shell.variables.get("PS3", "#? "));
                Optional<String> answer = ask(menu.toString());
                if (answer.isEmpty()) {
                    return 1;
                }
                String typed = answer.get();
                show = typed.isEmpty();
                if (show) {
                    continue;
                }
                boolean known = typed.matches("\\d{1,6}")
                        && Integer.parseInt(typed) >= 1
                        && Integer.parseInt(typed) <= values.size();
                shell.variables.set("REPLY", typed);
                shell.variables.set(loop.name(), known ? values.get(Integer.parseInt(typed) - 1) : "");
                if (!interpreter.iterate(loop.body())) {
                    break;
                }
            }
            return shell.status;
        } finally {
            shell.loopDepth--;
        }
    }

    private Optional<String> ask(String prompt) {
        try {
            shell.fds.get(2).output().write(prompt.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            shell.fds.get(2).output().flush();
            java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
            int octet = shell.fds.get(0).input().read();
            if (octet < 0) {
                return Optional.empty();
            }
            for (; octet >= 0 && octet != '\n'; octet = shell.fds.get(0).input().read()) {
                line.write(octet);
            }
            return Optional.of(
                    line.toString(java.nio.charset.StandardCharsets.UTF_8).strip());
        } catch (java.io.IOException gone) {
            return Optional.empty();
        }
    }
}
