package brume.cloud.network;

import java.io.IOException;

/// What answers on a port of a guest. It owns the connection and closes it; called on a virtual thread of its own.
public interface Listener {

    void accept(Connection connection) throws IOException;
}
