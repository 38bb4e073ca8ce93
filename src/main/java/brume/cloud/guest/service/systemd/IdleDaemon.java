package brume.cloud.guest.service.systemd;

import brume.cloud.guest.Guest;
import brume.cloud.guest.net.Ports;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.service.Daemon;
import java.io.IOException;

/// A system service whose work Brume does elsewhere, or that has none here: it is there, can be stopped and started,
/// and waits. `sshd` holds port 22, on which the provider's side answers.
final class IdleDaemon implements Program {

    private static final int SSH = 22;

    @Override
    public int run(Process process) throws IOException {
        Guest guest = process.guest();
        Daemon daemon = Daemon.inForeground(guest, process.name(), process);
        if (process.name().equals("sshd")) {
            Ports.of(guest).bind(Ports.everywhere(SSH, daemon.master(), "sshd", connection -> connection.close()));
            Journald.of(guest)
                    .log(
                            Journald.INFO,
                            "sshd",
                            daemon.master().pid(),
                            Journald.sshUnit(guest),
                            "Server listening on 0.0.0.0 port 22.");
        }
        try {
            return daemon.serve(process);
        } finally {
            daemon.end(0);
        }
    }
}
