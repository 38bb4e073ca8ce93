/// Commands about the machine and its processes: `ps`, `kill`, `df`, `date`, `uname` and their like. Read
/// [brume.cloud.guest.program.Program] first.
@NullMarked
package brume.cloud.guest.program.system;

import org.jspecify.annotations.NullMarked;
