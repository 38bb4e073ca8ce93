package brume.cloud.guest.program.file;

import brume.cloud.guest.Users;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.program.Mode;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.UsageError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `chmod`, `chown`, `chgrp`.
public final class Attributes implements Program {

    private interface Change {
        void on(String path, Inode inode) throws IOException;
    }

    @Override
    public int run(Process process) throws IOException {
        List<String> args = new ArrayList<>();
        List<String> modes = new ArrayList<>();
        for (String arg : process.args()) {
            boolean minus = process.name().equals("chmod") && arg.matches("-[rwxXstugo]+(,.*)?") && !arg.equals("-R");
            (minus ? modes : args).add(arg);
        }
        Options.Parsed options = new Options(
                        "RvcfhHLP1:2:",
                        "recursive=R verbose=v changes=c quiet=f silent=f no-dereference=h reference=1 from=2")
                .parse(args);
        List<String> operands = new ArrayList<>(options.operands());
        String wanted;
        if (options.value('1').isPresent()) {
            wanted = "";
        } else if (!modes.isEmpty()) {
            wanted = modes.getFirst();
        } else if (operands.isEmpty()) {
            throw UsageError.of("missing operand");
        } else {
            wanted = operands.removeFirst();
        }
        if (operands.isEmpty()) {
            throw UsageError.of("missing operand after ‘" + wanted + "’");
        }
        Change change = switch (process.name()) {
            case "chmod" -> chmod(process, options, wanted);
            case "chown" -> chown(process, options, wanted, false);
            default -> chown(process, options, wanted, true);
        };
        int status = 0;
        for (String operand : operands) {
            status |= walk(process, options, operand, change, true);
        }
        return status;
    }

    private static Change chmod(Process process, Options.Parsed options, String wanted) throws IOException {
        if (options.value('1').isPresent()) {
            int mode =
                    process.files().stat(process.path(options.value('1').get())).mode();
            return (path, inode) -> process.files().chmod(path, mode);
        }
        if (Mode.apply(wanted, 0, false, process.files().umask()).isEmpty()) {
            throw UsageError.of("invalid mode: ‘" + wanted + "’");
        }
        return (path, inode) -> {
            String shown =
                    path.startsWith(process.cwd() + "/") && !options.operands().contains(path)
                            ? path.substring(process.cwd().length() + 1)
                            : path;
            int mode = Mode.apply(
                            wanted,
                            inode.mode(),
                            inode.isDirectory(),
                            process.files().umask())
                    .orElse(inode.mode());
            process.files().chmod(path, mode);
            if (options.has('v') || options.has('c') && mode != inode.mode()) {
                process.println(
                        mode == inode.mode()
                                ? "mode of '%s' retained as %04o (%s)"
                                        .formatted(shown, mode, inode.modeText().substring(1))
                                : "mode of '%s' changed from %04o (%s) to %04o (%s)"
                                        .formatted(
                                                shown,
                                                inode.mode(),
                                                inode.modeText().substring(1),
                                                mode,
                                                bits(mode)));
            }
        };
    }

    private static Change chown(Process process, Options.Parsed options, String wanted, boolean groupOnly)
            throws IOException {
        int uid = -1;
        int gid = -1;
        if (options.value('1').isPresent()) {
            Inode reference =
                    process.files().stat(process.path(options.value('1').get()));
            uid = groupOnly ? -1 : reference.uid();
            gid = reference.gid();
        } else {
            int colon = wanted.indexOf(':') >= 0 ? wanted.indexOf(':') : groupOnly ? -1 : wanted.indexOf('.');
            String user = groupOnly ? "" : colon < 0 ? wanted : wanted.substring(0, colon);
            String group = groupOnly ? wanted : colon < 0 ? "" : wanted.substring(colon + 1);
            Users users = process.guest().users();
            if (!user.isEmpty()) {
                Optional<Integer> found = users.named(user).map(Users.User::uid).or(() -> number(user));
                uid = found.orElseThrow(() -> UsageError.plain("invalid user: ‘" + wanted + "’"));
            }
            if (!group.isEmpty()) {
                Optional<Integer> found =
                        users.groupNamed(group).map(Users.Group::gid).or(() -> number(group));
                gid = found.orElseThrow(() -> UsageError.plain("invalid group: ‘" + wanted + "’"));
            } else if (colon >= 0 && uid >= 0) {
                gid = users.numbered(uid).map(Users.User::gid).orElse(-1);
            }
        }
        int newUid = uid;
        int newGid = gid;
        return (path, inode) -> process.files().chown(path, newUid, newGid, !options.has('h'));
    }

    private static Optional<Integer> number(String text) {
        return text.matches("\\d{1,9}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }

    private static int walk(Process process, Options.Parsed options, String shown, Change change, boolean top)
            throws IOException {
        process.checkSignals();
        String path = process.path(shown);
        int status = 0;
        try {
            Inode link = process.files().lstat(path);
            if (link.isSymlink() && !top) {
                return 0;
            }
            Inode inode =
                    link.isSymlink() && !options.has('h') ? process.files().stat(path) : link;
            change.on(path, inode);
            if (options.has('R') && inode.isDirectory()) {
                for (String name : process.files().list(path).keySet()) {
                    status |= walk(process, options, Copying.join(shown, name), change, false);
                }
            }
            return status;
        } catch (FsException failure) {
            if (options.has('f')) {
                return 1;
            }
            boolean missing = failure.errno() == brume.cloud.guest.fs.Errno.ENOENT;
            String verb = missing
                    ? "cannot access"
                    : switch (process.name()) {
                        case "chmod" -> "changing permissions of";
                        case "chown" -> "changing ownership of";
                        default -> "changing group of";
                    };
            return process.fail(verb + " '" + shown + "': " + failure.getMessage());
        }
    }

    private static String bits(int mode) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            text.append((mode & 0400 >> i) != 0 ? "rwxrwxrwx".charAt(i) : '-');
        }
        return text.toString();
    }
}
