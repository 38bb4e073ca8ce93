package brume.cloud.guest.program.file;

import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.program.DateFormat;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.file.FindExpression.Visit;
import brume.cloud.guest.shell.Escapes;

/// What `find -printf` writes about a file.
final class FindFormat {

    private FindFormat() {}

    static String text(Process process, String format, Visit visit) {
        StringBuilder out = new StringBuilder();
        String text = Escapes.ansi(format);
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '%' || i + 1 == text.length()) {
                out.append(text.charAt(i));
                continue;
            }
            Inode inode = visit.inode();
            char letter = text.charAt(++i);
            out.append(
                    switch (letter) {
                        case 'p' -> visit.shown();
                        case 'f' -> visit.name();
                        case 'h' ->
                            visit.shown().contains("/")
                                    ? visit.shown().substring(0, visit.shown().lastIndexOf('/'))
                                    : ".";
                        case 'P' ->
                            visit.shown().length() > visit.root().length()
                                    ? visit.shown()
                                            .substring(visit.root().length())
                                            .replaceFirst("^/", "")
                                    : "";
                        case 's' -> Long.toString(inode.size());
                        case 'm' -> Integer.toOctalString(inode.mode());
                        case 'M' -> inode.modeText();
                        case 'u' -> process.guest().users().userName(inode.uid());
                        case 'g' -> process.guest().users().groupName(inode.gid());
                        case 'U' -> Integer.toString(inode.uid());
                        case 'G' -> Integer.toString(inode.gid());
                        case 'y' ->
                            String.valueOf(
                                    inode.kind().letter() == '-'
                                            ? 'f'
                                            : inode.kind().letter());
                        case 'd' -> Integer.toString(visit.depth());
                        case 'i' -> Long.toString(inode.number());
                        case 'n' -> Integer.toString(inode.links());
                        case 'l' -> inode.target();
                        case 't' -> DateFormat.format("%c", inode.modified());
                        case 'T' ->
                            DateFormat.format("%" + (i + 1 < text.length() ? text.charAt(++i) : '@'), inode.modified())
                                    .replace(
                                            "%@", Long.toString(inode.modified().getEpochSecond()));
                        case '%' -> "%";
                        default -> "%" + letter;
                    });
        }
        return out.toString();
    }
}
