/// A guest's disk as a `java.nio.file.FileSystem`, with the rights of one user: what the SFTP server works on. Read
/// [GuestFileSystem] first.
@NullMarked
package brume.api.ssh.files;

import org.jspecify.annotations.NullMarked;
