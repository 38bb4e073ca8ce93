package brume.cloud.guest.shell;

import brume.cloud.guest.Guest;
import brume.cloud.guest.Login;
import brume.cloud.guest.Task;
import brume.cloud.guest.Terminal;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.program.Process;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a running shell remembers: variables, functions, options, descriptors, jobs. A subshell is a copy.
final class Shell {

    final Guest guest;
    final Login login;
    final Task task;
    final Optional<Terminal> terminal;
    final Variables variables;
    final Map<String, Command> functions;
    final Map<String, String> aliases;
    final Map<String, String> traps;
    final Set<Character> options;
    final Set<String> longOptions;
    final Jobs jobs;
    final List<String> directoryStack;

    /// The value of `$0` and the beginning of messages.
    String name;
    /// The shell itself, whatever function or script runs in it.
    final int pid;
    List<String> positional = List.of();
    Fds fds;
    String cwd;
    int umask = 022;
    int status;
    int line = 1;
    int functionDepth;
    int sourceDepth;
    int loopDepth;
    int conditionDepth;
    int substitutionStatus;
    boolean interactive;
    boolean subshell;
    /// True where the one program it runs may take its place, so that it has the process number that `$!` tells.
    boolean replaceable;
    /// True for `bash -c`, whose messages and statuses differ a little from a script's.
    boolean fromOption;
    /// The last argument of the last command, for `$_`.
    String lastArgument = "";
    /// What is running, for traps.
    String running = "";
    /// What `$(< file)` has read.
    String fileText = "";
    /// How deep in command substitutions.
    int substitutions;
    /// How deep in subshells.
    int subshells;
    java.time.Instant secondsSince;
    /// True for a plain `sh` on Debian, whose messages differ.
    boolean dash;
    final List<String> history = new ArrayList<>();
    /// Files that live as long as the command that is running.
    final List<String> temporaries = new ArrayList<>();
    final List<String> callStack = new ArrayList<>();
    /// Builtins that `enable -n` turned off.
    final Set<String> disabled = new TreeSet<>();
    /// Functions that programs started from here may see, as variables.
    final Map<String, String> exportedFunctions = new LinkedHashMap<>();
    /// The lines from which the functions of the call stack were called.
    final List<Integer> callLines = new ArrayList<>();
    /// The file that is running; empty for none.
    String script = "";
    /// Where `>(...)` reads from, by the path that stands for it.
    final Map<String, ProcessPipe> pipes = new HashMap<>();

    /// The status of a fatal expansion error.
    int fatalStatus() {
        return fromOption && !subshell ? 127 : 1;
    }

    Shell(Process process, String name) {
        this.guest = process.guest();
        this.login = process.login();
        this.task = process.task();
        this.terminal = process.terminal();
        this.pid = task.pid();
        this.name = name;
        this.variables = new Variables();
        this.functions = new HashMap<>();
        this.aliases = new LinkedHashMap<>();
        this.traps = new LinkedHashMap<>();
        this.options = new TreeSet<>();
        this.longOptions = new TreeSet<>(Set.of("braceexpand", "hashall", "interactive-comments"));
        this.jobs = new Jobs();
        this.directoryStack = new ArrayList<>();
        this.cwd = process.cwd();
        this.umask = process.files().umask();
        this.fds = Fds.of(process.io(), process.terminal().isPresent());
        process.env().forEach((key, value) -> {
            if (key.startsWith("BASH_FUNC_") && key.endsWith("%%") && value.startsWith("()")) {
                String function = key.substring(10, key.length() - 2);
                exportedFunctions.put(key, value);
                for (Command command : Parser.commands(function + " " + value, 1)) {
                    if (command instanceof Command.Function(String named, Command body)) {
                        functions.put(named, body);
                    }
                }
            }
            if (key.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                variables.set(key, value);
                variables.export(key);
            }
        });
        variables.set("PWD", cwd);
        variables.export("PWD");
        variables.export("OLDPWD");
        variables.set("IFS", " \t\n");
        variables.set("OPTIND", "1");
        variables.set("PS4", "+ ");
        String level = variables.get("SHLVL", "0");
        variables.set("SHLVL", Integer.toString(level.matches("\\d{1,3}") ? Integer.parseInt(level) + 1 : 1));
        variables.export("SHLVL");
        variables.set("MACHTYPE", "x86_64-pc-linux-gnu");
        Variables.Variable version = variables.declare("BASH_VERSINFO");
        List.of("5", "2", "21", "1", "release", "x86_64-pc-linux-gnu")
                .forEach(part -> version.values.put(Integer.toString(version.values.size()), part));
        version.array = true;
        version.set = true;
        this.secondsSince = process.guest().world().now();
        variables.set("BASH_VERSION", "5.2.21(1)-release");
        variables.set("HOSTNAME", guest.hostname());
        variables.set("HOSTTYPE", "x86_64");
        variables.set("OSTYPE", "linux-gnu");
        variables.set("BASH", "/bin/bash");
    }

