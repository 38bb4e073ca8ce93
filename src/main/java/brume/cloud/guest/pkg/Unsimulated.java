package brume.cloud.guest.pkg;

import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;

/// A program that a package installs and that Brume does not simulate: it says so, and its version.
public final class Unsimulated implements Program {

    @Override
    public int run(Process process) throws IOException {
        String name = process.name();
        if (process.args().stream().anyMatch(arg -> arg.matches("--version|-V|version"))) {
            String owner = Catalogue.of(process.guest().os()).all().stream()
                    .filter(item -> Installer.paths(item).stream().anyMatch(path -> path.endsWith("/" + name)))
                    .map(Package::bareVersion)
                    .findFirst()
                    .orElse("unknown");
            process.println(name + " version " + owner.replaceFirst("[-+].*", ""));
            return 0;
        }
        process.warn(name + ": installed, but this program is not simulated on this machine yet");
        return 1;
    }
}
