package brume.cloud.guest.program;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The programs that an image knows, by name. In the file system a program is a small file that begins as an ELF file
/// does and names it ([#executable]); so it can be copied, renamed, removed, and installed by a package.
public final class Programs {

    private static final String MAGIC = "\u007fELF\u0002\u0001\u0001\u0000brume:";

    private final Map<String, Program> byName = new HashMap<>();

    public void add(String name, Program program) {
        byName.put(name, program);
    }

    public Optional<Program> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Set<String> names() {
        return new TreeSet<>(byName.keySet());
    }

    /// The content of an executable file for the program of this name.
    public static String executable(String name) {
        return MAGIC + name + "\n";
    }

    /// The program that an executable file's first bytes name.
    public static Optional<String> nameIn(String head) {
        if (!head.startsWith(MAGIC)) {
            return Optional.empty();
        }
        int end = head.indexOf('\n');
        return Optional.of(head.substring(MAGIC.length(), end < 0 ? head.length() : end));
    }
}
