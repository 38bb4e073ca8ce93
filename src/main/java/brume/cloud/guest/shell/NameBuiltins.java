package brume.cloud.guest.shell;

import brume.cloud.guest.program.Process;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Builtins about what names mean: `type`, `command`, `alias`, `hash`, `history`, `help`.
final class NameBuiltins {

    private NameBuiltins() {}

    static void into(Map<String, Builtin> table) {
        table.put("type", NameBuiltins::type);
        table.put("command", NameBuiltins::command);
        table.put("builtin", NameBuiltins::builtin);
        table.put("alias", NameBuiltins::alias);
        table.put("unalias", NameBuiltins::unalias);
        table.put("hash", NameBuiltins::hash);
        table.put("history", NameBuiltins::history);
        table.put("help", NameBuiltins::help);
        table.put("enable", NameBuiltins::enable);
        table.put("complete", call -> 0);
        table.put("compgen", NameBuiltins::compgen);
        table.put("caller", NameBuiltins::caller);
    }

    private static int type(BuiltinCall call) throws IOException {
        boolean kind = call.args().contains("-t");
        boolean pathOnly = call.args().contains("-p") || call.args().contains("-P");
        boolean all = call.args().contains("-a");
        int status = 0;
        for (String name : call.args()) {
            if (name.matches("-[atpPf]+")) {
                continue;
            }
            List<String> meanings = meanings(call, name, kind, pathOnly);
            if (meanings.isEmpty()) {
                status = 1;
                if (!kind && !pathOnly) {
                    call.fail(name + ": not found");
                }
            }
            for (String meaning : all ? meanings : meanings.subList(0, Math.min(1, meanings.size()))) {
                call.print(meaning);
            }
        }
        return status;
    }

    private static List<String> meanings(BuiltinCall call, String name, boolean kind, boolean pathOnly) {
        Shell shell = call.shell();
        List<String> meanings = new ArrayList<>();
        if (!pathOnly) {
            Optional.ofNullable(shell.aliases.get(name))
                    .filter(value -> aliasesCount(shell))
                    .ifPresent(value -> meanings.add(kind ? "alias\n" : name + " is aliased to `" + value + "'\n"));
            if (Parser.RESERVED.contains(name)) {
                meanings.add(kind ? "keyword\n" : name + " is a shell keyword\n");
            }
            Optional.ofNullable(shell.functions.get(name))
                    .ifPresent(body -> meanings.add(
                            kind ? "function\n" : name + " is a function\n" + Unparser.function(name, body)));
            if (Builtins.named(name, shell).isPresent()) {
                meanings.add(kind ? "builtin\n" : name + " is a shell builtin\n");
            }
        }
        for (String path : files(call, name)) {
            meanings.add(kind ? "file\n" : pathOnly ? path + "\n" : name + " is " + path + "\n");
        }
        return meanings;
    }

    private static boolean aliasesCount(Shell shell) {
        return shell.interactive || shell.longOptions.contains("expand_aliases");
    }

    private static List<String> files(BuiltinCall call, String name) {
        Process process = call.process();
        return call.shell().guest.launcher().findAll(process, name).stream()
                .filter(path -> call.shell().files().isFile(call.shell().path(path)))
                .toList();
    }

    private static int command(BuiltinCall call) throws IOException {
        List<String> args = call.args();
        boolean terse = false;
        boolean wordy = false;
        int at = 0;
        while (at < args.size() && args.get(at).matches("-[vVp]+")) {
            terse |= args.get(at).contains("v");
            wordy |= args.get(at).contains("V");
            at++;
        }
        List<String> words = args.subList(at, args.size());
        if (words.isEmpty()) {
            return 0;
        }
        if (!terse && !wordy) {
            return run(call, words);
        }
        int status = 1;
        for (String name : words) {
            List<String> meanings = meanings(call, name, false, false);
            if (meanings.isEmpty()) {
                if (wordy) {
                    call.fail(name + ": not found");
                }
                continue;
            }
            status = 0;
            call.print(wordy ? meanings.getFirst() : terse(call, name) + "\n");
        }
        return status;
    }

    private static String terse(BuiltinCall call, String name) {
        Shell shell = call.shell();
        if (shell.aliases.containsKey(name) && aliasesCount(shell)) {
            return "alias " + name + "=" + Quoting.always(shell.aliases.getOrDefault(name, ""));
        }
        boolean known = Parser.RESERVED.contains(name)
                || shell.functions.containsKey(name)
                || Builtins.named(name, shell).isPresent();
        return known ? name : files(call, name).getFirst();
    }

    private static int run(BuiltinCall call, List<String> words) throws IOException {
        SimpleRunner runner = new SimpleRunner(call.interpreter());
        Optional<Builtin> builtin = Builtins.named(words.getFirst(), call.shell());
        return builtin.isPresent() ? runner.builtin(builtin.get(), words) : runner.program(words, Optional.empty());
    }

    private static int builtin(BuiltinCall call) throws IOException {
        if (call.args().isEmpty()) {
            return 0;
        }
        Optional<Builtin> builtin = Builtins.named(call.args().getFirst(), call.shell());
        return builtin.isEmpty()
                ? call.fail(call.args().getFirst() + ": not a shell builtin")
                : new SimpleRunner(call.interpreter()).builtin(builtin.get(), call.args());
    }

