/// Commands about users: `sudo`, `su`, `id`, `useradd` and their like. Read [brume.cloud.guest.program.Program]
/// first.
@NullMarked
package brume.cloud.guest.program.user;

import org.jspecify.annotations.NullMarked;
