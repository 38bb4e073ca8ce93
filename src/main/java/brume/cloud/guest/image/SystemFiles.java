package brume.cloud.guest.image;

import brume.cloud.guest.Guest;
import brume.cloud.guest.GuestPart;
import brume.cloud.guest.InstanceFacts;
import brume.cloud.guest.Users.User;
import brume.cloud.guest.fs.FileKind;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.image.OperatingSystem.Family;
import java.util.Optional;

/// The directories and files that every Linux has, and what the first boot of an instance writes: its name, and the key
/// that lets its owner in.
public final class SystemFiles implements GuestPart {

    private static final int USER = 1000;

    @Override
    public void furnish(ImageBuilder image) {
        directories(image);
        devices(image);
        Accounts.furnish(image);
        identity(image);
        home(image, "/root", 0, 0700);
        home(image, "/home/" + image.os().user(), USER, image.os() == OperatingSystem.UBUNTU_24_04 ? 0750 : 0700);
        proc(image);
    }

    private static void directories(ImageBuilder image) {
        for (String path :
                "/usr/bin /usr/sbin /usr/lib /usr/lib64 /usr/local/bin /usr/local/sbin /usr/local/lib /usr/share/doc /usr/share/man /usr/libexec /usr/src /usr/include /etc /etc/skel /etc/profile.d /etc/ssh /etc/sudoers.d /etc/cron.d /etc/default /etc/security /etc/systemd/system /var/lib/cloud /var/lib/misc /var/log /var/cache /var/spool/cron /var/mail /var/local /var/opt /home /opt /srv /mnt /media /boot /sys/class/net /sys/devices /proc /dev/pts /dev/shm /run/lock /run/user"
                        .split(" ")) {
            image.directory(path, 0755);
        }
        image.directory("/root", 0700);
        image.directory("/tmp", 01777);
        image.directory("/var/tmp", 01777);
        image.directory("/dev/shm", 01777);
        image.directory("/etc/sudoers.d", 0750);
        for (String name : new String[] {"bin", "sbin", "lib", "lib64"}) {
            image.symlink("/" + name, "usr/" + name);
        }
        image.symlink("/var/run", "/run");
        image.symlink("/var/lock", "/run/lock");
    }

    private static void devices(ImageBuilder image) {
        for (String name : new String[] {"null", "zero", "full", "random", "urandom", "tty"}) {
            image.device("/dev/" + name, FileKind.CHARACTER_DEVICE, 0666, name);
        }
        image.device("/dev/console", FileKind.CHARACTER_DEVICE, 0600, "console");
        image.device("/dev/nvme0n1", FileKind.BLOCK_DEVICE, 0660, "nvme0n1");
        image.device("/dev/nvme0n1p1", FileKind.BLOCK_DEVICE, 0660, "nvme0n1p1");
        image.symlink("/dev/stdin", "/proc/self/fd/0");
        image.symlink("/dev/stdout", "/proc/self/fd/1");
        image.symlink("/dev/stderr", "/proc/self/fd/2");
        image.directory("/dev/fd", 0755);
    }

    private static void identity(ImageBuilder image) {
        Texts texts = new Texts(image.os());
        image.file("/usr/lib/os-release", 0644, texts.osRelease());
        image.symlink("/etc/os-release", "../usr/lib/os-release");
        image.file("/etc/issue", 0644, texts.issue());
        image.file("/etc/motd", 0644, texts.motd());
        image.file("/etc/hostname", 0644, "localhost\n");
        image.file("/etc/hosts", 0644, "127.0.0.1 localhost\n");
        image.file("/etc/resolv.conf", 0644, "nameserver 127.0.0.53\noptions edns0 trust-ad\nsearch .\n");
        image.file(
                "/etc/nsswitch.conf",
                0644,
                "passwd: files systemd\ngroup: files systemd\nshadow: files\nhosts: files dns\n");
        image.file("/etc/fstab", 0644, texts.fstab());
        image.file("/etc/shells", 0644, "/bin/sh\n/bin/bash\n/usr/bin/sh\n/usr/bin/bash\n");
        image.file("/etc/profile", 0644, texts.profile());
        image.file("/etc/environment", 0644, texts.environment());
        image.file("/etc/bashrc", 0644, texts.bashrc());
        image.file("/etc/login.defs", 0644, "UID_MIN 1000\nUID_MAX 60000\nGID_MIN 1000\nUMASK 022\nHOME_MODE 0700\n");
        image.file("/etc/ssh/sshd_config", 0600, texts.sshdConfig());
        image.file("/etc/ssh/ssh_config", 0644, "Host *\n    SendEnv LANG LC_*\n");
        image.file("/etc/crontab", 0644, "SHELL=/bin/bash\nPATH=/sbin:/bin:/usr/sbin:/usr/bin\n");
        image.file("/etc/timezone", 0644, "Etc/UTC\n");
        image.symlink("/etc/localtime", "../usr/share/zoneinfo/UTC");
        image.file("/usr/share/zoneinfo/UTC", 0644, "TZif2\nUTC0\n");
        image.symlink("/etc/mtab", "/proc/self/mounts");
        image.file("/etc/locale.conf", 0644, "LANG=C.UTF-8\n");
        image.file("/etc/services", 0644, "ssh 22/tcp\ndomain 53/tcp\nhttp 80/tcp\nhttps 443/tcp\nmysql 3306/tcp\n");
        if (image.os() == OperatingSystem.AMAZON_LINUX_2023) {
            image.file("/etc/system-release", 0644, "Amazon Linux release 2023.9.20251020 (Amazon Linux)\n");
        } else if (image.os() == OperatingSystem.DEBIAN_12) {
            image.file("/etc/debian_version", 0644, "12.12\n");
        } else {
            image.file("/etc/debian_version", 0644, "trixie/sid\n");
            image.file(
                    "/etc/lsb-release",
                    0644,
                    "DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=24.04\nDISTRIB_CODENAME=noble\nDISTRIB_DESCRIPTION=\"Ubuntu 24.04.3 LTS\"\n");
        }
        logs(image);
    }

