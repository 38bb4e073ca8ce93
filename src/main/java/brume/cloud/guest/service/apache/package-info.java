/// The Apache HTTP server: its configuration with its own error messages, its virtual hosts, served for real. Read
/// [ApacheConfig] for the configuration, [ApacheSite] for what happens to a request.
@NullMarked
package brume.cloud.guest.service.apache;

import org.jspecify.annotations.NullMarked;
