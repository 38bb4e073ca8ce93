package brume.cloud.guest.shell;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Signals by number and name.
public final class Signals {

    private static final List<String> NAMES = List.of(
            "EXIT", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE",
            "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM",
            "PROF", "WINCH", "IO", "PWR", "SYS");

    private Signals() {}

    /// `INT` for 2.
    public static String name(int number) {
        return number >= 0 && number < NAMES.size() ? NAMES.get(number) : Integer.toString(number);
    }

    /// The number of `INT`, `SIGINT`, `int` or `2`.
    public static Optional<Integer> number(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        String name = upper.startsWith("SIG") ? upper.substring(3) : upper;
        if (name.matches("\\d{1,2}")) {
            int number = Integer.parseInt(name);
            return number < NAMES.size() ? Optional.of(number) : Optional.empty();
        }
        int at = NAMES.indexOf(name);
        return at < 0 ? Optional.empty() : Optional.of(at);
    }

    public static List<String> names() {
        return NAMES;
    }
}
