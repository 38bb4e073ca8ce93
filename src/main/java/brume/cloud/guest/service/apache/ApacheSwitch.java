package brume.cloud.guest.service.apache;

import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.util.List;

/// `a2ensite`, `a2dissite`, `a2enmod`, `a2dismod`, `a2enconf`, `a2disconf`: links in Debian's `*-enabled` folders.
public final class ApacheSwitch implements Program {

    @Override
    public int run(Process process) throws IOException {
        boolean on = process.name().startsWith("a2en");
        String kind = process.name().substring(on ? 4 : 5);
        String word = kind.equals("mod") ? "Module" : kind.equals("site") ? "Site" : "Conf";
        String folder = "/etc/apache2/" + (kind.equals("conf") ? "conf" : kind + "s");
        if (process.args().isEmpty()) {
            process.println("Which " + kind + "s do you want to " + (on ? "enable" : "disable") + "?");
            return 1;
        }
        int status = 0;
        boolean changed = false;
        for (String typed : process.args()) {
            String name = typed.replaceFirst("\\.(conf|load)$", "");
            List<String> files = kind.equals("mod") ? List.of(name + ".load", name + ".conf") : List.of(name + ".conf");
            if (!process.files().exists(folder + "-available/" + files.getFirst())) {
                process.warn("ERROR: " + word + " " + name + " does not exist!");
                status = 1;
                continue;
            }
            boolean there = process.files()
                    .findLink(folder + "-enabled/" + files.getFirst())
                    .isPresent();
            if (there == on) {
                process.println(word + " " + name + " already " + (on ? "enabled" : "disabled"));
                continue;
            }
            try {
                change(process.files(), folder, files, on);
            } catch (FsException failed) {
                process.warn("Could not " + (on ? "create " : "remove ") + folder + "-enabled/" + files.getFirst()
                        + ": " + failed.getMessage());
                return 1;
            }
            process.println((on ? "Enabling " : "")
                    + (on
                            ? word.toLowerCase(java.util.Locale.ROOT) + " " + name + "."
                            : word + " " + name + " disabled."));
            changed = true;
        }
        if (changed) {
            process.println("To activate the new configuration, you need to run:\n  systemctl "
                    + (kind.equals("mod") ? "restart" : "reload") + " apache2");
        }
        return status;
    }

    private static void change(Files files, String folder, List<String> names, boolean on) throws FsException {
        for (String name : names) {
            String link = folder + "-enabled/" + name;
            if (on && files.exists(folder + "-available/" + name)) {
                files.symlink("../" + folder.substring(folder.lastIndexOf('/') + 1) + "-available/" + name, link);
            } else if (!on && files.findLink(link).isPresent()) {
                files.unlink(link);
            }
        }
    }
}
