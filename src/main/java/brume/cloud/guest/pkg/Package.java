package brume.cloud.guest.pkg;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A package of a distribution: a stanza of its catalogue.
///
/// @param version with epoch and release: `1:1.28.0-1.amzn2023.0.2`
/// @param downloadKib in KiB, as the mirror has it
/// @param installedKib in KiB, on the disk
/// @param repository `amazonlinux`, `noble/main`
/// @param contents what it puts on the disk
/// @param services the units that it brings
/// @param preinstalled true where the base image comes with it
record Package(
        String name,
        String version,
        String arch,
        long downloadKib,
        long installedKib,
        String repository,
        List<String> depends,
        String summary,
        String license,
        String url,
        List<Item> contents,
        List<String> services,
        boolean preinstalled) {

    /// Something a package puts on the disk.
    ///
    /// @param kind `File`, `Config` (kept when changed), `Program`, `Link`, `Dir`, `User`
    /// @param words the rest of its line
    record Item(String kind, List<String> words) {
        /// The path, or the user's name.
        String path() {
            return kind.equals("User")
                    ? words.getFirst()
                    : words.get(kind.equals("Program") || kind.equals("Link") ? 0 : 1);
        }
    }

    Package {
        depends = List.copyOf(depends);
        contents = List.copyOf(contents);
        services = List.copyOf(services);
    }

    static Package of(Map<String, List<String>> stanza) {
        List<Item> contents = new ArrayList<>();
        for (String kind : List.of("User", "Dir", "File", "Config", "Program", "Link")) {
            for (String line : stanza.getOrDefault(kind, List.of())) {
                contents.add(new Item(kind, List.of(line.split("\\s+"))));
            }
        }
        return new Package(
                one(stanza, "Package").orElseThrow(),
                one(stanza, "Version").orElse("1.0"),
                one(stanza, "Arch").orElse("x86_64"),
                Long.parseLong(one(stanza, "Size").orElse("50")),
                Long.parseLong(one(stanza, "Installed").orElse("150")),
                one(stanza, "Repo").orElse(""),
                words(stanza, "Depends"),
                one(stanza, "Summary").orElse(""),
                one(stanza, "License").orElse(""),
                one(stanza, "Url").orElse(""),
                contents,
                words(stanza, "Service"),
                one(stanza, "Preinstalled").isPresent());
    }

    private static Optional<String> one(Map<String, List<String>> stanza, String key) {
        return stanza.getOrDefault(key, List.of()).stream().findFirst();
    }

    private static List<String> words(Map<String, List<String>> stanza, String key) {
        return one(stanza, key).map(line -> List.of(line.split("[,\\s]+"))).orElse(List.of());
    }

    /// The version without its epoch.
    String bareVersion() {
        return version.substring(version.indexOf(':') + 1);
    }

    /// `nginx-1:1.28.0-1.amzn2023.0.2.x86_64`, as rpm names it.
    String nevra() {
        return name + "-" + version + "." + arch;
    }
}
