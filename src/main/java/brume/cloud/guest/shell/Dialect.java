package brume.cloud.guest.shell;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/// What a shell's settings change in how its scripts are read.
///
/// @param aliases what a command's first word is short for
/// @param extglob whether `@(...)` and its like are patterns
/// @param dash without the words that are bash's alone: `[[`, `function`, `select`, `coproc`
/// @param warnings hears what is odd but can be read
record Dialect(
        Function<String, Optional<String>> aliases,
        BooleanSupplier extglob,
        boolean dash,
        Consumer<SyntaxError> warnings) {

    static final Dialect PLAIN = new Dialect(name -> Optional.empty(), () -> false, false, warning -> {});

    static Dialect of(Shell shell) {
        return new Dialect(
                name -> shell.longOptions.contains("expand_aliases")
                        ? Optional.ofNullable(shell.aliases.get(name))
                        : Optional.empty(),
                () -> shell.longOptions.contains("extglob"),
                shell.dash,
                warning -> {
                    int line = shell.line;
                    shell.line = warning.line();
                    shell.complain(shell.fds, "warning: " + warning.getMessage());
                    shell.line = line;
                });
    }

    Dialect withAliases(Function<String, Optional<String>> others) {
        return new Dialect(others, extglob, dash, warnings);
    }
}
