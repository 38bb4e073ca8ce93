package brume.cloud.guest.program.system;

import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.UsageError;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// `sleep`, `true`, `false`, `clear`, `tty`, `stty`.
public final class Waiting implements Program {

    @Override
    public int run(Process process) throws IOException {
        return switch (process.name()) {
            case "sleep" -> {
                if (process.args().isEmpty()) {
                    throw UsageError.of("missing operand");
                }
                Duration total = Duration.ZERO;
                for (String arg : process.args()) {
                    total = total.plus(
                            duration(arg).orElseThrow(() -> UsageError.of("invalid time interval ‘" + arg + "’")));
                }
                process.sleep(total);
                yield 0;
            }
            case "false" -> 1;
            case "clear", "reset" -> {
                process.print("\u001b[H\u001b[2J\u001b[3J");
                yield 0;
            }
            case "tty" -> {
                process.println(
                        process.terminal().isPresent()
                                ? "/dev/" + process.task().terminal()
                                : "not a tty");
                yield process.terminal().isPresent() ? 0 : 1;
            }
            case "stty" -> {
                if (process.args().contains("size") && process.terminal().isPresent()) {
                    process.println(process.terminal().get().rows() + " "
                            + process.terminal().get().columns());
                } else if (process.args().contains("-echo") || process.args().contains("echo")) {
                    brume.cloud.guest.shell.Echoing.set(
                            process.in(), process.args().contains("echo"));
                }
                yield 0;
            }
            default -> 0;
        };
    }

    /// `10`, `0.5`, `2m`.
    static Optional<Duration> duration(String text) {
        if (!text.matches("(\\d{1,9}(\\.\\d{0,6})?|\\.\\d{1,6})[smhd]?|infinity")) {
            return Optional.empty();
        }
        if (text.equals("infinity")) {
            return Optional.of(Duration.ofDays(3650));
        }
        char unit = text.charAt(text.length() - 1);
        double seconds = Double.parseDouble(Character.isLetter(unit) ? text.substring(0, text.length() - 1) : text);
        double factor = unit == 'm' ? 60 : unit == 'h' ? 3600 : unit == 'd' ? 86400 : 1;
        return Optional.of(Duration.ofMillis((long) (seconds * factor * 1000)));
    }
}
