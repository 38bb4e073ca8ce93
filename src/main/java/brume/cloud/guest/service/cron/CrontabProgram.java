package brume.cloud.guest.service.cron;

import brume.cloud.guest.Guest;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.image.OperatingSystem.Family;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `crontab [-u user] file | - | -l | -r | -e`.
public final class CrontabProgram implements Program {

    private static final int MAX_BYTES = 256 * 1024;

    static String spool(Guest guest) {
        return guest.os().family() == Family.DEBIAN ? "/var/spool/cron/crontabs" : "/var/spool/cron";
    }

    @Override
    public int run(Process process) throws IOException {
        Options.Parsed options = new Options("u:lrei", "").parse(process.args());
        String user = options.value('u').orElse(process.login().user());
        if (options.value('u').isPresent() && process.login().uid() != 0) {
            process.warn("must be privileged to use -u");
            return 1;
        }
        if (process.guest().users().named(user).isEmpty()) {
            process.warn("crontab:  user `" + user + "' unknown");
            return 1;
        }
        String path = spool(process.guest()) + "/" + user;
        Files files = process.guest().files().asRoot();
        if (options.has('l')) {
            if (!files.exists(path)) {
                process.warn("no crontab for " + user);
                return 1;
            }
            process.print(files.readText(path));
            return 0;
        }
        if (options.has('r')) {
            if (!files.exists(path)) {
                process.warn("no crontab for " + user);
                return 1;
            }
            files.unlink(path);
            return 0;
        }
        if (options.has('e')) {
            return edit(process, files, path, user);
        }
        String name = options.operands().isEmpty() ? "-" : options.operand(0);
        String text;
        try {
            text = name.equals("-")
                    ? new String(process.in().readNBytes(MAX_BYTES), StandardCharsets.UTF_8)
                    : process.files().readText(process.path(name));
        } catch (FsException missing) {
            process.warn(name + ": " + missing.getMessage());
            return 1;
        }
        return install(process, files, path, text, name);
    }

    private static int install(Process process, Files files, String path, String text, String name) throws IOException {
        try {
            CronTable.parse(text, false);
        } catch (CronTable.Bad bad) {
            process.warn("\"" + name + "\":" + bad.line + ": bad " + bad.what);
            process.warn("errors in crontab file, can't install.");
            return 1;
        }
        if (!text.isEmpty() && !text.endsWith("\n")) {
            process.warn("new crontab file is missing newline before EOF, can't install.");
            return 1;
        }
        files.mkdirs(path.substring(0, path.lastIndexOf('/')));
        files.write(path, text);
        files.chmod(path, 0600);
        int uid = process.guest()
                .users()
                .named(path.substring(path.lastIndexOf('/') + 1))
                .orElseThrow()
                .uid();
        files.chown(path, uid, files.stat(path).gid(), true);
        return 0;
    }

    /// With the editor of `VISUAL` or `EDITOR`, which must be a program that needs no screen here.
    private static int edit(Process process, Files files, String path, String user) throws IOException {
        boolean fresh = !files.exists(path);
        String before = fresh ? "" : files.readText(path);
        if (fresh) {
            process.warn("no crontab for " + user + " - using an empty one");
        }
        String copy = "/tmp/crontab."
                + Integer.toString(process.guest().world().random().nextInt(1 << 30), 36);
        process.files().write(process.path(copy), before);
        String editor = Optional.ofNullable(process.env().get("VISUAL"))
                .or(() -> Optional.ofNullable(process.env().get("EDITOR")))
                .orElse("vi");
        List<String> command = new ArrayList<>(List.of(editor.split(" +")));
        command.add(copy);
        int status = process.call(command);
        String after = process.files().readText(copy);
        process.files().unlink(copy);
        if (status != 0) {
            process.warn("crontab: \"" + editor + "\" exited with status " + status);
            return 1;
        }
        if (after.equals(before)) {
            process.warn(
                    process.guest().os().family() == Family.DEBIAN
                            ? "No modification made"
                            : "crontab: no changes made to crontab");
            return 0;
        }
        process.warn("crontab: installing new crontab");
        return install(process, files, path, after, copy);
    }
}
