/// The terminal in the browser: xterm.js on one side, a shell of a simulated machine on the other.
/// Read [brume.portal.terminal.TerminalPane] first.
@NullMarked
package brume.portal.terminal;

import org.jspecify.annotations.NullMarked;
