package brume.cloud.guest.service.systemd;

import brume.cloud.guest.image.OperatingSystem;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.util.List;

/// `service nginx start`: hands over to `systemctl`.
final class ServiceCommand implements Program {

    @Override
    public int run(Process process) throws IOException {
        List<String> args = process.args();
        if (args.size() == 1 && args.getFirst().equals("--status-all")) {
            for (var entry : Systemd.of(process.guest()).loaded().entrySet()) {
                if (entry.getValue().file().isService()) {
                    process.println(" [ " + (entry.getValue().isActive() ? "+" : "-") + " ]  "
                            + entry.getKey().replace(".service", ""));
                }
            }
            return 0;
        }
        if (args.size() < 2) {
            process.warn("Usage: service < option > | --status-all | [ service_name [ command | --full-restart ] ]");
            return 1;
        }
        String verb = args.get(1);
        boolean debian = process.guest().os().family() == OperatingSystem.Family.DEBIAN;
        if (debian
                && Systemd.of(process.guest())
                        .unit(Units.nameOf(args.getFirst()))
                        .isEmpty()) {
            process.warn(args.getFirst() + ": unrecognized service");
            return 1;
        }
        if (!debian) {
            process.warn("Redirecting to /bin/systemctl " + verb + " " + Units.nameOf(args.getFirst()));
        }
        return new Systemctl().run(process.with(List.of("systemctl", verb, args.getFirst())));
    }
}
