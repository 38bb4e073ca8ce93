package brume.app.payara;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;

/// Grizzly, Payara's HTTP server, gives no request to two connections any more.
///
/// It keeps used requests and their contexts per thread and hands them out again. When a client goes away while its
/// websocket is open, Payara gives the same one back twice, and two connections then work with one request: a page
/// answers 500, or gets what was meant for another. With no room to keep any in, a request that was given back twice
/// is only forgotten twice. Fresh ones cost less than can be measured here (docs/decisions/websockets.md).
public final class NoRecycling {

    private static final Logger LOG = System.getLogger(NoRecycling.class.getName());

    /// All that one request goes through.
    private static final List<String> KINDS = List.of(
            "org.glassfish.grizzly.Context",
            "org.glassfish.grizzly.filterchain.FilterChainContext",
            "org.glassfish.grizzly.http.HttpContent",
            "org.glassfish.grizzly.http.HttpServerFilter$ServerHttpRequestImpl",
            "org.glassfish.grizzly.http.server.Request",
            "org.glassfish.grizzly.http.server.SuspendStatus");

    /// More than Grizzly has kinds: what a thread has kept until now, under a lower number, is never looked at again.
    private static final int BEYOND = 100;

    private NoRecycling() {}

    /// Holds for whatever is used from now on. Where the server is not Grizzly, it does nothing and says so.
    public static void begin() {
        try {
            Class<?> cache = Class.forName("org.glassfish.grizzly.ThreadCache");
            Method register = cache.getMethod("obtainIndex", String.class, Class.class, int.class);
            for (String name : KINDS) {
                Object kind = register.invoke(null, name, Class.forName(name, false, cache.getClassLoader()), 0);
                Field place = field(kind, "index");
                place.setInt(kind, place.getInt(kind) + BEYOND);
                field(kind, "size").setInt(kind, 0);
            }
        } catch (ReflectiveOperationException | RuntimeException otherServer) {
            LOG.log(Level.WARNING, "Used requests are kept by the server: " + otherServer);
        }
    }

    private static Field field(Object owner, String name) throws NoSuchFieldException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
