/// Commands about files and directories: `ls`, `cp`, `chmod`, `find`, `tar` and their like. Read
/// [brume.cloud.guest.program.Program] first.
@NullMarked
package brume.cloud.guest.program.file;

import org.jspecify.annotations.NullMarked;
