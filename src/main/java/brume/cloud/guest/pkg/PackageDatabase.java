package brume.cloud.guest.pkg;

import brume.cloud.guest.Guest;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.image.ImageBuilder;
import brume.cloud.guest.image.OperatingSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is installed on a guest: the stanzas of `/var/lib/dpkg/status`, and of a file of the same form under
/// `/var/lib/rpm` on Amazon Linux.
///
/// Differs from Linux: rpm's database is a text file.
public final class PackageDatabase {

    private static final String DPKG = "/var/lib/dpkg/status";
    private static final String RPM = "/var/lib/rpm/packages";

    private final Guest guest;
    private final String path;

    PackageDatabase(Guest guest) {
        this.guest = guest;
        this.path = pathOn(guest.os());
    }

    /// A package that is installed, or that was removed and left its configuration.
    ///
    /// @param automatic true where it came as a dependency
    /// @param installedAt in seconds since 1970
    public record Installed(
            String name, String version, String arch, boolean automatic, boolean present, long installedAt) {}

    public static PackageDatabase of(Guest guest) {
        return new PackageDatabase(guest);
    }

    private static String pathOn(OperatingSystem os) {
        return os.family() == OperatingSystem.Family.DEBIAN ? DPKG : RPM;
    }

    /// Writes the packages that an image comes with.
    static void furnish(ImageBuilder image) {
        StringBuilder text = new StringBuilder();
        Catalogue.of(image.os()).all().stream()
                .filter(Package::preinstalled)
                .forEach(found -> text.append(stanza(
                        new Installed(found.name(), found.version(), found.arch(), false, true, 1_750_000_000L),
                        found.summary())));
        image.file(pathOn(image.os()), 0644, text.toString());
    }

    public List<Installed> all() {
        List<Installed> found = new ArrayList<>();
        try {
            for (Map<String, List<String>> stanza :
                    Catalogue.stanzas(guest.files().asRoot().readText(path))) {
                if (stanza.containsKey("Package") && stanza.containsKey("Version")) {
                    found.add(read(stanza));
                }
            }
        } catch (FsException none) {
            return List.of();
        }
        found.sort((one, other) -> one.name().compareTo(other.name()));
        return found;
    }

    private static Installed read(Map<String, List<String>> stanza) {
        String at = stanza.getOrDefault("Installed-At", List.of("0")).getFirst();
        return new Installed(
                stanza.getOrDefault("Package", List.of("")).getFirst(),
                stanza.getOrDefault("Version", List.of("")).getFirst(),
                stanza.getOrDefault("Architecture", List.of("amd64")).getFirst(),
                stanza.containsKey("Auto-Installed"),
                !stanza.getOrDefault("Status", List.of("")).getFirst().contains("config-files"),
                at.matches("\\d{1,12}") ? Long.parseLong(at) : 0);
    }

    /// The package where it is installed now.
    public Optional<Installed> named(String name) {
        return all().stream()
                .filter(entry -> entry.name().equals(name) && entry.present())
                .findFirst();
    }

    public boolean isInstalled(String name) {
        return named(name).isPresent();
    }

    void put(Installed entry) throws FsException {
        List<Installed> rest = new ArrayList<>(all());
        rest.removeIf(other -> other.name().equals(entry.name()));
        rest.add(entry);
        write(rest);
    }

    void remove(String name) throws FsException {
        List<Installed> rest = new ArrayList<>(all());
        rest.removeIf(other -> other.name().equals(name));
        write(rest);
    }

    private void write(List<Installed> entries) throws FsException {
        StringBuilder text = new StringBuilder();
        Catalogue catalogue = Catalogue.of(guest.os());
        for (Installed entry : entries) {
            text.append(stanza(
                    entry, catalogue.named(entry.name()).map(Package::summary).orElse("")));
        }
        Files files = guest.files().asRoot();
        files.mkdirs(path.substring(0, path.lastIndexOf('/')));
        files.write(path, text.toString());
    }

    private static String stanza(Installed entry, String summary) {
        return "Package: " + entry.name + "\nStatus: "
                + (entry.present ? "install ok installed" : "deinstall ok config-files")
                + "\nArchitecture: " + entry.arch + "\nVersion: " + entry.version
                + (entry.automatic ? "\nAuto-Installed: 1" : "")
                + "\nInstalled-At: " + entry.installedAt + "\nDescription: " + summary + "\n\n";
    }
}
