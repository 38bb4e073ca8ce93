/// Version 4 of the provider's request signatures: reading them from a header or a presigned query, building the
/// canonical
/// request, and deciding whose request it is. Read [Verifier] first.
@NullMarked
package brume.api.sigv4;

import org.jspecify.annotations.NullMarked;
