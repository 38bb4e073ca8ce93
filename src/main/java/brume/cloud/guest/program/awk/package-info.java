/// The `awk` language: a parser to records and an interpreter over them. Read [Awk] first.
@NullMarked
package brume.cloud.guest.program.awk;

import org.jspecify.annotations.NullMarked;
