/// Machines: images, key pairs, instances and their life. Joins the network, block storage and the simulated Linux.
/// Read
/// [Instance] first, then [Instances].
@NullMarked
package brume.cloud.compute;

import org.jspecify.annotations.NullMarked;
