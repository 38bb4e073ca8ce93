package brume.cloud.guest.pkg;

import brume.cloud.guest.image.OperatingSystem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// All packages of a distribution, from `brume/guest/packages/<distribution>.txt`: stanzas of `Key: value` lines with
/// an
/// empty line between, keys repeatable.
final class Catalogue {

    private static final String FOLDER = "/brume/guest/packages/";
    private static final Map<OperatingSystem, Catalogue> LOADED = new ConcurrentHashMap<>();

    private final Map<String, Package> byName;

    private Catalogue(Map<String, Package> byName) {
        this.byName = byName;
    }

    static Catalogue of(OperatingSystem os) {
        return LOADED.computeIfAbsent(os, key -> read(fileOf(key)));
    }

    private static String fileOf(OperatingSystem os) {
        return switch (os) {
            case AMAZON_LINUX_2023 -> "amazon-linux-2023.txt";
            case UBUNTU_24_04 -> "ubuntu-24.04.txt";
            case DEBIAN_12 -> "debian-12.txt";
        };
    }

    private static Catalogue read(String file) {
        Map<String, Package> packages = new LinkedHashMap<>();
        for (Map<String, List<String>> stanza : stanzas(resource(file))) {
            Package found = Package.of(stanza);
            if (packages.put(found.name(), found) != null) {
                throw new IllegalStateException(file + " has two packages " + found.name());
            }
        }
        return new Catalogue(packages);
    }

    static List<Map<String, List<String>>> stanzas(String text) {
        List<Map<String, List<String>>> stanzas = new ArrayList<>();
        Map<String, List<String>> stanza = new HashMap<>();
        for (String line : text.split("\n", -1)) {
            int colon = line.indexOf(':');
            if (line.isBlank() && !stanza.isEmpty()) {
                stanzas.add(stanza);
                stanza = new HashMap<>();
            } else if (colon > 0 && !line.startsWith("#") && !line.startsWith(" ")) {
                stanza.computeIfAbsent(line.substring(0, colon), key -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
        }
        if (!stanza.isEmpty()) {
            stanzas.add(stanza);
        }
        return stanzas;
    }

    /// A text that packages install, by its name below the folder of the catalogues.
    static String resource(String name) {
        try (InputStream in = Catalogue.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("No resource " + FOLDER + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Optional<Package> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Collection<Package> all() {
        return byName.values();
    }
}
