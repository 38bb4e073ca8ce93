/// The simulated Linux machine: a file system, users, a shell, programs, and what runs on it. `fs` holds the files,
/// `shell` the language, `program` the commands, `image` the base images. Read [Guest] first, then [GuestPart].
@NullMarked
package brume.cloud.guest;

import org.jspecify.annotations.NullMarked;
