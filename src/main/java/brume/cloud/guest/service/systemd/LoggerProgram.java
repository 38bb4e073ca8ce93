package brume.cloud.guest.service.systemd;

import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// `logger [-t tag] [-p facility.priority] [-i] message`: a line in the journal.
final class LoggerProgram implements Program {

    private static final List<String> PRIORITIES =
            List.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");

    @Override
    public int run(Process process) throws IOException {
        String tag = process.login().user();
        int priority = Journald.NOTICE;
        boolean withPid = false;
        List<String> words = new ArrayList<>();
        for (int i = 0; i < process.args().size(); i++) {
            String arg = process.args().get(i);
            String next = i + 1 < process.args().size() ? process.args().get(i + 1) : "";
            switch (arg) {
                case "-t", "--tag" -> {
                    tag = next;
                    i++;
                }
                case "-p", "--priority" -> {
                    String name = next.substring(next.indexOf('.') + 1)
                            .replace("error", "err")
                            .replace("warn", "warning")
                            .replace("warninging", "warning");
                    if (!PRIORITIES.contains(name)) {
                        return process.fail("unknown priority name: " + next);
                    }
                    priority = PRIORITIES.indexOf(name);
                    i++;
                }
                case "-i" -> withPid = true;
                case "-s", "--stderr" -> process.warn(tag);
                default -> words.add(arg);
            }
        }
        String text = words.isEmpty()
                ? new String(process.in().readNBytes(64 * 1024), StandardCharsets.UTF_8)
                : String.join(" ", words);
        int pid = withPid ? process.task().pid() : 0;
        for (String line : text.split("\\R")) {
            if (!line.isEmpty()) {
                Journald.of(process.guest()).log(priority, tag, pid, "", line);
            }
        }
        return 0;
    }
}