    private static void logs(ImageBuilder image) {
        boolean debian = image.os().family() == Family.DEBIAN;
        for (String path : (debian ? "syslog auth.log dpkg.log" : "dnf.log").split(" ")) {
            image.file("/var/log/" + path, 0640, "");
        }
        image.file("/var/log/wtmp", 0664, "");
        image.file("/var/log/lastlog", 0664, "");
        image.file("/var/log/cloud-init.log", 0644, "");
        image.file("/var/log/cloud-init-output.log", 0640, "");
        image.directory("/var/log/journal", 02755);
    }

    private static void home(ImageBuilder image, String path, int id, int mode) {
        Texts texts = new Texts(image.os());
        image.directory(path, mode);
        image.owner(path, id, id);
        String login = image.os().family() == Family.DEBIAN ? ".profile" : ".bash_profile";
        for (String file : new String[] {".bashrc", login, ".bash_logout"}) {
            String text = file.equals(".bashrc")
                    ? texts.userBashrc()
                    : file.equals(login) ? texts.userProfile() : "# ~/.bash_logout\n";
            image.file(path + "/" + file, 0644, text);
            image.owner(path + "/" + file, id, id);
            image.file("/etc/skel/" + file, 0644, text);
        }
    }

    private static void proc(ImageBuilder image) {
        for (String name :
                "uptime loadavg cpuinfo meminfo version stat mounts cmdline filesystems partitions sys/kernel/hostname sys/kernel/osrelease sys/kernel/random/boot_id sys/kernel/random/uuid sys/kernel/pid_max sys/net/ipv4/ip_forward sys/vm/swappiness"
                        .split(" ")) {
            image.generated("/proc/" + name, "proc/" + name);
        }
        image.generated("/proc/self/mounts", "proc/mounts");
        image.generated("/sys/class/dmi/id/sys_vendor", "sys/vendor");
        image.generated("/sys/class/dmi/id/product_name", "sys/product");
        image.generated("/sys/class/dmi/id/board_asset_tag", "sys/instance");
    }

    @Override
    public void boot(Guest guest, boolean first) {
        ProcFiles.generate(guest);
        InstanceFacts facts = guest.world().facts();
        Files files = guest.files().asRoot();
        try {
            if (first) {
                String name = guest.os().family() == Family.DEBIAN
                        ? facts.hostname().replaceFirst("\\..*", "")
                        : facts.hostname();
                files.write("/etc/hostname", name + "\n");
                String shortName = facts.hostname().replaceFirst("\\..*", "");
                files.write(
                        "/etc/hosts",
                        "127.0.0.1 localhost localhost.localdomain localhost4 localhost4.localdomain4\n"
                                + "::1 localhost6 localhost6.localdomain6\n"
                                + facts.privateAddress() + " " + facts.hostname() + " " + shortName + "\n");
                files.write(
                        "/etc/resolv.conf",
                        "nameserver " + resolver(facts) + "\nsearch "
                                + facts.hostname().replaceFirst("^[^.]*\\.", "") + "\n");
                files.write("/etc/machine-id", machineId(facts.instanceId()) + "\n");
                for (String user : new String[] {guest.os().user(), "root"}) {
                    authorize(guest, files, user, facts);
                }
            }
        } catch (FsException failure) {
            guest.world().console("cloud-init: " + failure.path() + ": " + failure.getMessage() + "\n");
        }
    }

    private static String resolver(InstanceFacts facts) {
        return facts.vpcCidr().contains("/") ? facts.vpcCidr().replaceFirst("\\.\\d+/.*", ".2") : "169.254.169.253";
    }

    private static String machineId(String instanceId) {
        return ("ec2" + instanceId.replaceAll("[^0-9a-f]", "") + "00000000000000000000000000000000").substring(0, 32);
    }

    /// Root's key only tells whoever comes to log in as the image's own user.
    private static void authorize(Guest guest, Files files, String name, InstanceFacts facts) throws FsException {
        Optional<User> user = guest.users().named(name);
        if (user.isEmpty() || facts.publicKeys().isEmpty()) {
            return;
        }
        String directory = user.get().home() + "/.ssh";
        StringBuilder keys = new StringBuilder();
        facts.publicKeys().values().forEach(key -> {
            if (name.equals("root")) {
                keys.append(
                                "no-port-forwarding,no-agent-forwarding,no-X11-forwarding,command=\"echo 'Please login as the user \\\"")
                        .append(guest.os().user())
                        .append("\\\" rather than the user \\\"root\\\".';echo;sleep 10;exit 142\" ");
            }
            keys.append(key.strip()).append('\n');
        });
        files.mkdirs(directory);
        files.chmod(directory, 0700);
        files.write(directory + "/authorized_keys", keys.toString());
        files.chmod(directory + "/authorized_keys", 0600);
        files.chown(directory, user.get().uid(), user.get().gid(), true);
        files.chown(directory + "/authorized_keys", user.get().uid(), user.get().gid(), true);
    }
}
