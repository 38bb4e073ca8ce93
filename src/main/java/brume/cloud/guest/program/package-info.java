/// The commands that a person can type, one class per command, over the file system and the processes of a guest. Read
/// [Program] and [Process] first.
@NullMarked
package brume.cloud.guest.program;

import org.jspecify.annotations.NullMarked;
