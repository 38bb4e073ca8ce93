package brume.cloud.guest.shell;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// The end of a pipe that its reader must see closed when the shell closes its descriptor.
final class ClosingStream extends FilterOutputStream {

    ClosingStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        out.write(bytes, offset, count);
    }
}
