/// What programs see: bytes become one call on the cloud, and its result becomes bytes again. One room per protocol,
/// none
/// knows another; [AwsEndpoint] puts the AWS ones behind one port. Read [AwsEndpoint] first.
@NullMarked
package brume.api;

import org.jspecify.annotations.NullMarked;
