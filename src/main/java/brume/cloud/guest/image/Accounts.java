package brume.cloud.guest.image;

import brume.cloud.guest.image.OperatingSystem.Family;

/// The accounts that the images come with.
final class Accounts {

    private Accounts() {}

    static void furnish(ImageBuilder image) {
        OperatingSystem os = image.os();
        boolean debian = os.family() == Family.DEBIAN;
        String user = os.user();
        image.file("/etc/passwd", 0644, passwd(os, user, debian));
        image.file("/etc/group", 0644, group(user, debian));
        image.file("/etc/shadow", debian ? 0640 : 0, shadow(image, user));
        image.file("/etc/gshadow", debian ? 0640 : 0, "");
        if (debian) {
            image.owner("/etc/shadow", 0, 42);
            image.owner("/etc/gshadow", 0, 42);
        }
        String admins = debian ? "%sudo\tALL=(ALL:ALL) ALL\n%admin\tALL=(ALL) ALL\n" : "%wheel\tALL=(ALL)\tALL\n";
        image.file(
                "/etc/sudoers",
                0440,
                "Defaults\tenv_reset\nDefaults\tsecure_path=\"/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\"\n"
                        + "root\tALL=(ALL:ALL) ALL\n" + admins + "@includedir /etc/sudoers.d\n");
        image.file(
                "/etc/sudoers.d/90-cloud-init-users",
                0440,
                "# Created by cloud-init\n\n# User rules for " + user + "\n" + user + " ALL=(ALL) NOPASSWD:ALL\n");
    }

    private static String passwd(OperatingSystem os, String user, boolean debian) {
        String nologin = debian ? "/usr/sbin/nologin" : "/sbin/nologin";
        StringBuilder all = new StringBuilder("root:x:0:0:root:/root:/bin/bash\n");
        for (String one : (debian
                        ? "daemon:1:1:/usr/sbin bin:2:2:/bin sys:3:3:/dev games:5:60:/usr/games man:6:12:/var/cache/man mail:8:8:/var/mail www-data:33:33:/var/www backup:34:34:/var/backups nobody:65534:65534:/nonexistent _apt:42:65534:/nonexistent systemd-network:998:998:/ systemd-timesync:997:997:/ messagebus:101:102:/nonexistent sshd:104:65534:/run/sshd"
                        : "bin:1:1:/bin daemon:2:2:/sbin adm:3:4:/var/adm lp:4:7:/var/spool/lpd mail:8:12:/var/spool/mail operator:11:0:/root games:12:100:/usr/games ftp:14:50:/var/ftp nobody:65534:65534:/ systemd-network:192:192:/ dbus:81:81:/ sshd:74:74:/usr/share/empty.sshd chrony:997:996:/var/lib/chrony ec2-instance-connect:996:995:/home/ec2-instance-connect")
                .split(" ")) {
            String[] field = one.split(":");
            all.append(field[0])
                    .append(":x:")
                    .append(field[1])
                    .append(':')
                    .append(field[2])
                    .append(':')
                    .append(field[0])
                    .append(':')
                    .append(field[3])
                    .append(':')
                    .append(nologin)
                    .append('\n');
        }
        String comment = switch (os) {
            case AMAZON_LINUX_2023 -> "EC2 Default User";
            case UBUNTU_24_04 -> "Ubuntu";
            case DEBIAN_12 -> "Debian";
        };
        return all.append(user)
                .append(":x:1000:1000:")
                .append(comment)
                .append(":/home/")
                .append(user)
                .append(":/bin/bash\n")
                .toString();
    }

    private static String group(String user, boolean debian) {
        StringBuilder all = new StringBuilder("root:x:0:\n");
        for (String one : (debian
                        ? "daemon:1 bin:2 sys:3 adm:4:@ tty:5 disk:6 lp:7 mail:8 news:9 uucp:10 man:12 cdrom:24:@ sudo:27:@ dip:30:@ www-data:33 backup:34 shadow:42 utmp:43 video:44 plugdev:46 staff:50 games:60 users:100 messagebus:102 lxd:105:@ systemd-network:998 systemd-timesync:997 nogroup:65534"
                        : "bin:1 daemon:2 sys:3 adm:4:@ tty:5 disk:6 lp:7 mem:8 kmem:9 wheel:10:@ cdrom:11 mail:12 man:15 dialout:18 utmp:22 ftp:50 sshd:74 dbus:81 users:100 systemd-journal:190:@ systemd-network:192 ec2-instance-connect:995 chrony:996 nobody:65534")
                .split(" ")) {
            String[] field = one.split(":");
            all.append(field[0])
                    .append(":x:")
                    .append(field[1])
                    .append(':')
                    .append(field.length > 2 ? user : "")
                    .append('\n');
        }
        return all.append(user).append(":x:1000:\n").toString();
    }

    private static String shadow(ImageBuilder image, String user) {
        return "root:*LOCK*:20368:0:99999:7:::\n" + user + ":!:20368:0:99999:7:::\n";
    }
}