    /// A copy for a subshell, on a task of its own.
    private Shell(Shell parent, Task task) {
        this.guest = parent.guest;
        this.login = parent.login;
        this.task = task;
        this.terminal = parent.terminal;
        this.pid = parent.pid;
        this.name = parent.name;
        this.variables = parent.variables.copy();
        this.functions = new HashMap<>(parent.functions);
        this.aliases = new LinkedHashMap<>(parent.aliases);
        this.traps = new LinkedHashMap<>();
        this.options = new TreeSet<>(parent.options);
        this.longOptions = new TreeSet<>(parent.longOptions);
        this.jobs = new Jobs();
        this.directoryStack = new ArrayList<>(parent.directoryStack);
        this.positional = parent.positional;
        this.fds = parent.fds;
        this.cwd = parent.cwd;
        this.umask = parent.umask;
        this.status = parent.status;
        this.line = parent.line;
        this.functionDepth = parent.functionDepth;
        this.sourceDepth = parent.sourceDepth;
        this.conditionDepth = parent.conditionDepth;
        this.interactive = parent.interactive;
        this.subshell = true;
        this.fromOption = parent.fromOption;
        this.lastArgument = parent.lastArgument;
        this.running = parent.running;
        this.subshells = parent.subshells + 1;
        this.substitutions = parent.substitutions;
        this.secondsSince = parent.secondsSince;
        this.callLines.addAll(parent.callLines);
        this.exportedFunctions.putAll(parent.exportedFunctions);
        this.script = parent.script;
        this.pipes.putAll(parent.pipes);
        if (parent.longOptions.contains("functrace") || parent.option('T')) {
            this.traps.putAll(parent.traps);
            this.traps.remove("EXIT");
        } else if ((parent.option('E') || parent.longOptions.contains("errtrace")) && parent.traps.containsKey("ERR")) {
            this.traps.put("ERR", parent.traps.getOrDefault("ERR", ""));
        }
        parent.traps.forEach((signal, trap) -> {
            if (trap.isEmpty()) {
                this.traps.put(signal, trap);
            }
        });
        this.dash = parent.dash;
        this.jobs.lastPid = parent.jobs.lastPid;
        this.history.addAll(parent.history);
        this.callStack.addAll(parent.callStack);
    }

    /// Starts a subshell's task and state.
    Shell fork(String command) {
        if (guest.tasks().isFull()) {
            throw new ShellError("fork: retry: Resource temporarily unavailable", 254, true);
        }
        return new Shell(this, guest.tasks().start(task.pid(), login, task.terminal(), command, () -> {}));
    }

    Files files() {
        return guest.files().as(login.credentials()).withUmask(umask);
    }

    boolean option(char letter) {
        return options.contains(letter);
    }

    String path(String typed) {
        if (typed.isEmpty() || typed.startsWith("/")) {
            return typed;
        }
        return cwd.endsWith("/") ? cwd + typed : cwd + "/" + typed;
    }

    /// A process as a program started from here sees it.
    Process process(List<String> argv, Map<String, String> environment, Fds descriptors) {
        Optional<Terminal> tty =
                descriptors.get(1).terminal() || descriptors.get(0).terminal() ? terminal : Optional.empty();
        return new Process(guest, task, login, argv, environment, cwd, files(), descriptors.stdio(), tty);
    }

    /// What a program that is started gets to see.
    Map<String, String> environment() {
        Map<String, String> all = variables.exported();
        all.putAll(exportedFunctions);
        return all;
    }

    /// What stands before a message: `-bash`, `script.sh: line 3`, `sh: 1`.
    String prefix() {
        if (interactive && sourceDepth == 0) {
            return name;
        }
        return dash ? name + ": " + line : name + ": line " + line;
    }

    /// Complains with the mark of `-c` behind the name: `bash: -c: line 1: ...`.
    void complain(String mark, String message) {
        if (mark.isEmpty()) {
            complain(fds, message);
            return;
        }
        try {
            String text = name + ": " + mark + "line " + line + ": " + message + "\n";
            fds.get(2).output().write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            // nobody listens
        }
    }

    void complain(Fds descriptors, String message) {
        try {
            descriptors.get(2).output().write((prefix() + ": " + message + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            // nobody listens
        }
    }
}
