/// Does a packet get there? One engine for every client, check and drawing: a [Flow] goes in, a [Trace] of hops comes
/// out
/// and ends in a named [Disposition]. Read [Reach] first.
@NullMarked
package brume.cloud.network.reach;

import org.jspecify.annotations.NullMarked;
