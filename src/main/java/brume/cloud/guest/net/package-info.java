/// The network as a guest sees it: its own ports and addresses, the metadata address, the way out; and the programs
/// that
/// look at it (`curl`, `ip`, `ss`, `dig` ...). Read [GuestNetwork] and [Ports] first.
@NullMarked
package brume.cloud.guest.net;

import org.jspecify.annotations.NullMarked;
