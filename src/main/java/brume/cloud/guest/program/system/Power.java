package brume.cloud.guest.program.system;

import brume.cloud.guest.GuestWorld;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;

/// `reboot`, `poweroff`, `halt`, `shutdown`.
public final class Power implements Program {

    @Override
    public int run(Process process) throws IOException {
        if (process.login().uid() != 0) {
            process.warn("Failed to set wall message, ignoring: Interactive authentication required.\nFailed to "
                    + (process.name().equals("reboot") ? "reboot" : "power off")
                    + " system via logind: Interactive authentication required.");
            return 1;
        }
        if (process.args().contains("-c")) {
            return 0;
        }
        boolean reboot = process.name().equals("reboot") || process.args().contains("-r");
        process.guest()
                .world()
                .powerRequested(process.guest(), reboot ? GuestWorld.Power.REBOOT : GuestWorld.Power.OFF);
        return 0;
    }
}
