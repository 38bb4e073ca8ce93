/// An in-memory Unix file system: inodes, owners, modes, links, times, with Linux's own errors. Read [FileSystem]
/// first,
/// then [Files], the system calls as one user makes them.
@NullMarked
package brume.cloud.guest.fs;

import org.jspecify.annotations.NullMarked;
