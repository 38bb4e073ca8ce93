package brume.cloud.guest.service.apache;

import brume.cloud.guest.fs.Errno;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The `.htaccess` files above a path: read with every request, as far as `AllowOverride` lets them speak.
final class AccessFiles {

    /// What stands in the file of one folder.
    record Found(String folder, List<ApacheDirective> directives) {}

    /// A file that makes its folder fail.
    static final class Refused extends Exception {
        private final int status;
        private final String reason;

        private Refused(int status, String reason) {
            super(reason);
            this.status = status;
            this.reason = reason;
        }

        int status() {
            return status;
        }

        String reason() {
            return reason;
        }
    }

    private static final Set<String> INDEXES = Set.of(
            "addicon",
            "addiconbyencoding",
            "addiconbytype",
            "adddescription",
            "defaulticon",
            "directoryindex",
            "directoryslash",
            "fallbackresource",
            "headername",
            "indexignore",
            "indexoptions",
            "readmename",
            "expiresactive",
            "expiresbytype",
            "expiresdefault");
    private static final Set<String> SERVER_ONLY = Set.of(
            "allowoverride",
            "directory",
            "directorymatch",
            "location",
            "locationmatch",
            "virtualhost",
            "listen",
            "documentroot",
            "servername",
            "serveralias",
            "alias",
            "scriptalias",
            "errorlog",
            "customlog",
            "loadmodule",
            "user",
            "group",
            "proxypass");

    private AccessFiles() {}

    static List<Found> above(ApacheConfig config, ApacheConfig.Host host, Files files, String path) throws Refused {
        String name = host.find("AccessFileName").map(d -> d.arg(0)).orElse(".htaccess");
        List<Found> all = new ArrayList<>();
        for (int slash = path.indexOf('/', 1); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            read(config, host, files, path.substring(0, slash), name).ifPresent(all::add);
        }
        if (files.isDirectory(path)) {
            read(config, host, files, path, name).ifPresent(all::add);
        }
        return all;
    }

    private static Optional<Found> read(
            ApacheConfig config, ApacheConfig.Host host, Files files, String folder, String name) throws Refused {
        List<String> allowed = Rights.of(host, folder, "")
                .last("AllowOverride")
                .map(d -> d.args().stream()
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .toList())
                .orElse(List.of("none"));
        if (allowed.equals(List.of("none"))) {
            return Optional.empty();
        }
        String file = folder + "/" + name;
        try {
            files.stat(file);
            files.content(file);
        } catch (FsException failed) {
            if (failed.errno() == Errno.EACCES) {
                throw new Refused(
                        403,
                        "(13)Permission denied: AH00529: " + file + " pcfg_openfile: unable to check htaccess file, "
                                + "ensure it is readable and that '" + folder + "/' is executable");
            }
            return Optional.empty();
        }
        try {
            List<ApacheDirective> found =
                    new ApacheParser(files, Map.of(), config.root(), config.modules()).parse(file);
            for (ApacheDirective directive : found) {
                String kind = kind(directive.name().toLowerCase(Locale.ROOT));
                if (kind.isEmpty() || !allowed.contains("all") && !kind.equals("any") && !permits(allowed, kind)) {
                    throw new Refused(500, file + ": " + directive.name() + " not allowed here");
                }
            }
            return Optional.of(new Found(folder, found));
        } catch (ApacheError wrong) {
            throw new Refused(500, file + ": " + wrong.reason().replaceFirst("(?s)^AH00526[^\n]*\n", ""));
        }
    }

    private static boolean permits(List<String> allowed, String kind) {
        return allowed.stream().anyMatch(word -> word.equals(kind) || word.startsWith(kind + "="));
    }

    /// The word of `AllowOverride` that permits a directive; empty where none does.
    private static String kind(String name) {
        if (SERVER_ONLY.contains(name)) {
            return "";
        }
        if (name.startsWith("auth") || name.startsWith("require") || name.equals("satisfy")) {
            return "authconfig";
        }
        if (name.matches("order|allow|deny")) {
            return "limit";
        }
        if (name.matches("files|filesmatch|limit|limitexcept|setenv|setenvif|unsetenv")) {
            return "any";
        }
        return name.equals("options") ? "options" : INDEXES.contains(name) ? "indexes" : "fileinfo";
    }
}
