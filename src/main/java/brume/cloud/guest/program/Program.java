package brume.cloud.guest.program;

import java.io.IOException;

/// One command that a person can type. Stateless; called once per process, on the process's own thread.
@FunctionalInterface
public interface Program {

    /// Runs to the end.
    ///
    /// @return the exit status, 0 to 255
    /// @throws brume.cloud.guest.fs.FsException ends the process with status 1 and `name: path: wording` on its
    ///     standard error
    /// @throws IOException a stream broke (`Broken pipe`, an interrupt): ends the process as its signal would
    int run(Process process) throws IOException;
}
