/// The EC2 query protocol over the provider SDK's own request and response classes: a generic codec, one class of
/// handlers
/// per noun that opens with its table of actions, and one table of errors. Read [Ec2Service] first, then
/// [KeyPairActions] as the shape of every other noun.
@NullMarked
package brume.api.ec2;

import org.jspecify.annotations.NullMarked;
