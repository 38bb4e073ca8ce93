package brume.cloud.guest.service.apache;

import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.image.OperatingSystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A checked configuration: where it listens, its hosts, whose rights its workers have.
///
/// @param main the directives outside of virtual hosts
/// @param modules those that `LoadModule` names, in its order and in lower case
record ApacheConfig(
        String root,
        String user,
        String pidFile,
        List<ApacheDirective> main,
        List<Host> hosts,
        TreeSet<Integer> ports,
        Set<String> modules) {

    /// A virtual host, or the main server.
    ///
    /// @param port 0 for any
    record Host(int port, List<ApacheDirective> own, List<ApacheDirective> main) {

        /// The last value of a directive: the host's own, else the main server's.
        Optional<ApacheDirective> find(String name) {
            Optional<ApacheDirective> mine = last(own, name);
            return mine.isPresent() ? mine : last(main, name);
        }

        List<ApacheDirective> all(String name) {
            List<ApacheDirective> found = new ArrayList<>();
            List.of(main, own)
                    .forEach(list -> list.stream().filter(d -> d.is(name)).forEach(found::add));
            return found;
        }

        List<ApacheDirective> logs() {
            List<ApacheDirective> mine =
                    own.stream().filter(d -> d.is("CustomLog")).toList();
            return mine.isEmpty() ? main.stream().filter(d -> d.is("CustomLog")).toList() : mine;
        }

        boolean isNamed(String host) {
            return own.stream()
                    .filter(d -> d.is("ServerName") || d.is("ServerAlias"))
                    .flatMap(d -> d.args().stream())
                    .map(name -> name.replaceFirst("^https?://", "")
                            .replaceFirst(":\\d+$", "")
                            .toLowerCase(Locale.ROOT))
                    .anyMatch(name -> name.equals(host) || name.startsWith("*.") && host.endsWith(name.substring(1)));
        }

        private static Optional<ApacheDirective> last(List<ApacheDirective> list, String name) {
            return list.reversed().stream().filter(d -> d.is(name)).findFirst();
        }
    }

    static String rootOf(OperatingSystem os) {
        return os.family() == OperatingSystem.Family.DEBIAN ? "/etc/apache2" : "/etc/httpd";
    }

    static String fileOf(OperatingSystem os) {
        return os.family() == OperatingSystem.Family.DEBIAN
                ? "/etc/apache2/apache2.conf"
                : "/etc/httpd/conf/httpd.conf";
    }

    static ApacheConfig load(Files files, OperatingSystem os) throws ApacheError {
        String root = rootOf(os);
        boolean debian = os.family() == OperatingSystem.Family.DEBIAN;
        ApacheParser parser = new ApacheParser(files, variables(files, root), root, Set.of());
        List<ApacheDirective> all = parser.parse(fileOf(os));
        List<ApacheDirective> main =
                all.stream().filter(d -> !d.is("VirtualHost")).toList();
        List<Host> hosts = new ArrayList<>();
        for (ApacheDirective section : all) {
            if (section.is("VirtualHost")) {
                hosts.add(new Host(portOf(section), section.inner(), main));
            }
        }
        hosts.add(new Host(0, List.of(), main));
        TreeSet<Integer> ports = new TreeSet<>();
        for (ApacheDirective listen : main.stream().filter(d -> d.is("Listen")).toList()) {
            ports.add(listenPort(listen));
        }
        if (ports.isEmpty()) {
            throw new ApacheError("no listening sockets available, shutting down\nAH00015: Unable to open logs");
        }
        for (Host host : hosts) {
            checkHost(files, host, parser);
        }
        String user = main.stream()
                .filter(d -> d.is("User"))
                .map(d -> d.arg(0))
                .findFirst()
                .orElse(debian ? "www-data" : "apache");
        return new ApacheConfig(
                root,
                user,
                debian ? "/run/apache2/apache2.pid" : "/run/httpd/httpd.pid",
                main,
                hosts,
                ports,
                new LinkedHashSet<>(parser.modules()));
    }

    private static void checkHost(Files files, Host host, ApacheParser parser) throws ApacheError {
        Optional<ApacheDirective> documents = host.find("DocumentRoot");
        if (documents.isPresent()
                && !files.isDirectory(parser.absolute(documents.get().arg(0)))) {
            throw documents
                    .get()
                    .error("DocumentRoot '" + documents.get().arg(0) + "' is not a directory, or is not readable");
        }
        Optional<ApacheDirective> log = host.find("ErrorLog");
        if (log.isPresent()) {
            String path = parser.absolute(log.get().arg(0));
            if (!files.isDirectory(path.substring(0, Math.max(1, path.lastIndexOf('/'))))) {
                throw new ApacheError("(2)No such file or directory: AH02291: Cannot access directory '"
                        + path.substring(0, path.lastIndexOf('/') + 1)
                        + "' for main error log\nAH00014: Configuration check failed");
            }
        }
    }

    private static Map<String, String> variables(Files files, String root) {
        Map<String, String> variables = new HashMap<>();
        try {
            files.readText(root + "/envvars")
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("export "))
                    .forEach(line -> {
                        int equals = line.indexOf('=');
                        if (equals > 0) {
                            variables.put(
                                    line.substring(7, equals),
                                    line.substring(equals + 1).replaceAll("[\"']|\\$SUFFIX", ""));
                        }
                    });
        } catch (FsException none) {
            return variables;
        }
        return variables;
    }

    private static int listenPort(ApacheDirective listen) throws ApacheError {
        String text = listen.arg(0);
        String port = text.substring(text.lastIndexOf(':') + 1);
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535) {
            throw listen.error("Port must be specified");
        }
        return Integer.parseInt(port);
    }

    private static int portOf(ApacheDirective section) {
        String port = section.arg(0).substring(section.arg(0).lastIndexOf(':') + 1);
        return port.matches("\\d{1,5}") ? Integer.parseInt(port) : 0;
    }

    Host hostFor(int port, String name) {
        List<Host> here = hosts.subList(0, hosts.size() - 1).stream()
                .filter(host -> host.port == 0 || host.port == port)
                .toList();
        return here.stream()
                .filter(host -> host.isNamed(name))
                .findFirst()
                .orElseGet(() -> here.isEmpty() ? hosts.getLast() : here.getFirst());
    }

    String absolute(String path) {
        return path.startsWith("/") ? path : root + "/" + path;
    }
}
