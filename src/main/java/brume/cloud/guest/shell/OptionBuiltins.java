package brume.cloud.guest.shell;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// `set` and `shopt`.
final class OptionBuiltins {

    private static final Map<String, Character> LONG = new TreeMap<>(Map.of(
            "errexit",
            'e',
            "nounset",
            'u',
            "xtrace",
            'x',
            "noglob",
            'f',
            "noclobber",
            'C',
            "allexport",
            'a',
            "verbose",
            'v',
            "noexec",
            'n',
            "monitor",
            'm'));

    private static final Set<String> OTHER = Set.of(
            "pipefail",
            "history",
            "emacs",
            "vi",
            "posix",
            "ignoreeof",
            "braceexpand",
            "hashall",
            "histexpand",
            "interactive-comments",
            "keyword",
            "nolog",
            "notify",
            "onecmd",
            "physical",
            "privileged",
            "errtrace",
            "functrace");

    private static final Set<String> SHOPTS = Set.of(
            "nullglob",
            "dotglob",
            "failglob",
            "globstar",
            "expand_aliases",
            "extglob",
            "nocaseglob",
            "histappend",
            "checkwinsize",
            "cdspell",
            "nocasematch",
            "lastpipe",
            "inherit_errexit",
            "progcomp",
            "cmdhist",
            "autocd");

    private OptionBuiltins() {}

    static void into(Map<String, Builtin> table) {
        table.put("set", OptionBuiltins::set);
        table.put("shopt", OptionBuiltins::shopt);
    }

    private static int set(BuiltinCall call) throws IOException {
        List<String> args = call.args();
        Shell shell = call.shell();
        if (args.isEmpty()) {
            for (String name : shell.variables.names()) {
                if (shell.variables.get(name).isPresent() && !name.startsWith("_BRUME")) {
                    call.println(name + "=" + Quoting.needed(shell.variables.get(name, "")));
                }
            }
            return 0;
        }
        int at = 0;
        while (at < args.size() && args.get(at).matches("[-+][a-zA-Z]+")) {
            String arg = args.get(at++);
            boolean on = arg.charAt(0) == '-';
            for (char letter : arg.substring(1).toCharArray()) {
                if (letter == 'o') {
                    if (at >= args.size()) {
                        return list(call, on);
                    }
                    int status = option(call, args.get(at++), on);
                    if (status != 0) {
                        return status;
                    }
                } else if ("abefhkmnptuvxBCEHPT".indexOf(letter) < 0) {
                    call.fail(arg.charAt(0) + String.valueOf(letter) + ": invalid option");
                    call.warn("set: usage: set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]");
                    return 2;
                } else {
                    turn(shell, letter, on);
                }
            }
        }
        boolean dashes =
                at < args.size() && (args.get(at).equals("--") || args.get(at).equals("-"));
        if (dashes) {
            at++;
        }
        if (dashes || at < args.size()) {
            shell.positional = List.copyOf(args.subList(at, args.size()));
        }
        return 0;
    }

    private static void turn(Shell shell, char letter, boolean on) {
        shell.variables.exportsAll = letter == 'a' ? on : shell.variables.exportsAll;
        if (on) {
            shell.options.add(letter);
        } else {
            shell.options.remove(letter);
        }
    }

    /// Turns a long option on or off.
    static int option(BuiltinCall call, String name, boolean on) {
        Character letter = LONG.get(name);
        if (letter != null) {
            turn(call.shell(), letter, on);
        } else if (!OTHER.contains(name)) {
            return call.fail(2, name + ": invalid option name");
        } else if (on) {
            call.shell().longOptions.add(name);
        } else {
            call.shell().longOptions.remove(name);
        }
        return 0;
    }

    static boolean isOn(Shell shell, String name) {
        Character letter = LONG.get(name);
        return letter != null ? shell.option(letter) : shell.longOptions.contains(name);
    }

    /// The names of all that is on.
    static List<String> on(Shell shell) {
        return names().stream().filter(name -> isOn(shell, name)).toList();
    }

    private static Set<String> names() {
        Set<String> names = new java.util.TreeSet<>(OTHER);
        names.addAll(LONG.keySet());
        return names;
    }

    private static int list(BuiltinCall call, boolean table) throws IOException {
        Set<String> names = names();
        for (String name : names) {
            Character letter = LONG.get(name);
            boolean on = letter != null
                    ? call.shell().option(letter)
                    : call.shell().longOptions.contains(name);
            call.println(table ? "%-15s\t%s".formatted(name, on ? "on" : "off") : "set " + (on ? "-o " : "+o ") + name);
        }
        return 0;
    }

    private static int shopt(BuiltinCall call) throws IOException {
        boolean on = call.args().contains("-s");
        boolean off = call.args().contains("-u");
        boolean quiet = call.args().contains("-q");
        boolean again = call.args().contains("-p");
        boolean setOptions = call.args().contains("-o");
        int status = 0;
        for (String name : call.args()) {
            if (name.matches("-[suqop]+")) {
                continue;
            }
            if (setOptions) {
                status = option(call, name, on);
            } else if (!SHOPTS.contains(name)) {
                status = call.fail(name + ": invalid shell option name");
            } else if (on) {
                call.shell().longOptions.add(name);
            } else if (off) {
                call.shell().longOptions.remove(name);
            } else {
                boolean set = call.shell().longOptions.contains(name);
                status = set ? status : 1;
                if (again) {
                    call.println("shopt " + (set ? "-s " : "-u ") + name);
                } else if (!quiet) {
                    call.println("%-15s\t%s".formatted(name, set ? "on" : "off"));
                }
            }
        }
        return status;
    }
}
