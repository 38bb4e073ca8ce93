/// The base images that guests start from: their users, files and programs, built once and shared. Read
/// [OperatingSystem]
/// first.
@NullMarked
package brume.cloud.guest.image;

import org.jspecify.annotations.NullMarked;
