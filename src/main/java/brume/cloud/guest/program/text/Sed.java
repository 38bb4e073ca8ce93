package brume.cloud.guest.program.text;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.program.Lines;
import brume.cloud.guest.program.Memory;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// `sed [-nEri] [-e script] [-f file] [script] [file...]`.
public final class Sed implements Program {

    @Override
    public int run(Process process) throws IOException {
        List<String> args = process.args().stream()
                .map(arg -> arg.startsWith("--in-place=") ? "-i" + arg.substring(11) : arg)
                .toList();
        List<String> scripts = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        String suffix = "";
        boolean inPlace = false;
        for (String arg : args) {
            if (arg.matches("-[nErsuz]*i.*") && !arg.startsWith("--")) {
                inPlace = true;
                int at = arg.indexOf('i');
                suffix = arg.substring(at + 1);
                if (suffix.matches("[eE]")) {
                    suffix = "";
                }
                String before = arg.substring(0, at);
                if (before.length() > 1) {
                    rest.add(before);
                }
                if (arg.substring(at + 1).equals("e")) {
                    rest.add("-e");
                } else if (arg.substring(at + 1).equals("E")) {
                    rest.add("-E");
                }
            } else {
                rest.add(arg);
            }
        }
        Options.Parsed options = new Options(
                        "nErsuzi1e:f:",
                        "quiet=n silent=n regexp-extended=E expression=e file=f separate=s unbuffered=u null-data=z in-place=1 posix=u")
                .parse(rest);
        inPlace |= options.has('1');
        for (Options.Given given : options.given()) {
            if (given.letter() == 'e') {
                scripts.add(given.value());
            } else if (given.letter() == 'f') {
                scripts.add(new String(Memory.all(process.open(given.value())), StandardCharsets.UTF_8)
                        .replaceFirst("\n$", ""));
            }
        }
        List<String> operands = new ArrayList<>(options.operands());
        if (scripts.isEmpty()) {
            if (operands.isEmpty()) {
                process.warn("Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...");
                return 1;
            }
            scripts.add(operands.removeFirst());
        }
        List<SedScript.Command> commands;
        try {
            commands = SedScript.parse(String.join("\n", scripts), options.has('E') || options.has('r'));
        } catch (SedScript.Bad bad) {
            return process.fail("-e expression #1, char " + bad.at + ": " + bad.getMessage());
        }
        boolean quiet = options.has('n') || scripts.getFirst().startsWith("#n\n");
        int end = options.has('z') ? 0 : '\n';
        return inPlace
                ? edit(process, commands, quiet, operands, suffix, end)
                : stream(process, commands, quiet, operands, end);
    }

    private static int stream(
            Process process, List<SedScript.Command> commands, boolean quiet, List<String> operands, int end)
            throws IOException {
        int[] status = {0};
        SedRun run = new SedRun(process, commands, quiet, process.out(), end == 0 ? "\0" : "\n");
        List<String> left = new ArrayList<>(operands.isEmpty() ? List.of("-") : operands);
        SedRun.Source source = new SedRun.Source(() -> {
            while (!left.isEmpty()) {
                String name = left.removeFirst();
                try {
                    if (!name.equals("-") && process.files().isDirectory(process.path(name))) {
                        process.warn("sed: couldn't edit " + name + ": not a regular file");
                        continue;
                    }
                    return java.util.Optional.of(new Lines(process.open(name), end));
                } catch (FsException missing) {
                    status[0] = 2;
                    process.fail("can't read " + name + ": " + missing.getMessage());
                }
            }
            return java.util.Optional.empty();
        });
        int exit = run.all(source);
        return exit != 0 ? exit : status[0];
    }

    private static int edit(
            Process process,
            List<SedScript.Command> commands,
            boolean quiet,
            List<String> operands,
            String suffix,
            int end)
            throws IOException {
        int status = 0;
        if (operands.isEmpty()) {
            return process.fail(1, "no input files");
        }
        for (String operand : operands) {
            String path = process.path(operand);
            try {
                if (!process.files().stat(path).isFile()) {
                    status = process.fail(4, "couldn't edit " + operand + ": not a regular file");
                    continue;
                }
                InputStream in = process.open(operand);
                byte[] before = process.files().read(path);
                ByteArrayOutputStream out = Memory.buffer();
                SedRun run = new SedRun(process, commands, quiet, out, end == 0 ? "\0" : "\n");
                List<Lines> one = new ArrayList<>(List.of(new Lines(in, end)));
                int exit = run.all(new SedRun.Source(
                        () -> one.isEmpty() ? java.util.Optional.empty() : java.util.Optional.of(one.removeFirst())));
                replace(process, path, operand, before, out.toByteArray(), suffix);
                if (exit != 0) {
                    return exit;
                }
            } catch (FsException failure) {
                boolean temporary = failure.path().contains("/sed");
                status = process.fail(
                        temporary ? 4 : 2,
                        temporary
                                ? "couldn't open temporary file "
                                        + failure.path().replace(process.cwd(), ".") + ": " + failure.getMessage()
                                : "can't read " + operand + ": " + failure.getMessage());
            }
        }
        return status;
    }

    /// As the real one: the directory must be writable, since a new file takes the old one's place.
    private static void replace(
            Process process, String path, String operand, byte[] before, byte[] after, String suffix)
            throws IOException {
        String directory = path.substring(0, path.lastIndexOf('/') + 1);
        String temporary = directory + "sed"
                + Integer.toString(process.guest().world().random().nextInt(100_000_000), 36);
        var old = process.files().stat(path);
        process.files().write(temporary, after);
        process.files().chmod(temporary, old.mode());
        try {
            process.files().chown(temporary, old.uid(), old.gid(), true);
        } catch (FsException refused) {
            // only root may give files away
        }
        if (!suffix.isEmpty()) {
            String backup = suffix.contains("*")
                    ? directory + suffix.replace("*", path.substring(directory.length()))
                    : path + suffix;
            process.files().write(backup, before);
        }
        process.files().rename(temporary, path);
    }
}
