package brume.app.cli;

import brume.app.labtest.LabTest;
import brume.lab.LabFolder;
import brume.lab.LabLint;
import brume.lab.Labs;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// `./brume lab lint` and `./brume lab test`: says what is wrong with labs, one problem a line, and exits with 1 if
/// there is any. Without a folder it takes all labs of `BRUME_LABS` or `labs`.
public final class LabCommand {

    private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

    private LabCommand() {}

    public static void main(String[] arguments) throws IOException {
        JETTY.setLevel(Level.WARNING);
        System.exit(run(Arrays.asList(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        String verb = arguments.isEmpty() ? "" : arguments.getFirst();
        if (!verb.equals("lint") && !verb.equals("test")) {
            err.println("Usage: brume lab lint [FOLDER...], brume lab test [FOLDER...]");
            return 2;
        }
        List<Path> folders = folders(arguments.subList(1, arguments.size()));
        if (folders.isEmpty()) {
            err.println("There is no lab: no folder with a lab.yaml.");
            return 2;
        }
        int problems = 0;
        for (Path folder : folders) {
            problems += verb.equals("lint") ? lint(folder, out) : test(folder, out);
        }
        return problems == 0 ? 0 : 1;
    }

    private static List<Path> folders(List<String> named) {
        if (named.isEmpty()) {
            String labs = System.getenv("BRUME_LABS");
            return Labs.folders(Path.of(labs == null ? "labs" : labs));
        }
        List<Path> folders = new ArrayList<>();
        named.forEach(name -> folders.add(Path.of(name)));
        return folders;
    }

    private static int lint(Path folder, PrintStream out) {
        LabFolder read = LabFolder.read(folder);
        List<String> problems = LabLint.problems(read);
        problems.forEach(out::println);
        if (problems.isEmpty()) {
            out.println(read.lab().id() + ": " + read.lab().steps().size() + " steps, "
                    + read.lab().checks().count() + " checks, " + read.lab().points()
                    + " points: nothing to complain of");
        }
        return problems.size();
    }

    private static int test(Path folder, PrintStream out) throws IOException {
        LabTest.Report report = LabTest.run(LabFolder.read(folder), LabTest.SEEDS);
        report.problems().forEach(out::println);
        if (report.problems().isEmpty()) {
            out.println(report.lab() + ": the start earns 0 %, the solution 100 % on " + report.seeds() + " seeds, "
                    + report.mistakes() + " mistakes earn their messages");
        }
        return report.problems().size();
    }
}
