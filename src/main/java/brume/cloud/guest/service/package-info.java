/// What runs on a guest when nobody is logged in: `systemd` with its units and its journal, and the servers `nginx`,
/// `apache` and `python3 -m http.server`. Read [brume.cloud.guest.service.systemd.Systemd] first, then [Daemon].
@NullMarked
package brume.cloud.guest.service;

import org.jspecify.annotations.NullMarked;
