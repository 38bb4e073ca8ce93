package brume.cloud.guest.program.user;

import brume.cloud.guest.Guest;
import brume.cloud.guest.Login;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who may do what, from `/etc/sudoers` and the files it includes. The last rule that names a user counts.
///
/// Differs from Linux: a rule is taken as a whole, whatever commands it lists.
final class Sudoers {

    private static final Pattern RULE =
            Pattern.compile("(\\S+)\\s+\\S+\\s*=\\s*(?:\\(([^)]*)\\))?\\s*((?:[A-Z]+:\\s*)*)(.+)");

    enum Grant {
        NONE,
        WITH_PASSWORD,
        WITHOUT_PASSWORD
    }

    private record Rule(String who, boolean noPassword) {}

    private final List<Rule> rules = new ArrayList<>();

    private Sudoers() {}

    static Sudoers read(Guest guest) {
        Sudoers sudoers = new Sudoers();
        sudoers.file(guest.files().asRoot(), "/etc/sudoers", 0);
        return sudoers;
    }

    private void file(Files files, String path, int depth) {
        try {
            for (String raw : files.readText(path).replace("\\\n", " ").split("\n")) {
                String line = raw.strip();
                if (line.matches("[@#]includedir\\s+.*") && depth < 4) {
                    String directory = line.replaceFirst("\\S+\\s+", "");
                    for (String name : files.list(directory).keySet()) {
                        if (!name.contains(".") && !name.endsWith("~")) {
                            file(files, directory + "/" + name, depth + 1);
                        }
                    }
                } else if (!line.startsWith("#") && !line.startsWith("Defaults")) {
                    Matcher rule = RULE.matcher(line);
                    if (rule.matches()) {
                        rules.add(new Rule(rule.group(1), rule.group(3).contains("NOPASSWD:")));
                    }
                }
            }
        } catch (FsException missing) {
            // no file, no rule
        }
    }

    Grant grant(Login login, Guest guest) {
        Grant grant = Grant.NONE;
        for (Rule rule : rules) {
            boolean mine = rule.who.equals(login.user())
                    || rule.who.equals("ALL")
                    || rule.who.startsWith("%")
                            && login.groups().stream()
                                    .anyMatch(
                                            gid -> guest.users().groupName(gid).equals(rule.who.substring(1)))
                    || rule.who.equals("#" + login.uid());
            if (mine) {
                grant = rule.noPassword ? Grant.WITHOUT_PASSWORD : Grant.WITH_PASSWORD;
            }
        }
        return grant;
    }
}
