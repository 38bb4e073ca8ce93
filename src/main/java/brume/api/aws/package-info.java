/// What the AWS protocols share: a service behind the multiplexer, the form of the query protocols, the error bodies.
/// Read
/// [Multiplexer] first, then [Service].
@NullMarked
package brume.api.aws;

import org.jspecify.annotations.NullMarked;
