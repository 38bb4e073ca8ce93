package brume.cloud.guest.service.systemd;

import brume.cloud.guest.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a unit is doing now. Guarded by the lock of its [Systemd].
final class UnitState {

    /// A command of the unit that has ended.
    ///
    /// @param key `ExecStart`, `ExecStartPre` ...
    record Ended(String key, int pid, String command, int status, int signal) {
        boolean failed() {
            return status != 0 || signal != 0;
        }

        /// `code=exited, status=1/FAILURE`
        String words() {
            if (signal != 0) {
                return "code=killed, signal=" + signalName(signal);
            }
            return "code=exited, status=" + status + statusName(status);
        }
    }

    private volatile UnitFile file;
    private String active = "inactive";
    private String sub = "dead";
    private Optional<Instant> since = Optional.empty();
    private Optional<Task> main = Optional.empty();
    private String mainName = "";
    private String result = "success";
    private final List<Ended> ended = new ArrayList<>();
    private final List<Instant> starts = new ArrayList<>();
    private int restarts;
    private boolean stopping;

    UnitState(UnitFile file) {
        this.file = file;
    }

    /// The unit file was read again.
    void reread(UnitFile newFile) {
        file = newFile;
    }

    UnitFile file() {
        return file;
    }

    String active() {
        return active;
    }

    String sub() {
        return sub;
    }

    Optional<Instant> since() {
        return since;
    }

    String result() {
        return result;
    }

    Optional<Task> main() {
        return main;
    }

    String mainName() {
        return mainName;
    }

    List<Ended> ended() {
        return List.copyOf(ended);
    }

    int restarts() {
        return restarts;
    }

    boolean isActive() {
        return active.equals("active") || active.equals("activating") || active.equals("reloading");
    }

    boolean isStopping() {
        return stopping;
    }

    void becomes(String newActive, String newSub, Instant now) {
        if (!newActive.equals(active)) {
            since = Optional.of(now);
        }
        active = newActive;
        sub = newSub;
    }

    void starting(Instant now) {
        ended.clear();
        result = "success";
        stopping = false;
        main = Optional.empty();
        starts.add(now);
        starts.removeIf(old -> old.isBefore(now.minusSeconds(10)));
    }

    /// True where it was started more than five times within ten seconds.
    boolean startsTooOften(Instant now) {
        return starts.stream()
                        .filter(start -> !start.isBefore(now.minusSeconds(10)))
                        .count()
                >= 5;
    }

    void forgetStarts() {
        starts.clear();
        restarts = 0;
    }

    void restarting() {
        restarts++;
    }

    void stopRequested() {
        stopping = true;
    }

    void runs(Task task, String name) {
        main = Optional.of(task);
        mainName = name;
    }

    void ended(Ended command) {
        ended.add(command);
    }

    void gone(String why) {
        main = Optional.empty();
        result = why;
    }

    void reset() {
        result = "success";
        ended.clear();
        forgetStarts();
    }

    static String signalName(int signal) {
        return switch (signal) {
            case 1 -> "HUP";
            case 2 -> "INT";
            case 3 -> "QUIT";
            case 6 -> "ABRT";
            case 9 -> "KILL";
            case 10 -> "USR1";
            case 11 -> "SEGV";
            case 12 -> "USR2";
            case 13 -> "PIPE";
            case 14 -> "ALRM";
            case 15 -> "TERM";
            default -> Integer.toString(signal);
        };
    }

    private static String statusName(int status) {
        return switch (status) {
            case 0 -> "/SUCCESS";
            case 1 -> "/FAILURE";
            case 2 -> "/INVALIDARGUMENT";
            case 200 -> "/CHDIR";
            case 203 -> "/EXEC";
            case 217 -> "/USER";
            default -> "/n/a";
        };
    }
}