    private static int alias(BuiltinCall call) throws IOException {
        Map<String, String> aliases = call.shell().aliases;
        if (call.args().isEmpty()) {
            for (String name : aliases.keySet().stream().sorted().toList()) {
                call.println("alias " + name + "=" + Quoting.always(aliases.getOrDefault(name, "")));
            }
        }
        int status = 0;
        for (String arg : call.args()) {
            int equals = arg.indexOf('=');
            if (equals > 0) {
                aliases.put(arg.substring(0, equals), arg.substring(equals + 1));
            } else if (aliases.containsKey(arg)) {
                call.println("alias " + arg + "=" + Quoting.always(aliases.getOrDefault(arg, "")));
            } else if (!arg.startsWith("-")) {
                status = call.fail(arg + ": not found");
            }
        }
        return status;
    }

    private static int unalias(BuiltinCall call) {
        if (call.args().contains("-a")) {
            call.shell().aliases.clear();
            return 0;
        }
        int status = 0;
        for (String name : call.args()) {
            if (call.shell().aliases.remove(name) == null) {
                status = call.fail(name + ": not found");
            }
        }
        return status;
    }

    /// Differs from Linux: the shell remembers no places of programs, so the table is always empty.
    private static int hash(BuiltinCall call) throws IOException {
        int status = 0;
        for (String name : call.args()) {
            if (!name.startsWith("-") && files(call, name).isEmpty()) {
                status = call.fail(name + ": not found");
            }
        }
        if (call.args().isEmpty()) {
            call.println("hash: hash table empty");
        }
        return status;
    }

    private static int history(BuiltinCall call) throws IOException {
        List<String> lines = call.shell().history;
        if (call.args().contains("-c")) {
            lines.clear();
            return 0;
        }
        int from = 0;
        if (!call.args().isEmpty() && call.args().getFirst().matches("\\d{1,6}")) {
            from = Math.max(0, lines.size() - Integer.parseInt(call.args().getFirst()));
        }
        for (int i = from; i < lines.size(); i++) {
            call.println("%5d  %s".formatted(i + 1, lines.get(i)));
        }
        return 0;
    }

    private static int enable(BuiltinCall call) {
        boolean off = call.args().contains("-n");
        int status = 0;
        for (String name : call.args()) {
            if (name.startsWith("-")) {
                continue;
            }
            if (!Builtins.names().contains(name)) {
                status = call.fail(name + ": not a shell builtin");
            } else if (off) {
                call.shell().disabled.add(name);
            } else {
                call.shell().disabled.remove(name);
            }
        }
        return status;
    }

    /// Where the function that runs was called from.
    private static int caller(BuiltinCall call) throws IOException {
        Shell shell = call.shell();
        String text = call.args().isEmpty() ? "0" : call.args().getFirst();
        int frame = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        int at = shell.callStack.size() - 1 - frame;
        if (at < 0) {
            return 1;
        }
        String file = shell.script.isEmpty() ? "environment" : shell.script;
        String function = at > 0 ? shell.callStack.get(at - 1) : "main";
        call.println(shell.callLines.get(at) + " " + (call.args().isEmpty() ? "" : function + " ") + file);
        return 0;
    }

    private static int compgen(BuiltinCall call) throws IOException {
        List<String> args = call.args();
        Shell shell = call.shell();
        String prefix = args.isEmpty() || args.getLast().startsWith("-") || args.size() % 2 == 0 && args.contains("-W")
                ? ""
                : args.getLast();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < args.size(); i++) {
            String kind = args.get(i).equals("-A") && i + 1 < args.size() ? args.get(i + 1) : args.get(i);
            switch (kind) {
                case "-b", "builtin" -> names.addAll(Builtins.names());
                case "-k", "keyword" -> names.addAll(Parser.RESERVED);
                case "-v", "variable" -> names.addAll(shell.variables.names());
                case "-a", "alias" -> names.addAll(shell.aliases.keySet());
                case "function" -> names.addAll(shell.functions.keySet());
                case "-u", "user" -> shell.guest.users().all().forEach(user -> names.add(user.name()));
                case "-W" -> names.addAll(List.of((i + 1 < args.size() ? args.get(i + 1) : "").split("\\s+")));
                default -> {}
            }
        }
        int status = 1;
        for (String name : names) {
            if (name.startsWith(prefix.equals("function") ? "" : prefix)) {
                call.println(name);
                status = 0;
            }
        }
        return status;
    }

    private static int help(BuiltinCall call) throws IOException {
        if (!call.args().isEmpty()) {
            int status = 0;
            for (String name : call.args()) {
                if (Builtins.names().contains(name) || Parser.RESERVED.contains(name)) {
                    call.println(
                            name + ": " + name + (name.equals("cd") ? " [-L|[-P [-e]] [-@]] [dir]" : " [arguments]"));
                } else {
                    status = call.fail("no help topics match `" + name + "'.  Try `help help' or `man -k " + name
                            + "' or `info " + name + "'.");
                }
            }
            return status;
        }
        call.println("GNU bash, version 5.2.21(1)-release (x86_64-pc-linux-gnu)\n"
                + "These shell commands are defined internally.\n");
        call.println(String.join(" ", Builtins.names()));
        return 0;
    }
}
