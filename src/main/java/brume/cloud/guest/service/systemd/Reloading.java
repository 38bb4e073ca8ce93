package brume.cloud.guest.service.systemd;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `systemctl reload`: runs what `ExecReload=` says.
final class Reloading {

    private final Systemd systemd;
    private final Journald journald;

    Reloading(Systemd systemd, Journald journald) {
        this.systemd = systemd;
        this.journald = journald;
    }

    Systemd.Outcome reload(String typed) {
        String name = Units.nameOf(typed);
        Optional<UnitState> unit = systemd.unit(name);
        if (unit.isEmpty()) {
            return new Systemd.Outcome(5, "Failed to reload " + name + ": Unit " + name + " not found.");
        }
        UnitState state = unit.get();
        if (!state.isActive()) {
            return new Systemd.Outcome(1, name + " is not active, cannot reload.");
        }
        List<String> commands = state.file().all("Service", "ExecReload");
        if (commands.isEmpty()) {
            return new Systemd.Outcome(
                    1, "Failed to reload " + name + ": Job type reload is not applicable for unit " + name + ".");
        }
        journald.systemd(Journald.INFO, name, "Reloading " + Systemd.title(state.file()) + "...");
        Map<String, String> extra = state.main()
                .map(main -> Map.of("MAINPID", Integer.toString(main.pid())))
                .orElse(Map.of());
        for (String value : commands) {
            UnitState.Ended ended = systemd.runAside(state, "ExecReload", value, extra);
            if (ended.failed() && !value.startsWith("-")) {
                journald.systemd(Journald.NOTICE, name, name + ": Control process exited, " + ended.words());
                journald.systemd(Journald.ERROR, name, "Reload failed for " + Systemd.title(state.file()) + ".");
                return new Systemd.Outcome(
                        1,
                        "Job for " + name + " failed.\nSee \"systemctl status " + name + "\" and \"journalctl -xeu "
                                + name + "\" for details.");
            }
        }
        journald.systemd(Journald.INFO, name, "Reloaded " + Systemd.title(state.file()) + ".");
        return Systemd.Outcome.DONE;
    }
}
