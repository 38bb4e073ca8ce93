package brume.cloud.guest.net;

import brume.cloud.guest.GuestPart;
import brume.cloud.guest.image.ImageBuilder;
import brume.cloud.guest.image.OperatingSystem;
import brume.cloud.guest.program.Program;

/// The programs that look at the network.
public final class NetworkPart implements GuestPart {

    @Override
    public void furnish(ImageBuilder image) {
        bin(image, "curl", new Curl());
        image.program("wget", new Wget());
        bin(image, "ping", new Ping());
        Ip ip = new Ip();
        image.program("/usr/sbin/ip", "ip", ip);
        image.symlink("/usr/bin/ip", "/usr/sbin/ip");
        image.program("ifconfig", ip);
        Sockets sockets = new Sockets();
        bin(image, "ss", sockets);
        image.program("netstat", sockets);
        Resolver resolver = new Resolver();
        for (String name : new String[] {"dig", "nslookup", "host", "getent", "resolvectl"}) {
            bin(image, name, resolver);
        }
        Hostname hostname = new Hostname();
        bin(image, "hostname", hostname);
        bin(image, "hostnamectl", hostname);
        Netcat netcat = new Netcat();
        image.program("nc", netcat);
        image.program("telnet", netcat);
        image.program("traceroute", new Traceroute());
        if (image.os().family() == OperatingSystem.Family.DEBIAN) {
            image.executable("/usr/bin/nc", "nc");
        }
    }

    private static void bin(ImageBuilder image, String name, Program program) {
        image.program("/usr/bin/" + name, name, program);
    }
}
