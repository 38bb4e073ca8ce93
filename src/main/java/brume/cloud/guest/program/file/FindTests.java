package brume.cloud.guest.program.file;

import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.file.FindExpression.Node;
import brume.cloud.guest.program.file.FindExpression.Visit;
import java.time.Duration;
import java.time.Instant;

/// The tests of `find` about one number or name: sizes, ages, modes, owners.
final class FindTests {

    private FindTests() {}

    static Node type(String letters) {
        for (String letter : letters.split(",")) {
            if (!letter.matches("[fdlbcps]")) {
                throw new FindExpression.Bad("Unknown argument to -type: " + letter);
            }
        }
        return visit -> letters.indexOf(
                        visit.inode().kind().letter() == '-'
                                ? 'f'
                                : visit.inode().kind().letter())
                >= 0;
    }

    static Node size(String text) {
        if (!text.matches("[+-]?\\d{1,12}[cwbkMG]?")) {
            throw new FindExpression.Bad("Invalid argument `" + text + "' to -size");
        }
        char unit = text.charAt(text.length() - 1);
        long bytes = switch (unit) {
            case 'c' -> 1;
            case 'w' -> 2;
            case 'k' -> 1024;
            case 'M' -> 1024 * 1024;
            case 'G' -> 1024L * 1024 * 1024;
            default -> 512;
        };
        return counted(text.replaceAll("[a-zA-Z]", ""), visit -> (visit.inode().size() + bytes - 1) / bytes);
    }

    interface Count {
        long of(Visit visit);
    }

    static Node counted(String text, Count count) {
        if (!text.matches("[+-]?\\d{1,12}")) {
            throw new FindExpression.Bad("invalid argument `" + text + "'");
        }
        long wanted = Long.parseLong(text.replaceFirst("[+-]", ""));
        return visit -> {
            long is = count.of(visit);
            return text.startsWith("+") ? is > wanted : text.startsWith("-") ? is < wanted : is == wanted;
        };
    }

    static Node age(Process process, String word, String text) {
        Instant now = process.guest().world().now();
        boolean minutes = word.endsWith("min");
        return counted(text, visit -> {
            Instant at = word.charAt(1) == 'm'
                    ? visit.inode().modified()
                    : word.charAt(1) == 'a'
                            ? visit.inode().accessed()
                            : visit.inode().changed();
            Duration age = Duration.between(at, now);
            return minutes ? (age.toSeconds() + 59) / 60 : age.toDays();
        });
    }

    static Node perm(String text) {
        String digits = text.replaceFirst("^[-/]", "");
        int mode = brume.cloud.guest.program.Mode.apply(digits, 0, false, 0)
                .orElseThrow(() -> new FindExpression.Bad("invalid mode ‘" + text + "’"));
        return visit -> text.startsWith("-")
                ? (visit.inode().mode() & mode) == mode
                : text.startsWith("/")
                        ? (visit.inode().mode() & mode) != 0
                        : visit.inode().mode() == mode;
    }

    static Node owner(Process process, String word, String text) {
        boolean group = word.startsWith("-g");
        int id = text.matches("\\d{1,9}")
                ? Integer.parseInt(text)
                : (group
                                ? process.guest().users().groupNamed(text).map(g -> g.gid())
                                : process.guest().users().named(text).map(u -> u.uid()))
                        .orElseThrow(() -> new FindExpression.Bad(
                                "‘" + text + "’ is not the name of a known " + (group ? "group" : "user")));
        return visit -> (group ? visit.inode().gid() : visit.inode().uid()) == id;
    }
}
