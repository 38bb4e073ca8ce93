/// Programs that lay files side by side: `diff`, `cmp`, `comm`, `join`. Read [Edits] first.
@NullMarked
package brume.cloud.guest.program.compare;

import org.jspecify.annotations.NullMarked;
