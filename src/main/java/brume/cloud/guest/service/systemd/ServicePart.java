package brume.cloud.guest.service.systemd;

import brume.cloud.guest.Guest;
import brume.cloud.guest.GuestPart;
import brume.cloud.guest.image.ImageBuilder;
import brume.cloud.guest.image.OperatingSystem;
import brume.cloud.guest.service.PythonServer;
import brume.cloud.guest.service.apache.Apache;
import brume.cloud.guest.service.apache.ApacheControl;
import brume.cloud.guest.service.apache.ApacheSwitch;
import brume.cloud.guest.service.cron.CronDaemon;
import brume.cloud.guest.service.cron.CrontabProgram;
import brume.cloud.guest.service.nginx.Nginx;
import brume.cloud.guest.service.password.Htpasswd;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// systemd and its services: what an image comes with, what starts when a machine boots.
public final class ServicePart implements GuestPart {

    private static final String LIBRARY = "/usr/lib/systemd/system/";
    private static final long BOOT_PATIENCE_SECONDS = 5;

    /// A service of the image: its unit and the program that stands for it.
    private record Builtin(String unit, String path, String program) {}

    @Override
    public void furnish(ImageBuilder image) {
        image.program("/usr/bin/systemctl", "systemctl", new Systemctl());
        image.program("/usr/bin/journalctl", "journalctl", new Journalctl());
        image.program("/usr/bin/logger", "logger", new LoggerProgram());
        image.program("/usr/sbin/service", "service", new ServiceCommand());
        image.program("nginx", new Nginx());
        image.program("httpd", new Apache());
        image.program("apache2", new Apache());
        image.program("apachectl", new ApacheControl());
        image.program("htpasswd", new Htpasswd());
        for (String name : List.of("a2ensite", "a2dissite", "a2enmod", "a2dismod", "a2enconf", "a2disconf")) {
            image.program(name, new ApacheSwitch());
        }
        PythonServer.furnish(image);
        IdleDaemon idle = new IdleDaemon();
        CronDaemon cron = new CronDaemon();
        image.program("crond", cron);
        image.program("crontab", new CrontabProgram());
        if (image.os().family() == OperatingSystem.Family.DEBIAN) {
            image.program("/usr/bin/crontab", "crontab", new CrontabProgram());
        }
        image.directory("/etc/systemd/system/multi-user.target.wants", 0755);
        image.file(LIBRARY + "multi-user.target", 0644, resource("multi-user.target"));
        for (Builtin builtin : builtins(image.os())) {
            image.program(builtin.path(), builtin.program(), builtin.program().equals("cron") ? cron : idle);
            image.file(LIBRARY + builtin.unit(), 0644, resource(builtin.unit()));
            boolean isStatic = builtin.unit().equals("systemd-journald.service");
            String folder = isStatic ? LIBRARY : "/etc/systemd/system/";
            image.symlink(folder + "multi-user.target.wants/" + builtin.unit(), LIBRARY + builtin.unit());
        }
        if (image.os().family() == OperatingSystem.Family.DEBIAN) {
            image.symlink("/etc/systemd/system/sshd.service", LIBRARY + "ssh.service");
        }
    }

    private static List<Builtin> builtins(OperatingSystem os) {
        List<Builtin> builtins = new ArrayList<>();
        for (String name : List.of("systemd-journald", "systemd-networkd", "systemd-resolved", "systemd-logind")) {
            builtins.add(new Builtin(name + ".service", "/usr/lib/systemd/" + name, name));
        }
        boolean amazon = os == OperatingSystem.AMAZON_LINUX_2023;
        builtins.add(new Builtin(amazon ? "sshd.service" : "ssh.service", "/usr/sbin/sshd", "sshd"));
        builtins.add(new Builtin("chronyd.service", "/usr/sbin/chronyd", "chronyd"));
        if (amazon) {
            builtins.add(new Builtin("amazon-ssm-agent.service", "/usr/bin/amazon-ssm-agent", "amazon-ssm-agent"));
        } else {
            builtins.add(new Builtin("cron.service", "/usr/sbin/cron", "cron"));
        }
        if (os == OperatingSystem.UBUNTU_24_04) {
            builtins.add(new Builtin("rsyslog.service", "/usr/sbin/rsyslogd", "rsyslogd"));
        }
        return builtins;
    }

    static String resource(String name) {
        try (InputStream in = ServicePart.class.getResourceAsStream("/brume/guest/units/" + name)) {
            if (in == null) {
                throw new IllegalStateException("No unit " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void boot(Guest guest, boolean first) {
        soon(guest, () -> Systemd.of(guest).boot());
    }

    @Override
    public void resume(Guest guest) {
        soon(guest, () -> Systemd.of(guest).resume());
    }

    /// Starts the services; a slow one goes on starting behind the back of whoever boots the machine.
    private static void soon(Guest guest, Runnable start) {
        CountDownLatch done = new CountDownLatch(1);
        guest.world().executor().execute(() -> {
            try {
                start.run();
            } finally {
                done.countDown();
            }
        });
        try {
            if (!done.await(BOOT_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                guest.world().console("systemd[1]: a start job is still running\n");
            }
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void shutdown(Guest guest) {
        Systemd.of(guest).shutdown();
    }
}
