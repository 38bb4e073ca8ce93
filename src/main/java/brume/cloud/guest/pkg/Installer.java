package brume.cloud.guest.pkg;

import brume.cloud.guest.Guest;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.image.OperatingSystem;
import brume.cloud.guest.program.Programs;
import brume.cloud.guest.service.systemd.Systemd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts packages onto a guest's disk and takes them off: files, programs, users, units; as the package managers' own
/// scripts would. A configuration file that somebody has changed is kept.
final class Installer {

    private final Guest guest;
    private final Files files;
    private final PackageDatabase database;
    private final Catalogue catalogue;

    Installer(Guest guest) {
        this.guest = guest;
        this.files = guest.files().asRoot().withUmask(0);
        this.database = new PackageDatabase(guest);
        this.catalogue = Catalogue.of(guest.os());
    }

    /// The wanted packages and what they need, without what is there already; what is needed comes first.
    List<Package> resolve(List<String> names) {
        Map<String, Package> order = new LinkedHashMap<>();
        names.forEach(name -> place(name, order, 0));
        return List.copyOf(order.values());
    }

    private void place(String name, Map<String, Package> order, int depth) {
        Optional<Package> found = catalogue.named(name);
        if (found.isEmpty() || order.containsKey(name) || database.isInstalled(name) || depth > 20) {
            return;
        }
        found.get().depends().forEach(needed -> place(needed, order, depth + 1));
        order.put(name, found.get());
    }

    /// Those that depend on a package and are installed.
    List<String> dependants(String name) {
        List<String> dependants = new ArrayList<>();
        for (PackageDatabase.Installed entry : database.all()) {
            if (entry.present()
                    && catalogue
                            .named(entry.name())
                            .filter(found -> found.depends().contains(name))
                            .isPresent()) {
                dependants.add(entry.name());
            }
        }
        return dependants;
    }

    /// What came only as a dependency and nobody needs once these are gone.
    List<Package> unused(List<Package> going) {
        List<Package> unused = new ArrayList<>();
        boolean grew = true;
        while (grew) {
            grew = false;
            for (PackageDatabase.Installed entry : database.all()) {
                Optional<Package> item = catalogue.named(entry.name());
                boolean candidate = entry.automatic() && entry.present() && item.isPresent();
                if (!candidate || unused.contains(item.get()) || going.contains(item.get())) {
                    continue;
                }
                boolean needed = dependants(entry.name()).stream()
                        .flatMap(name -> catalogue.named(name).stream())
                        .anyMatch(user -> !going.contains(user) && !unused.contains(user));
                if (!needed) {
                    unused.add(item.get());
                    grew = true;
                }
            }
        }
        return unused;
    }

    void install(Package wanted, boolean automatic) throws FsException {
        for (Package.Item item : wanted.contents()) {
            put(item);
        }
        database.put(new PackageDatabase.Installed(
                wanted.name(),
                wanted.version(),
                wanted.arch(),
                automatic,
                true,
                guest.world().now().getEpochSecond()));
        if (guest.os().family() == OperatingSystem.Family.DEBIAN) {
            files.mkdirs("/var/lib/dpkg/info");
            files.write(
                    "/var/lib/dpkg/info/" + wanted.name() + ".list", "/.\n" + String.join("\n", paths(wanted)) + "\n");
        }
        if (!wanted.services().isEmpty()) {
            Systemd.of(guest).reloadFiles();
        }
    }

    /// As Debian's scripts do: what was installed starts at once.
    List<String> startServices(Package installed) throws FsException {
        List<String> said = new ArrayList<>();
        for (String unit : installed.services()) {
            said.addAll(Systemd.of(guest).enable(unit));
            Systemd.of(guest).start(unit);
        }
        return said;
    }

