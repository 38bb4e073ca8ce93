package brume.cloud.guest.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/// An open file descriptor of a shell.
///
/// @param terminal true where a person sits at the other end
record Fd(Optional<InputStream> in, Optional<OutputStream> out, boolean terminal) {

    static final Fd CLOSED = new Fd(Optional.empty(), Optional.empty(), false);

    static Fd reading(InputStream in, boolean terminal) {
        return new Fd(Optional.of(in), Optional.empty(), terminal);
    }

    static Fd writing(OutputStream out, boolean terminal) {
        return new Fd(Optional.empty(), Optional.of(out), terminal);
    }

    InputStream input() {
        return in.orElseGet(InputStream::nullInputStream);
    }

    /// Where writing goes; fails with `Bad file descriptor` on a closed one.
    OutputStream output() {
        return out.orElseGet(() -> new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw brume.cloud.guest.fs.Errno.EBADF.on("write error");
            }
        });
    }
}
