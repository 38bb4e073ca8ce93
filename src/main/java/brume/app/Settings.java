package brume.app;

import brume.store.Database;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// How this Brume was asked to run. A setting `endpoint.port` is the system property `brume.endpoint.port`, else the
/// environment
/// variable `BRUME_ENDPOINT_PORT`, else a default.
///
/// @param address the address that every listener binds
/// @param host the name under which clients are told to reach them
/// @param portalPort the pages; the container listens there, Brume only prints it
/// @param endpointPort the provider's API; 0 takes a free one
/// @param sshPort the SSH jump; 0 takes a free one
/// @param proxyPort the HTTP door; 0 takes a free one
/// @param data what Brume keeps: database, blobs, keys
/// @param labs the folder of labs
/// @param realm the people, as a Keycloak realm's export
/// @param demo whether the realm's accounts are named, with their passwords, to whoever opens the sign-in page
/// @param apiRate how many times the provider's own rate limits a sandbox may call its API; infinite for no limits
/// @param provider who signs people in, instead of embedded accounts
/// @param status where the launcher reads whether Brume has started
public record Settings(
        String address,
        String host,
        int portalPort,
        int endpointPort,
        int sshPort,
        int proxyPort,
        Path data,
        Path labs,
        Path realm,
        Database.Location database,
        boolean demo,
        double apiRate,
        Optional<OidcProvider> provider,
        Optional<Path> status) {

    private static final double API_RATE = 100;
    /// With less, the smallest of the provider's buckets would never hold a whole token.
    private static final double LEAST_API_RATE = 0.5;
    private static final double MOST_API_RATE = 1000;

    /// The settings of this process.
    public static Settings ofProcess() {
        return of(System::getProperty, System::getenv);
    }

    static Settings of(Lookup properties, Lookup environment) {
        UnaryOperator<@Nullable String> find = name -> {
            String property = properties.get("brume." + name);
            String value = property != null
                    ? property
                    : environment.get("BRUME_"
                            + String.valueOf(name).toUpperCase(Locale.ROOT).replace('.', '_'));
            return value == null || value.isBlank() ? null : value;
        };
        Path data = Path.of(text(find, "data", "data")).toAbsolutePath();
        String address = text(find, "address", "127.0.0.1");
        Database.Location database = Optional.ofNullable(find.apply("database.url"))
                .map(url -> new Database.Location(
                        url, text(find, "database.user", "brume"), text(find, "database.password", "")))
                .orElse(Database.Location.in(data));
        return new Settings(
                address,
                text(find, "host", "localhost"),
                port(find, "portal.port", 8080),
                port(find, "endpoint.port", 4566),
                port(find, "ssh.port", 2222),
                port(find, "proxy.port", 3128),
                data,
                Path.of(text(find, "labs", "labs")).toAbsolutePath(),
                Path.of(text(find, "realm", "realm-export.json")).toAbsolutePath(),
                database,
                demo(find, address),
                apiRate(find),
                OidcProvider.of(find),
                Optional.ofNullable(find.apply("status")).map(Path::of));
    }

    /// Everything on free ports of the loopback, data in a folder, no rate limits: for tests.
    public static Settings inFolder(Path data) {
        return new Settings(
                "127.0.0.1",
                "localhost",
                0,
                0,
                0,
                0,
                data,
                Path.of("labs").toAbsolutePath(),
                Path.of("realm-export.json").toAbsolutePath(),
                Database.Location.in(data),
                true,
                Double.POSITIVE_INFINITY,
                Optional.empty(),
                Optional.empty());
    }

    Settings withPorts(Doors doors) {
        return new Settings(
                address,
                host,
                portalPort,
                doors.endpoint().port(),
                doors.jump().port(),
                doors.proxy().port(),
                data,
                labs,
                realm,
                database,
                demo,
                apiRate,
                provider,
                status);
    }

    /// Where a value may be found by its name.
    interface Lookup {
        @Nullable
        String get(String name);
    }

    static String text(UnaryOperator<@Nullable String> find, String name, String otherwise) {
        String value = find.apply(name);
        return value == null ? otherwise : value;
    }

    /// Unless told, only where nobody else can come.
    private static boolean demo(UnaryOperator<@Nullable String> find, String address) {
        String value = find.apply("demo");
        if (value == null) {
            return isLoopback(address);
        }
        return switch (value.strip()) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new IllegalArgumentException("The setting demo is neither yes nor no: " + value);
        };
    }

    /// Unless told, several times what the provider allows: a class in a hurry, or Terraform, does not notice.
    private static double apiRate(UnaryOperator<@Nullable String> find) {
        String value = text(find, "api.rate", Double.toString(API_RATE)).strip();
        if (value.equals("off")) {
            return Double.POSITIVE_INFINITY;
        }
        try {
            double rate = Double.parseDouble(value);
            if (rate >= LEAST_API_RATE && rate <= MOST_API_RATE) {
                return rate;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new IllegalArgumentException(
                "The setting api.rate is neither off nor a number from 0.5 to 1000: " + value);
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException nowhere) {
            return false;
        }
    }

    private static int port(UnaryOperator<@Nullable String> find, String name, int otherwise) {
        String value = find.apply(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int port = Integer.parseInt(value.strip());
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new IllegalArgumentException("The setting " + name + " is not a port: " + value);
    }
}
