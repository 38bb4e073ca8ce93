package brume.cloud.guest.shell;

import brume.cloud.guest.fs.Access;
import brume.cloud.guest.fs.Errno;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Builtins about the working directory: `cd`, `pwd`, `pushd`, `popd`, `dirs`.
final class DirectoryBuiltins {

    private DirectoryBuiltins() {}

    static void into(Map<String, Builtin> table) {
        table.put("cd", DirectoryBuiltins::cd);
        table.put("pwd", DirectoryBuiltins::pwd);
        table.put("pushd", DirectoryBuiltins::pushd);
        table.put("popd", DirectoryBuiltins::popd);
        table.put("dirs", DirectoryBuiltins::dirs);
    }

    private static int pwd(BuiltinCall call) throws IOException {
        boolean physical = call.args().contains("-P");
        call.println(physical ? call.shell().files().realpath(call.shell().cwd) : call.shell().cwd);
        return 0;
    }

    private static int cd(BuiltinCall call) throws IOException {
        List<String> args = new ArrayList<>(call.args());
        boolean physical = false;
        while (!args.isEmpty() && args.getFirst().matches("-[LPe@]+|--")) {
            physical |= args.getFirst().contains("P");
            args.removeFirst();
        }
        Shell shell = call.shell();
        if (args.size() > 1) {
            return call.fail("too many arguments");
        }
        String target;
        if (args.isEmpty()) {
            Optional<String> home = shell.variables.get("HOME");
            if (home.isEmpty()) {
                return call.fail("HOME not set");
            }
            target = home.get();
        } else if (args.getFirst().equals("-")) {
            Optional<String> old = shell.variables.get("OLDPWD");
            if (old.isEmpty()) {
                return call.fail("OLDPWD not set");
            }
            target = old.get();
        } else {
            target = args.getFirst();
        }
        int status = enter(call, target, physical);
        if (status == 0 && !args.isEmpty() && args.getFirst().equals("-")) {
            call.println(shell.cwd);
        }
        return status;
    }

    /// Makes a directory the working one.
    private static int enter(BuiltinCall call, String target, boolean physical) {
        Shell shell = call.shell();
        if (target.isEmpty()) {
            return 0;
        }
        String logical = normalized(shell.path(target));
        try {
            Inode inode = shell.files().stat(logical);
            if (!inode.isDirectory()) {
                throw Errno.ENOTDIR.on(target);
            }
            if (!Access.allows(inode, shell.login.credentials(), Access.EXECUTE)) {
                throw Errno.EACCES.on(target);
            }
            String real = physical ? shell.files().realpath(logical) : logical;
            shell.variables.set("OLDPWD", shell.cwd);
            shell.cwd = real;
            shell.variables.set("PWD", real);
            return 0;
        } catch (FsException failure) {
            return call.fail(target + ": " + failure.getMessage());
        }
    }

    /// A path without `.` and `..`, taken as text as `cd` does.
    static String normalized(String path) {
        Deque<String> names = new ArrayDeque<>();
        for (String name : path.split("/")) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return "/" + String.join("/", names);
    }

    private static int pushd(BuiltinCall call) throws IOException {
        Shell shell = call.shell();
        String before = shell.cwd;
        if (call.args().isEmpty()) {
            if (shell.directoryStack.isEmpty()) {
                return call.fail("no other directory");
            }
            int status = enter(call, shell.directoryStack.getFirst(), false);
            if (status == 0) {
                shell.directoryStack.set(0, before);
            }
            return status == 0 ? dirs(call) : status;
        }
        int status = enter(call, call.args().getFirst(), false);
        if (status == 0) {
            shell.directoryStack.addFirst(before);
            return dirs(call);
        }
        return status;
    }

    private static int popd(BuiltinCall call) throws IOException {
        Shell shell = call.shell();
        if (shell.directoryStack.isEmpty()) {
            return call.fail("directory stack empty");
        }
        int status = enter(call, shell.directoryStack.getFirst(), false);
        if (status == 0) {
            shell.directoryStack.removeFirst();
            return dirs(call);
        }
        return status;
    }

    private static int dirs(BuiltinCall call) throws IOException {
        Shell shell = call.shell();
        if (call.name().equals("dirs") && call.args().contains("-c")) {
            shell.directoryStack.clear();
            return 0;
        }
        List<String> all = new ArrayList<>(List.of(shell.cwd));
        all.addAll(shell.directoryStack);
        String home = shell.variables.get("HOME", "/");
        List<String> shown = all.stream().map(dir -> tilde(dir, home)).toList();
        boolean lines = call.name().equals("dirs")
                && (call.args().contains("-p") || call.args().contains("-v"));
        call.println(String.join(lines ? "\n" : " ", shown));
        return 0;
    }

    static String tilde(String path, String home) {
        return path.equals(home)
                ? "~"
                : path.startsWith(home + "/") && home.length() > 1 ? "~" + path.substring(home.length()) : path;
    }
}
