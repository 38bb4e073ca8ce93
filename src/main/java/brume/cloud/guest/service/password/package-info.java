/// Password files of web servers: the hashes that may stand in one, and `htpasswd`, which writes it. Read
/// [brume.cloud.guest.service.password.PasswordHash] first.
@NullMarked
package brume.cloud.guest.service.password;

import org.jspecify.annotations.NullMarked;
