package brume.cloud.guest.shell;

import java.util.Optional;

/// Signals by name or number, for programs: `TERM`, `SIGTERM`, `15`.
public final class SignalNames {

    private SignalNames() {}

    public static Optional<Integer> number(String text) {
        return Signals.number(text);
    }
}
