package brume.cloud.guest.shell;

import brume.cloud.guest.fs.FsException;

/// The files that a shell reads when it starts.
final class Profiles {

    private Profiles() {}

    /// As a login shell: `/etc/profile`, then the first of `~/.bash_profile`, `~/.bash_login`, `~/.profile`.
    static void login(Scripts scripts, Shell shell) {
        source(scripts, shell, "/etc/profile");
        for (String file : new String[] {".bash_profile", ".bash_login", ".profile"}) {
            String path = shell.login.home() + "/" + file;
            if (shell.files().isFile(path)) {
                source(scripts, shell, path);
                return;
            }
        }
    }

    /// As an interactive shell, or one that sshd started: `~/.bashrc`.
    static void interactive(Scripts scripts, Shell shell) {
        source(scripts, shell, shell.login.home() + "/.bashrc");
    }

    static void source(Scripts scripts, Shell shell, String path) {
        String text;
        try {
            text = shell.files().readText(path);
        } catch (FsException missing) {
            return;
        }
        shell.sourceDepth++;
        try {
            scripts.lines(text);
        } catch (Flow.Return done) {
            shell.status = done.status;
        } catch (SyntaxError error) {
            shell.complain(shell.fds, error.getMessage());
        } finally {
            shell.sourceDepth--;
            shell.line = 1;
        }
    }
}
