package brume.cloud.guest.program;

import java.util.Optional;

/// File modes as `chmod` takes them: octal, or `u+x,go-w`.
public final class Mode {

    private Mode() {}

    /// The mode that a text makes of a mode.
    ///
    /// @param umask spares bits where no `ugoa` is given
    /// @return empty where the text is none
    public static Optional<Integer> apply(String text, int mode, boolean directory, int umask) {
        if (text.matches("[0-7]{1,4}")) {
            int octal = Integer.parseInt(text, 8);
            return Optional.of(directory && text.length() < 4 ? octal | mode & 06000 : octal);
        }
        int result = mode;
        for (String clause : text.split(",", -1)) {
            if (!clause.matches("[ugoa]*([-+=]([rwxXst]*|[ugo]))+")) {
                return Optional.empty();
            }
            result = clause(clause, result, directory, umask);
        }
        return Optional.of(result);
    }

    private static int clause(String clause, int mode, boolean directory, int umask) {
        int at = 0;
        int who = 0;
        while ("ugoa".indexOf(clause.charAt(at)) >= 0) {
            who |= switch (clause.charAt(at++)) {
                case 'u' -> 04700;
                case 'g' -> 02070;
                case 'o' -> 01007;
                default -> 07777;
            };
        }
        int spared = who == 0 ? umask : 0;
        who = who == 0 ? 07777 : who;
        int result = mode;
        while (at < clause.length()) {
            char operator = clause.charAt(at++);
            int bits = 0;
            while (at < clause.length() && "-+=".indexOf(clause.charAt(at)) < 0) {
                bits |= bits(clause.charAt(at++), result, directory);
            }
            int affected = bits & who & ~spared;
            result = switch (operator) {
                case '+' -> result | affected;
                case '-' -> result & ~affected;
                default -> result & ~(who & (directory ? 01777 : 07777)) | affected;
            };
        }
        return result;
    }

    private static int bits(char letter, int mode, boolean directory) {
        return switch (letter) {
            case 'r' -> 0444;
            case 'w' -> 0222;
            case 'x' -> 0111;
            case 'X' -> directory || (mode & 0111) != 0 ? 0111 : 0;
            case 's' -> 06000;
            case 't' -> 01000;
            case 'u' -> spread(mode >> 6 & 7);
            case 'g' -> spread(mode >> 3 & 7);
            default -> spread(mode & 7);
        };
    }

    private static int spread(int bits) {
        return bits << 6 | bits << 3 | bits;
    }
}
