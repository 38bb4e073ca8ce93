/// EC2 Instance Connect: a public key that opens an instance for a minute. Read [InstanceConnectService].
@NullMarked
package brume.api.connect;

import org.jspecify.annotations.NullMarked;
