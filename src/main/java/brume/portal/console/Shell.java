package brume.portal.console;

/// Writes words so that a POSIX shell reads them back as they are.
final class Shell {

    private Shell() {}

    static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
