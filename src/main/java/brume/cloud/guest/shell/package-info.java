/// A POSIX shell with the bash flavour that people type: lexer, parser to records, expansions, interpreter, and the
/// interactive shell with line editing. Read [Interpreter] first.
@NullMarked
package brume.cloud.guest.shell;

import org.jspecify.annotations.NullMarked;
