/// HTTP/1.1 as the machines of a guest speak it: a bounded, hostile-safe reader, the loop of a server on a simulated
/// connection, a small client. What a site answers is decided in `guest.service`. Read [HttpServer] first.
@NullMarked
package brume.cloud.guest.http;

import org.jspecify.annotations.NullMarked;
