package brume.cloud.guest.service.systemd;

import brume.cloud.guest.Guest;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.image.OperatingSystem;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/// The journal of a guest: one line per message in a file under `/var/log/journal`, and on Ubuntu also
/// `/var/log/syslog`.
///
/// Differs from Linux: the journal is a text file, and begins anew with its younger half at [#MAX_BYTES].
public final class Journald {

    public static final int INFO = 6;
    public static final int NOTICE = 5;
    public static final int WARNING = 4;
    public static final int ERROR = 3;

    static final int MAX_BYTES = 1024 * 1024;
    static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("MMM dd HH:mm:ss", Locale.ENGLISH);
    private static final String FOLDER = "/var/log/journal";
    private static final String FILE = FOLDER + "/system.journal";
    private static final int MAX_MESSAGE = 4000;
    private static final Set<String> AUTHENTICATION =
            Set.of("sshd", "sudo", "su", "useradd", "usermod", "userdel", "groupadd", "passwd", "systemd-logind");

    private final Guest guest;
    private final ReentrantLock lock = new ReentrantLock();
    private final String boot;

    private Journald(Guest guest) {
        this.guest = guest;
        this.boot = new UUID(
                        guest.world().random().nextLong(),
                        guest.world().random().nextLong())
                .toString()
                .replace("-", "");
    }

    /// One message.
    ///
    /// @param priority 0 (emergency) to 7 (debug)
    /// @param identifier who says it: `systemd`, `nginx`
    /// @param unit whose message it is; empty for none
    /// @param boot names the boot it belongs to
    public record Message(Instant at, int priority, String identifier, int pid, String unit, String boot, String text) {

        /// As `journalctl` shows it.
        String shortForm(String host) {
            String who = pid > 0 ? identifier + "[" + pid + "]" : identifier;
            return SHORT.format(at.atZone(ZoneOffset.UTC)) + " " + host + " " + who + ": " + text;
        }
    }

    public static Journald of(Guest guest) {
        return guest.attachment(Journald.class, () -> new Journald(guest));
    }

    /// The unit of the SSH server.
    public static String sshUnit(Guest guest) {
        return guest.os().family() == OperatingSystem.Family.DEBIAN ? "ssh.service" : "sshd.service";
    }

    String boot() {
        return boot;
    }

    public void log(int priority, String identifier, int pid, String unit, String text) {
        String safe = text.length() > MAX_MESSAGE ? text.substring(0, MAX_MESSAGE) : text;
        Message message = new Message(
                guest.world().now().truncatedTo(ChronoUnit.MICROS), priority, identifier, pid, unit, boot, safe);
        lock.lock();
        try {
            Files files = guest.files().asRoot();
            if (!files.exists(FILE)) {
                files.mkdirs(FOLDER);
                files.write(FILE, "");
                files.chmod(FILE, 0640);
            }
            rotate(files);
            files.append(FILE, encode(message) + "\n");
            boolean secret = AUTHENTICATION.contains(identifier);
            if (secret && guest.os().family() == OperatingSystem.Family.DEBIAN) {
                files.append("/var/log/auth.log", syslogLine(message) + "\n");
            } else if (guest.os() == OperatingSystem.UBUNTU_24_04) {
                files.append("/var/log/syslog", syslogLine(message) + "\n");
            }
        } catch (FsException full) {
            return;
        } finally {
            lock.unlock();
        }
    }

    /// A message of systemd itself about a unit.
    void systemd(int priority, String unit, String text) {
        log(priority, "systemd", 1, unit, text);
    }

    private String syslogLine(Message message) {
        String who = message.pid > 0 ? message.identifier + "[" + message.pid + "]" : message.identifier;
        return message.at
                        .atOffset(ZoneOffset.UTC)
                        .format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx"))
                + " " + guest.hostname() + " " + who + ": " + message.text;
    }

    private static void rotate(Files files) throws FsException {
        if (files.stat(FILE).size() > MAX_BYTES) {
            String text = files.readText(FILE);
            files.write(FILE, text.substring(text.indexOf('\n', text.length() / 2) + 1));
        }
    }

    /// All messages, the oldest first.
    List<Message> messages() {
        List<Message> found = new ArrayList<>();
        try {
            for (String line : guest.files().asRoot().readText(FILE).split("\n", -1)) {
                String[] cell = line.split("\t", 7);
                if (cell.length == 7
                        && cell[0].matches("\\d{1,18}")
                        && cell[1].matches("[0-7]")
                        && cell[3].matches("\\d{1,9}")) {
                    long micros = Long.parseLong(cell[0]);
                    found.add(new Message(
                            Instant.EPOCH.plus(micros, ChronoUnit.MICROS),
                            Integer.parseInt(cell[1]),
                            cell[2],
                            Integer.parseInt(cell[3]),
                            cell[4],
                            cell[5],
                            cell[6].replace("\\n", "\n").replace("\\\\", "\\")));
                }
            }
        } catch (FsException none) {
            return List.of();
        }
        return found;
    }

    private static String encode(Message message) {
        return String.join(
                "\t",
                Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, message.at)),
                Integer.toString(message.priority),
                message.identifier.replace('\t', ' '),
                Integer.toString(message.pid),
                message.unit,
                message.boot,
                message.text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", ""));
    }
}
