/// The simulated provider, in plain Java: no sockets, SQL, wall clock or unseeded random. A stack of rooms, each
/// importing
/// only those before it: `sandbox`, `offer`, `network`, `storage`, `guest`, `container`, `compute`. Read
/// [brume.cloud.sandbox.Sandbox] first.
@NullMarked
package brume.cloud;

import org.jspecify.annotations.NullMarked;
