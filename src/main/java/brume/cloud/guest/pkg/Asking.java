package brume.cloud.guest.pkg;

import brume.cloud.guest.program.Process;
import java.io.IOException;

/// A question on the terminal.
final class Asking {

    private static final int MAX_ANSWER = 200;

    private Asking() {}

    /// The line that was typed, empty at the end of the input.
    static String answer(Process process, String question) throws IOException {
        process.print(question);
        process.out().flush();
        StringBuilder line = new StringBuilder();
        while (line.length() < MAX_ANSWER) {
            int next = process.in().read();
            if (next < 0) {
                process.println("");
                break;
            }
            if (next == '\n' || next == '\r') {
                break;
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }
}
