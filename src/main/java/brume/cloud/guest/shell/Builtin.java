package brume.cloud.guest.shell;

import java.io.IOException;

/// A command that the shell does itself.
@FunctionalInterface
interface Builtin {

    /// @return the status
    /// @throws brume.cloud.guest.fs.FsException said with the command's name, status 1
    int run(BuiltinCall call) throws IOException;
}
