/// What happens to a machine at its first boot: `cloud-init` with the user data, and the metadata service at
/// 169.254.169.254. Read [MetadataService] and [CloudInit] first.
@NullMarked
package brume.cloud.guest.init;

import org.jspecify.annotations.NullMarked;
