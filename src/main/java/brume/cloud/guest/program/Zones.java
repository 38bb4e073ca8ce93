package brume.cloud.guest.program;

import brume.cloud.guest.fs.FsException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// The time zone of a process: `TZ`, else what `/etc/localtime` points to, else UTC.
public final class Zones {

    private static final String FOLDER = "zoneinfo/";

    private Zones() {}

    public static ZoneId of(Process process) {
        String variable = process.env().getOrDefault("TZ", "");
        if (!variable.isEmpty()) {
            return named(variable.replaceFirst("^:", ""));
        }
        return system(process);
    }

    /// The machine's own.
    public static ZoneId system(Process process) {
        try {
            String target = process.files().readlink("/etc/localtime");
            int at = target.indexOf(FOLDER);
            return at < 0 ? ZoneOffset.UTC : named(target.substring(at + FOLDER.length()));
        } catch (FsException none) {
            return ZoneOffset.UTC;
        }
    }

    /// UTC for a name that is none, as the C library does.
    private static ZoneId named(String name) {
        try {
            return name.matches("UTC0?|GMT0?|Etc/UTC|UTC|Universal|Zulu")
                    ? ZoneOffset.UTC
                    : ZoneId.of(name, ZoneId.SHORT_IDS);
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }
}
