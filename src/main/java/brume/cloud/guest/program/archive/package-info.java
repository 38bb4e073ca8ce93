/// Programs that pack and press files: `tar`, `gzip`, `bzip2`, `xz`, `zip`. The formats are real: what is packed here
/// opens
/// elsewhere, and the other way round. Read [Tar] first.
@NullMarked
package brume.cloud.guest.program.archive;

import org.jspecify.annotations.NullMarked;
