package brume.cloud.guest.service.apache;

import brume.cloud.guest.service.BoundedPattern;
import brume.cloud.guest.service.Globs;
import brume.cloud.network.Ipv4;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What applies to one path: all `Directory`, `.htaccess`, `Files` and `Location` sections that cover it, the more
/// special ones later.
record Rights(List<List<ApacheDirective>> sections) {

    /// A section for a folder, and how deep that folder lies.
    private record Part(int depth, List<ApacheDirective> directives) {}

    static Rights of(ApacheConfig.Host host, String file, String url) {
        return of(host, file, url, List.of());
    }

    static Rights of(ApacheConfig.Host host, String file, String url, List<AccessFiles.Found> accessFiles) {
        List<Part> parts = new ArrayList<>();
        for (ApacheDirective section : host.all("Directory")) {
            String folder = bare(section.arg(0));
            if (folder.equals("/") || file.equals(folder) || file.startsWith(folder + "/")) {
                parts.add(new Part(folder.length(), section.inner()));
            }
        }
        accessFiles.forEach(found -> parts.add(new Part(found.folder().length(), found.directives())));
        parts.sort(Comparator.comparingInt(Part::depth));
        List<List<ApacheDirective>> merged = new ArrayList<>();
        parts.forEach(part -> merged.add(part.directives()));
        String name = file.substring(file.lastIndexOf('/') + 1);
        List<ApacheDirective> forFiles = new ArrayList<>();
        parts.forEach(part -> forFiles.addAll(part.directives()));
        forFiles.addAll(host.all("Files"));
        forFiles.addAll(host.all("FilesMatch"));
        forFiles.stream()
                .filter(section -> section.is("Files") && Globs.fits(section.arg(0), name)
                        || section.is("FilesMatch") && found(section.arg(0), name))
                .forEach(section -> merged.add(section.inner()));
        host.all("Location").stream()
                .filter(section -> url.equals(section.arg(0))
                        || url.startsWith(bare(section.arg(0)).equals("/") ? "/" : bare(section.arg(0)) + "/"))
                .forEach(section -> merged.add(section.inner()));
        host.all("LocationMatch").stream()
                .filter(section -> found(section.arg(0), url))
                .forEach(section -> merged.add(section.inner()));
        return new Rights(merged);
    }

    List<ApacheDirective> directives() {
        return sections.stream().flatMap(List::stream).toList();
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
        return directives().reversed().stream().filter(d -> d.is(name)).findFirst();
    }

    /// What the last section with a `Require` in it says about a client.
    ///
    /// @param user whose password was right
    Requirement.Verdict judge(Ipv4 client, Optional<String> user) {
        return sections.reversed().stream()
                .filter(section -> section.stream().anyMatch(Requirement::isOne))
                .findFirst()
                .map(section -> Requirement.any(section, client, user))
                .orElse(Requirement.Verdict.GRANTED);
    }

    /// `Options Indexes`, `Options -Indexes`.
    boolean allowsIndexes() {
        boolean allowed = false;
        for (ApacheDirective options : directives()) {
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
