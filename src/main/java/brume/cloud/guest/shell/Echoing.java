package brume.cloud.guest.shell;

import java.io.InputStream;

/// Whether a terminal shows what is typed: off while a password is asked for.
public final class Echoing {

    private Echoing() {}

    /// Does nothing to a stream that is no terminal.
    public static void set(InputStream stream, boolean on) {
        if (stream instanceof Tty.CookedInput input) {
            input.echo(on);
        }
    }
}
