/// Commands that read and write text: `cat`, `grep`, `sed`, `awk`, `sort` and their like. Read
/// [brume.cloud.guest.program.Program] first.
@NullMarked
package brume.cloud.guest.program.text;

import org.jspecify.annotations.NullMarked;
