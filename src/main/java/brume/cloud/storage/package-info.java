/// What keeps bytes: `storage.block` holds volumes. Read [brume.cloud.storage.block.Volume] first.
@NullMarked
package brume.cloud.storage;

import org.jspecify.annotations.NullMarked;
