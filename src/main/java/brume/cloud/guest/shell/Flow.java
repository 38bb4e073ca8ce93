package brume.cloud.guest.shell;

/// Control leaves the command: not an error.
abstract sealed class Flow extends RuntimeException {

    private Flow() {
        super(null, null, false, false);
    }

    /// `break n` and `continue n`.
    static final class Jump extends Flow {
        final int levels;
        final boolean again;

        Jump(int levels, boolean again) {
            this.levels = levels;
            this.again = again;
        }
    }

    /// `return`.
    static final class Return extends Flow {
        final int status;

        Return(int status) {
            this.status = status;
        }
    }

    /// `exit`, and what ends a shell for other reasons.
    static final class Exit extends Flow {
        final int status;

        Exit(int status) {
            this.status = status;
        }
    }

    /// A signal has come that the shell does not trap.
    static final class Signalled extends Flow {
        final int signal;

        Signalled(int signal) {
            this.signal = signal;
        }
    }
}
