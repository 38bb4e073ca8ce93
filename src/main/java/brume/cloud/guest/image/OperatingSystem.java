package brume.cloud.guest.image;

/// The operating systems that guests run.
///
/// @see ImageBuilder
public enum OperatingSystem {
    AMAZON_LINUX_2023("amzn", "2023", "Amazon Linux 2023", "ec2-user", Family.RED_HAT),
    UBUNTU_24_04("ubuntu", "24.04", "Ubuntu 24.04.3 LTS", "ubuntu", Family.DEBIAN),
    DEBIAN_12("debian", "12", "Debian GNU/Linux 12 (bookworm)", "admin", Family.DEBIAN);

    /// Which package manager and which lay-out of `/etc`.
    public enum Family {
        RED_HAT,
        DEBIAN
    }

    private final String osId;
    private final String version;
    private final String prettyName;
    private final String user;
    private final Family family;

    OperatingSystem(String osId, String version, String prettyName, String user, Family family) {
        this.osId = osId;
        this.version = version;
        this.prettyName = prettyName;
        this.user = user;
        this.family = family;
    }

    /// `ID` of `/etc/os-release`.
    public String osId() {
        return osId;
    }

    /// `VERSION_ID` of `/etc/os-release`.
    public String version() {
        return version;
    }

    public String prettyName() {
        return prettyName;
    }

    /// The user that the image comes with, who may `sudo` without a password.
    public String user() {
        return user;
    }

    public Family family() {
        return family;
    }
}
