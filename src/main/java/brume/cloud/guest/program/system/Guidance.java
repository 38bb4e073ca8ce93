package brume.cloud.guest.program.system;

import brume.cloud.guest.program.Inputs;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.util.List;

/// Programs that need a screen of their own. Pagers print; editors say what to use instead; `man` says a line.
public final class Guidance implements Program {

    @Override
    public int run(Process process) throws IOException {
        List<String> operands =
                process.args().stream().filter(arg -> !arg.matches("[-+].*")).toList();
        switch (process.name()) {
            case "less", "more", "most" -> {
                return Inputs.each(process, operands, (name, in) -> in.transferTo(process.out()));
            }
            case "man" -> {
                if (operands.isEmpty()) {
                    process.println("What manual page do you want?\nFor example, try 'man man'.");
                    return 1;
                }
                String name = operands.getLast();
                if (process.guest().launcher().find(process, name).isEmpty()) {
                    process.warn("No manual entry for " + name);
                    return 16;
                }
                process.println(
                        name
                                + ": the manual pages are not part of this simulated machine; https://man7.org/linux/man-pages/ has them.");
                return 0;
            }
            default -> {
                String file = operands.isEmpty() ? "FILE" : operands.getLast();
                process.warn(process.name()
                        + ": screen editors are not part of this simulated machine. Write the file like this instead:\n"
                        + "  cat > " + file + " <<'EOF'\n  ...your lines...\n  EOF\n"
                        + "or change one line: sed -i 's/old/new/' " + file + "    (with sudo: ... | sudo tee " + file
                        + ")");
                return 1;
            }
        }
    }
}
