package brume.cloud.guest.init;

import brume.cloud.guest.Guest;
import brume.cloud.guest.GuestPart;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.image.ImageBuilder;
import brume.cloud.guest.service.systemd.Journald;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// cloud-init: carries out the user data at an instance's first boot, and keeps its logs.
public final class CloudInit implements GuestPart {

    static final String LOG = "/var/log/cloud-init.log";
    static final String OUTPUT = "/var/log/cloud-init-output.log";
    static final String STATUS = "/run/cloud-init/status";
    static final String FINISHED = "/var/lib/cloud/instance/boot-finished";

    @Override
    public void furnish(ImageBuilder image) {
        image.program("/usr/bin/cloud-init", "cloud-init", new CloudInitProgram());
        image.program("/usr/bin/ec2-metadata", "ec2-metadata", new Ec2Metadata());
        image.directory("/etc/cloud/cloud.cfg.d", 0755);
        image.file("/etc/cloud/cloud.cfg", 0644, "users:\n  - default\ndisable_root: true\npreserve_hostname: false\n");
    }

    @Override
    public void boot(Guest guest, boolean first) {
        Files files = guest.files().asRoot();
        try {
            files.mkdirs("/run/cloud-init");
            if (!first) {
                files.write(STATUS, "done");
                return;
            }
            String id = guest.world().facts().instanceId();
            String folder = "/var/lib/cloud/instances/" + id;
            files.mkdirs(folder + "/scripts");
            if (files.findLink("/var/lib/cloud/instance").isEmpty()) {
                files.symlink(folder, "/var/lib/cloud/instance");
            }
            files.write(STATUS, "running");
            byte[] data = guest.world().facts().userData().orElse(new byte[0]);
            files.write(folder + "/user-data.txt", data);
            files.chmod(folder + "/user-data.txt", 0600);
        } catch (FsException full) {
            guest.world().console("cloud-init: " + full.getMessage() + "\n");
            return;
        }
        guest.world().executor().execute(() -> run(guest));
    }

    private static void run(Guest guest) {
        Instant began = guest.world().now();
        banner(
                guest,
                "Cloud-init v. " + version(guest) + " running 'modules:final' at " + stamp(began) + ". Up "
                        + uptime(guest) + " seconds.");
        boolean good = true;
        try {
            for (UserData.Part part :
                    UserData.parts(guest.world().facts().userData().orElse(new byte[0]))) {
                good &= new Modules(guest).carryOut(part);
            }
        } finally {
            banner(
                    guest,
                    "Cloud-init v. " + version(guest) + " finished at "
                            + stamp(guest.world().now()) + ". Datasource DataSourceEc2.  Up " + uptime(guest)
                            + " seconds");
            finish(guest, good);
        }
    }

    private static void finish(Guest guest, boolean good) {
        try {
            guest.files()
                    .asRoot()
                    .write(FINISHED, uptime(guest) + " - " + stamp(guest.world().now()) + "\n");
            guest.files().asRoot().write(STATUS, good ? "done" : "error");
        } catch (FsException full) {
            guest.world().console("cloud-init: " + full.getMessage() + "\n");
        }
        guest.world().changed(guest);
    }

    private static void banner(Guest guest, String text) {
        output(guest, text + "\n");
        Journald.of(guest).log(Journald.INFO, "cloud-init", 0, "cloud-final.service", text);
        log(guest, "util.py[DEBUG]: " + text);
    }

    /// A line in the log: `2026-03-02 09:30:00,123 - ...`.
    static void log(Guest guest, String line) {
        append(
                guest,
                LOG,
                guest.world()
                                .now()
                                .toString()
                                .replace('T', ' ')
                                .replaceFirst("\\.(\\d{3}).*", ",$1")
                                .replace("Z", "") + " - " + line + "\n");
    }

    /// Text in the output log and on the console.
    static void output(Guest guest, String text) {
        append(guest, OUTPUT, text);
        guest.world().console(text);
    }

    private static void append(Guest guest, String path, String text) {
        try {
            guest.files().asRoot().append(path, text);
        } catch (FsException full) {
            guest.world().console("cloud-init: " + full.getMessage() + "\n");
        }
    }

    static String version(Guest guest) {
        return switch (guest.os()) {
            case AMAZON_LINUX_2023 -> "22.2.2";
            case UBUNTU_24_04 -> "25.1.2-0ubuntu0~24.04.1";
            case DEBIAN_12 -> "22.4.2";
        };
    }

    private static String stamp(Instant when) {
        return java.time.format.DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss '+0000'", Locale.ENGLISH)
                .format(when.atZone(java.time.ZoneOffset.UTC));
    }

    private static String uptime(Guest guest) {
        Duration up = Duration.between(guest.bootedAt(), guest.world().now());
        return String.format(Locale.ROOT, "%d.%02d", up.toSeconds(), up.toMillisPart() / 10);
    }

    /// The words of `cloud-init status`.
    static String status(Guest guest) {
        try {
            return guest.files().asRoot().readText(STATUS).strip();
        } catch (FsException never) {
            return "not run";
        }
    }
}
