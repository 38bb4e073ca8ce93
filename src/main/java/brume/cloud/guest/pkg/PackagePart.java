package brume.cloud.guest.pkg;

import brume.cloud.guest.GuestPart;
import brume.cloud.guest.image.ImageBuilder;
import brume.cloud.guest.image.OperatingSystem;
import java.util.List;

/// The package managers, and the packages that an image comes with.
public final class PackagePart implements GuestPart {

    private static final List<String> UNSIMULATED = List.of(
            "git",
            "jq",
            "htop",
            "tmux",
            "screen",
            "tcpdump",
            "lsof",
            "strace",
            "rsync",
            "nano",
            "vim",
            "iostat",
            "mpstat",
            "sar",
            "docker",
            "getfacl",
            "setfacl",
            "stress-ng",
            "route",
            "arp");

    @Override
    public void furnish(ImageBuilder image) {
        UNSIMULATED.forEach(name -> image.program(name, new Unsimulated()));
        image.program("tree", new Tree());
        image.program("stress", new Stress());
        Catalogue.of(image.os()).all().stream()
                .filter(Package::preinstalled)
                .flatMap(item -> item.contents().stream())
                .filter(item -> item.kind().equals("Program"))
                .forEach(item -> image.executable(item.path(), item.words().get(1)));
        if (image.os().family() == OperatingSystem.Family.DEBIAN) {
            image.program("/usr/bin/apt", "apt", new Apt());
            image.executable("/usr/bin/apt-get", "apt");
            image.program("/usr/bin/apt-cache", "apt-cache", new AptCache());
            image.program("/usr/bin/dpkg", "dpkg", new Dpkg());
            image.executable("/usr/bin/dpkg-query", "dpkg");
            image.directory("/var/lib/apt/lists", 0755);
        } else {
            image.program("/usr/bin/dnf", "dnf", new Dnf());
            image.symlink("/usr/bin/yum", "dnf");
            image.program("/usr/bin/rpm", "rpm", new Rpm());
        }
        PackageDatabase.furnish(image);
    }
}
