package brume.cloud.guest.service.systemd;

import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The unit files of a guest: where they lie, what is enabled, what is masked.
final class Units {

    static final String ADMIN = "/etc/systemd/system";
    private static final List<String> FOLDERS =
            List.of(ADMIN, "/run/systemd/system", "/usr/lib/systemd/system", "/lib/systemd/system");
    private static final Set<String> SUFFIXES =
            Set.of("service", "socket", "target", "timer", "mount", "path", "slice", "device", "swap", "scope");

    private final Files files;

    Units(Files files) {
        this.files = files;
    }

    /// `nginx` becomes `nginx.service`.
    static String nameOf(String typed) {
        String bare = typed.substring(typed.lastIndexOf('/') + 1);
        int dot = bare.lastIndexOf('.');
        return dot > 0 && SUFFIXES.contains(bare.substring(dot + 1)) ? bare : bare + ".service";
    }

    Optional<UnitFile> load(String name) {
        for (String folder : FOLDERS) {
            String path = folder + "/" + name;
            Optional<Inode> link = files.findLink(path);
            if (link.isEmpty()) {
                continue;
            }
            if (link.get().isSymlink() && link.get().target().equals("/dev/null")) {
                return Optional.of(UnitFile.masked(name, path));
            }
            try {
                String real = files.realpath(path);
                String realName = real.substring(real.lastIndexOf('/') + 1);
                return Optional.of(withDropIns(UnitFile.parse(realName, real, files.readText(real))));
            } catch (FsException unreadable) {
                continue;
            }
        }
        return Optional.empty();
    }

    private UnitFile withDropIns(UnitFile unit) {
        UnitFile result = unit;
        for (String folder : List.of("/usr/lib/systemd/system", "/run/systemd/system", ADMIN)) {
            try {
                String dropIns = folder + "/" + unit.name() + ".d";
                for (String file : files.list(dropIns).keySet()) {
                    if (file.endsWith(".conf")) {
                        result = result.withDropIn(files.readText(dropIns + "/" + file));
                    }
                }
            } catch (FsException none) {
                continue;
            }
        }
        return result;
    }

    /// The names of all unit files.
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (String folder : FOLDERS) {
            try {
                for (Map.Entry<String, Inode> entry : files.list(folder).entrySet()) {
                    String name = entry.getKey();
                    if (!entry.getValue().isDirectory() && nameOf(name).equals(name)) {
                        names.add(name);
                    }
                }
            } catch (FsException none) {
                continue;
            }
        }
        return names;
    }

    /// `enabled`, `disabled`, `static`, `masked`, `alias`; empty where there is no such file.
    Optional<String> enablement(String name) {
        Optional<UnitFile> unit = load(name);
        if (unit.isEmpty()) {
            return Optional.empty();
        }
        if (unit.get().masked()) {
            return Optional.of("masked");
        }
        if (!unit.get().name().equals(name)) {
            return Optional.of("alias");
        }
        if (unit.get().wantedBy().isEmpty() && unit.get().aliases().isEmpty()) {
            return Optional.of("static");
        }
        return Optional.of(
                links(unit.get()).stream().anyMatch(link -> files.findLink(link).isPresent()) ? "enabled" : "disabled");
    }

    /// The symbolic links that make a unit enabled.
    List<String> links(UnitFile unit) {
        List<String> links = new ArrayList<>();
        unit.wantedBy().forEach(target -> links.add(ADMIN + "/" + target + ".wants/" + unit.name()));
        unit.aliases().forEach(alias -> links.add(ADMIN + "/" + alias));
        return links;
    }

    /// Makes the links that are missing.
    ///
    /// @return those made
    List<String> enable(UnitFile unit) throws FsException {
        List<String> made = new ArrayList<>();
        for (String link : links(unit)) {
            if (files.findLink(link).isEmpty()) {
                files.mkdirs(link.substring(0, link.lastIndexOf('/')));
                files.symlink(unit.path(), link);
                made.add(link);
            }
        }
        return made;
    }

    /// @return the links removed
    List<String> disable(String name) throws FsException {
        List<String> removed = new ArrayList<>();
        Optional<UnitFile> unit = load(name);
        if (unit.isPresent()) {
            for (String link : links(unit.get())) {
                if (files.findLink(link).isPresent()) {
                    files.unlink(link);
                    removed.add(link);
                }
            }
        }
        return removed;
    }

    void mask(String name) throws FsException {
        String path = ADMIN + "/" + name;
        if (files.findLink(path).isPresent()) {
            files.unlink(path);
        }
        files.symlink("/dev/null", path);
    }

    boolean unmask(String name) throws FsException {
        String path = ADMIN + "/" + name;
        boolean masked = files.findLink(path)
                .filter(link -> link.target().equals("/dev/null"))
                .isPresent();
        if (masked) {
            files.unlink(path);
        }
        return masked;
    }

    /// The units that a target wants, in the order they start: alphabetical, except that one named in another's
    /// `After=`
    /// comes first.
    List<String> wantedBy(String target) {
        Set<String> wanted = new TreeSet<>();
        for (String folder : FOLDERS) {
            try {
                wanted.addAll(files.list(folder + "/" + target + ".wants").keySet());
            } catch (FsException none) {
                continue;
            }
        }
        Set<String> ordered = new LinkedHashSet<>();
        wanted.forEach(name -> place(name, wanted, ordered, 0));
        return List.copyOf(ordered);
    }

    private void place(String name, Set<String> wanted, Set<String> ordered, int depth) {
        if (ordered.contains(name) || depth > wanted.size()) {
            return;
        }
        load(name).ifPresent(unit -> {
            for (String after : unit.all("Unit", "After")) {
                for (String other : after.split("\\s+")) {
                    if (wanted.contains(other)) {
                        place(other, wanted, ordered, depth + 1);
                    }
                }
            }
        });
        ordered.add(name);
    }
}
