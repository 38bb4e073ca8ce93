/// Block storage: volumes and where they are attached. Read [Volume] first.
@NullMarked
package brume.cloud.storage.block;

import org.jspecify.annotations.NullMarked;
