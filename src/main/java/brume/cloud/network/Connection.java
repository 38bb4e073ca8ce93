package brume.cloud.network;

import java.io.Closeable;
import java.io.InputStream;
import java.io.OutputStream;

/// A simulated TCP connection as one side sees it: two blocking byte streams. Closing [#out] sends the end of the
/// stream
/// and leaves the other direction open; closing the connection ends both. Each side runs on a virtual thread of its
/// own.
public interface Connection extends Closeable {

    InputStream in();

    OutputStream out();

    /// The other side's address, as this side sees it.
    Endpoint peer();

    Endpoint local();

    @Override
    void close();
}
