package brume.cloud.guest.program;

import brume.cloud.network.ByteStream;
import java.io.InputStream;
import java.io.OutputStream;

/// A pipe between two programs: 64 KiB as on Linux; the writer waits when it is full, and is told when the reader has
/// left.
public final class Pipe {

    private final ByteStream bytes = new ByteStream(BrokenPipe::new);
    public final InputStream reader = bytes.reader;
    public final OutputStream writer = bytes.writer;
}
