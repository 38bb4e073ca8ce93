package brume.cloud.guest.pkg;

import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.util.List;

/// `apt-cache search`, `show`, `policy`, `depends`.
public final class AptCache implements Program {

    @Override
    public int run(Process process) throws IOException {
        List<String> words =
                process.args().stream().filter(arg -> !arg.startsWith("-")).toList();
        if (words.isEmpty()) {
            process.println("Usage: apt-cache [options] command");
            return 0;
        }
        return new AptQueries(process).answer(words.getFirst(), words.subList(1, words.size()));
    }
}
