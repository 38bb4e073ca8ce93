package brume.cloud.guest.program.scp;

import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// `scp -t` and `scp -f`: what a client's `scp -O` starts on the machine.
///
/// Differs from Linux: it does not copy by itself (`scp file host:`); it only answers another `scp`.
public final class Scp implements Program {

    /// What the letters of the command line ask for.
    record Options(boolean recursive, boolean times, boolean directory) {}

    @Override
    public int run(Process process) throws IOException {
        StringBuilder letters = new StringBuilder();
        List<String> paths = new ArrayList<>();
        boolean options = true;
        for (String argument : process.args()) {
            if (options && argument.equals("--")) {
                options = false;
            } else if (options && argument.length() > 1 && argument.startsWith("-")) {
                letters.append(argument.substring(1));
            } else {
                paths.add(argument);
            }
        }
        Options asked = new Options(has(letters, 'r'), has(letters, 'p'), has(letters, 'd'));
        if (has(letters, 't') && paths.size() == 1) {
            return new ScpSink(process, asked).receive(paths.getFirst());
        }
        if (has(letters, 'f') && !paths.isEmpty()) {
            return new ScpSource(process, asked).send(paths);
        }
        process.warn("usage: scp [-346ABCOpqRrsTv] [-c cipher] [-D sftp_server_path] [-F ssh_config]");
        process.warn("           [-i identity_file] [-J destination] [-l limit] [-o ssh_option]");
        process.warn("           [-P port] [-S program] [-X sftp_option] source ... target");
        return 1;
    }

    private static boolean has(CharSequence letters, char letter) {
        return letters.toString().indexOf(letter) >= 0;
    }
}
