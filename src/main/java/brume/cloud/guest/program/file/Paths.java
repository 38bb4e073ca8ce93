package brume.cloud.guest.program.file;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.UsageError;
import java.io.IOException;
import java.util.List;

/// `basename`, `dirname`, `realpath`, `readlink`, `pwd`, `which`, `mktemp`, `truncate`.
public final class Paths implements Program {

    @Override
    public int run(Process process) throws IOException {
        return switch (process.name()) {
            case "basename" -> basename(process);
            case "dirname" -> dirname(process);
            case "realpath", "readlink" -> resolve(process);
            case "which" -> which(process);
            case "mktemp" -> mktemp(process);
            case "truncate" -> truncate(process);
            default -> {
                process.println(
                        process.args().contains("-P") ? process.files().realpath(process.cwd()) : process.cwd());
                yield 0;
            }
        };
    }

    private static int basename(Process process) throws IOException {
        Options.Parsed options = new Options("+as:z", "multiple=a suffix=s zero=z").parse(process.args());
        if (options.operands().isEmpty()) {
            throw UsageError.of("missing operand");
        }
        boolean many = options.has('a') || options.has('s');
        if (!many && options.operands().size() > 2) {
            throw UsageError.of("extra operand ‘" + options.operand(2) + "’");
        }
        String suffix =
                many ? options.value('s').orElse("") : options.operands().size() > 1 ? options.operand(1) : "";
        for (String path : many ? options.operands() : List.of(options.operand(0))) {
            String base = path.matches("/+") ? "/" : Copying.base(path);
            process.println(
                    base.endsWith(suffix) && !base.equals(suffix)
                            ? base.substring(0, base.length() - suffix.length())
                            : base);
        }
        return 0;
    }

    private static int dirname(Process process) throws IOException {
        if (process.args().isEmpty()) {
            throw UsageError.of("missing operand");
        }
        for (String path : process.args()) {
            String bare = path.replaceFirst("(?<=.)/+$", "");
            int slash = bare.lastIndexOf('/');
            String directory = slash < 0 ? "." : bare.substring(0, slash).replaceFirst("/+$", "");
            process.println(directory.isEmpty() ? "/" : directory);
        }
        return 0;
    }

    private static int resolve(Process process) throws IOException {
        boolean link = process.name().equals("readlink");
        Options.Parsed options = new Options(
                        "femsnqzLP1:2:",
                        "canonicalize=f canonicalize-existing=e canonicalize-missing=m no-newline=n no-symlinks=s quiet=q relative-to=1 relative-base=2")
                .parse(process.args());
        if (options.operands().isEmpty()) {
            throw UsageError.of("missing operand");
        }
        int status = 0;
        for (String operand : options.operands()) {
            String path = process.path(operand);
            try {
                String result;
                if (link && !options.has('f') && !options.has('e') && !options.has('m')) {
                    result = process.files().readlink(path);
                } else if (options.has('m') && !process.files().exists(path)) {
                    result = path.replaceAll("/\\.(?=/|$)", "").replaceAll("//+", "/");
                } else {
                    result = process.files().realpath(path);
                    if (options.has('e')) {
                        process.files().stat(path);
                    }
                }
                if (options.value('1').isPresent()) {
                    String base = process.files()
                            .realpath(process.path(options.value('1').get()));
                    String relative = java.nio.file.Path.of(base)
                            .relativize(java.nio.file.Path.of(result))
                            .toString();
                    result = relative.isEmpty() ? "." : relative;
                }
                process.print(options.has('n') ? result : result + "\n");
            } catch (FsException failure) {
                status = link ? 1 : options.has('q') ? 1 : process.fail(operand + ": " + failure.getMessage());
            }
        }
        return status;
    }

    private static int which(Process process) throws IOException {
        boolean all = process.args().contains("-a");
        boolean debian = process.guest().os().family() == brume.cloud.guest.image.OperatingSystem.Family.DEBIAN;
        int status = 0;
        for (String name : process.args()) {
            if (name.startsWith("-")) {
                continue;
            }
            List<String> found = process.guest().launcher().findAll(process, name).stream()
                    .filter(path -> process.files().isFile(process.path(path)))
                    .toList();
            for (String path : all ? found : found.subList(0, Math.min(1, found.size()))) {
                process.println(path);
            }
            if (found.isEmpty()) {
                status = 1;
                if (!debian) {
                    process.warn("which: no " + name + " in (" + process.env().getOrDefault("PATH", "") + ")");
                }
            }
        }
        return status;
    }

    private static int mktemp(Process process) throws IOException {
        Options.Parsed options =
                new Options("dqup:t1:", "directory=d dry-run=u quiet=q tmpdir=p suffix=1").parse(process.args());
        String template = options.operands().isEmpty() ? "tmp.XXXXXXXXXX" : options.operand(0);
        String suffix = options.value('1').orElse("");
        if (!template.matches(".*X{3}.*")) {
            return process.fail("too few X's in template ‘" + template + "’");
        }
        int end = template.lastIndexOf('X') + 1;
        int start = end;
        StringBuilder letters = new StringBuilder();
        while (start > 0 && template.charAt(start - 1) == 'X') {
            start--;
            letters.append("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                    .charAt(process.guest().world().random().nextInt(62)));
        }
        String name = template.substring(0, start) + letters + template.substring(end) + suffix;
        boolean inTmp = options.operands().isEmpty() || options.has('t') || options.has('p');
        String directory = options.value('p')
                .filter(p -> !p.isEmpty())
                .orElse(process.env().getOrDefault("TMPDIR", "/tmp"));
        String path = inTmp ? Copying.join(directory, name) : name;
        try {
            if (options.has('d')) {
                process.files().mkdir(process.path(path), 0700);
            } else if (!options.has('u')) {
                process.files().withUmask(077).append(process.path(path), "");
            }
        } catch (FsException failure) {
            return process.fail("failed to create " + (options.has('d') ? "directory" : "file") + " via template ‘"
                    + template + "’: " + failure.getMessage());
        }
        process.println(path);
        return 0;
    }

    private static int truncate(Process process) throws IOException {
        Options.Parsed options = new Options("cs:r:o", "no-create=c size=s reference=r").parse(process.args());
        String size = options.value('s').orElse("");
        if (!size.matches("[+-]?\\d{1,15}[KMGkmg]?B?")) {
            throw UsageError.of(
                    size.isEmpty()
                            ? "you must specify either ‘--size’ or ‘--reference’"
                            : "Invalid number: ‘" + size + "’");
        }
        long factor = size.matches(".*[Kk].*")
                ? 1024
                : size.matches(".*[Mm].*") ? 1024 * 1024 : size.matches(".*[Gg].*") ? 1024L * 1024 * 1024 : 1;
        long count = Long.parseLong(size.replaceAll("\\D", "")) * factor;
        int status = 0;
        for (String operand : options.operands()) {
            String path = process.path(operand);
            try {
                if (!process.files().exists(path)) {
                    process.files().append(path, "");
                }
                Inode inode = process.files().stat(path);
                long wanted = size.startsWith("+")
                        ? inode.size() + count
                        : size.startsWith("-") ? Math.max(0, inode.size() - count) : count;
                process.files().truncate(path, wanted);
            } catch (FsException failure) {
                status = process.fail(
                        "failed to truncate '" + operand + "' at " + count + " bytes: " + failure.getMessage());
            }
        }
        return status;
    }
}