    private void put(Package.Item item) throws FsException {
        switch (item.kind()) {
            case "User" -> addUser(item.words());
            case "Dir" -> {
                makeDirectory(item.path());
                files.chmod(item.path(), Integer.parseInt(item.words().getFirst(), 8));
                own(item, 2);
            }
            case "File", "Config" -> {
                boolean changed = item.kind().equals("Config") && files.exists(item.path());
                if (!changed) {
                    makeDirectory(parent(item.path()));
                    files.write(item.path(), Catalogue.resource(item.words().get(2)));
                    files.chmod(item.path(), Integer.parseInt(item.words().getFirst(), 8));
                    own(item, 3);
                }
            }
            case "Program" -> {
                makeDirectory(parent(item.path()));
                files.write(item.path(), Programs.executable(item.words().get(1)));
                files.chmod(item.path(), 0755);
            }
            default -> {
                makeDirectory(parent(item.path()));
                if (files.findLink(item.path()).isEmpty()) {
                    files.symlink(item.words().get(1), item.path());
                }
            }
        }
    }

    private void own(Package.Item item, int at) throws FsException {
        if (item.words().size() > at) {
            String[] owner = item.words().get(at).split(":", 2);
            int uid = guest.users().named(owner[0]).map(user -> user.uid()).orElse(0);
            int gid = guest.users()
                    .groupNamed(owner[owner.length - 1])
                    .map(group -> group.gid())
                    .orElse(0);
            files.chown(item.path(), uid, gid, true);
        }
    }

    private void makeDirectory(String path) throws FsException {
        files.withUmask(022).mkdirs(path);
    }

    /// `User: nginx 993 991 /var/lib/nginx Nginx_web_server`
    private void addUser(List<String> words) throws FsException {
        String name = words.getFirst();
        if (guest.users().groupNamed(name).isEmpty()) {
            files.append("/etc/group", name + ":x:" + words.get(2) + ":\n");
        }
        if (guest.users().named(name).isEmpty()) {
            files.append(
                    "/etc/passwd",
                    name + ":x:" + words.get(1) + ":" + words.get(2) + ":"
                            + words.get(4).replace('_', ' ') + ":" + words.get(3) + ":/sbin/nologin\n");
            files.append("/etc/shadow", name + ":!:20000::::::\n");
        }
    }

    /// Takes a package off the disk.
    ///
    /// @param purge true where its configuration goes too
    void remove(Package old, boolean purge) throws FsException {
        boolean debian = guest.os().family() == OperatingSystem.Family.DEBIAN;
        for (String unit : old.services()) {
            Systemd.of(guest).stop(unit);
            Systemd.of(guest).disable(unit);
        }
        boolean configurationLeft = false;
        for (Package.Item item : old.contents().reversed()) {
            if (item.kind().equals("Config") && !purge) {
                if (debian) {
                    configurationLeft = true;
                    continue;
                }
                saveIfChanged(item);
            }
            discard(item);
        }
        if (configurationLeft) {
            database.put(new PackageDatabase.Installed(old.name(), old.version(), old.arch(), false, false, 0));
        } else {
            database.remove(old.name());
        }
        if (debian) {
            quietly(() -> files.unlink("/var/lib/dpkg/info/" + old.name() + ".list"));
        }
        if (!old.services().isEmpty()) {
            Systemd.of(guest).reloadFiles();
        }
    }

    private void saveIfChanged(Package.Item item) throws FsException {
        if (files.isFile(item.path())
                && !files.readText(item.path())
                        .equals(Catalogue.resource(item.words().get(2)))) {
            files.rename(item.path(), item.path() + ".rpmsave");
        }
    }

    private void discard(Package.Item item) {
        switch (item.kind()) {
            case "User" -> {
                // Users stay, as on a real machine.
            }
            case "Dir" -> quietly(() -> files.rmdir(item.path()));
            default -> quietly(() -> files.unlink(item.path()));
        }
    }

    private interface Step {
        void run() throws FsException;
    }

    private static void quietly(Step step) {
        try {
            step.run();
        } catch (FsException alreadyGoneOrNotEmpty) {
            return;
        }
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(1, path.lastIndexOf('/')));
    }

    /// The paths that a package owns.
    static List<String> paths(Package of) {
        return of.contents().stream()
                .filter(item -> !item.kind().equals("User"))
                .map(Package.Item::path)
                .toList();
    }
}
