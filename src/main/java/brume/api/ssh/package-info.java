/// SSH into a sandbox. [JumpServer] is the one real port: it authenticates a sandbox and opens connections inside it.
/// [GuestSshd] is the `sshd` of every instance: an SSH server without a port, which speaks over simulated connections.
/// Both carry everything through [SimChannel]. Read [JumpServer] first, then [SimChannel].
@NullMarked
package brume.api.ssh;

import org.jspecify.annotations.NullMarked;
