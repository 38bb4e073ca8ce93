/// nginx: its configuration language with its own error messages, and the sites it describes, served for real. Read
/// [NginxConfig] for the configuration, [NginxSite] for what happens to a request.
@NullMarked
package brume.cloud.guest.service.nginx;

import org.jspecify.annotations.NullMarked;
