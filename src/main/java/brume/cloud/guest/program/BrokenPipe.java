package brume.cloud.guest.program;

import java.io.IOException;

/// Nobody reads any more from what a program writes to: it ends as by SIGPIPE, silently.
public final class BrokenPipe extends IOException {
    public BrokenPipe() {
        super("Broken pipe");
    }
}
