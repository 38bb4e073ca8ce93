/// The HTTP server of the provider's endpoints: it keeps paths raw, bounds what it reads, runs each request on a
/// virtual
/// thread and sends each answer in one write. It knows no protocol above HTTP. Read [EndpointServer] first.
@NullMarked
package brume.api.http;

import org.jspecify.annotations.NullMarked;
