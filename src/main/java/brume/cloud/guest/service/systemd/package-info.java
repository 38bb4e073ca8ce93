/// systemd as an administrator meets it: unit files, what runs and what should run at boot, the journal, and the
/// commands `systemctl`, `service`, `journalctl`, `logger`. Read [Systemd] first, then [UnitFile].
@NullMarked
package brume.cloud.guest.service.systemd;

import org.jspecify.annotations.NullMarked;
