/// Commands at set times: tables of them, the daemon that runs them, and `crontab`. Read [CronTable] first.
@NullMarked
package brume.cloud.guest.service.cron;

import org.jspecify.annotations.NullMarked;
