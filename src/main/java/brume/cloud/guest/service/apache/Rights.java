package brume.cloud.guest.service.apache;

import brume.cloud.guest.service.BoundedPattern;
import brume.cloud.guest.service.Globs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What applies to one path: the directives of all `Directory`, `Files` and `Location` sections that cover it, the more
/// special ones later.
record Rights(List<ApacheDirective> directives) {

    static Rights of(ApacheConfig.Host host, String file, String url) {
        List<ApacheDirective> merged = new ArrayList<>();
        List<ApacheDirective> folders = new ArrayList<>(host.all("Directory"));
        folders.sort(Comparator.comparingInt(section -> bare(section.arg(0)).length()));
        for (ApacheDirective section : folders) {
            String folder = bare(section.arg(0));
            if (folder.equals("/") || file.equals(folder) || file.startsWith(folder + "/")) {
                merged.addAll(section.inner());
            }
        }
        String name = file.substring(file.lastIndexOf('/') + 1);
        host.all("Files").stream()
                .filter(section -> Globs.fits(section.arg(0), name))
                .forEach(section -> merged.addAll(section.inner()));
        host.all("FilesMatch").stream()
                .filter(section -> found(section.arg(0), name))
                .forEach(section -> merged.addAll(section.inner()));
        host.all("Location").stream()
                .filter(section -> url.equals(section.arg(0))
                        || url.startsWith(bare(section.arg(0)).equals("/") ? "/" : bare(section.arg(0)) + "/"))
                .forEach(section -> merged.addAll(section.inner()));
        host.all("LocationMatch").stream()
                .filter(section -> found(section.arg(0), url))
                .forEach(section -> merged.addAll(section.inner()));
        return new Rights(merged);
    }

    private static boolean found(String pattern, String text) {
        return BoundedPattern.tryParse(pattern, false)
                .flatMap(regex -> regex.find(text))
                .isPresent();
    }

    private static String bare(String folder) {
        return folder.length() > 1 && folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
    }

    Optional<ApacheDirective> last(String name) {
        return directives.reversed().stream().filter(d -> d.is(name)).findFirst();
    }

    /// `Require all granted`, `Require all denied`, `Require ip 10.0.0.0/8`.
    boolean grants(brume.cloud.network.Ipv4 client) {
        Optional<ApacheDirective> require = last("Require");
        if (require.isEmpty()) {
            return true;
        }
        List<String> args = require.get().args();
        return switch (args.getFirst().toLowerCase(java.util.Locale.ROOT)) {
            case "all" -> args.contains("granted");
            case "ip" ->
                args.subList(1, args.size()).stream()
                        .anyMatch(
                                block -> brume.cloud.network.Cidr.tryParse(block.contains("/") ? block : block + "/32")
                                        .filter(cidr -> cidr.contains(client))
                                        .isPresent());
            case "local" -> client.bits() >>> 24 == 127;
            default -> false;
        };
    }

    /// `Options Indexes`, `Options -Indexes`.
    boolean allowsIndexes() {
        boolean allowed = false;
        for (ApacheDirective options : directives) {
            if (options.is("Options")) {
                boolean absolute =
                        options.args().stream().noneMatch(word -> word.startsWith("+") || word.startsWith("-"));
                allowed =
                        absolute ? options.args().stream().anyMatch(word -> word.matches("(?i)Indexes|All")) : allowed;
                for (String word : options.args()) {
                    allowed = word.equalsIgnoreCase("+Indexes") || allowed && !word.equalsIgnoreCase("-Indexes");
                }
            }
        }
        return allowed;
    }
}
