package brume.cloud.guest.shell;

import java.io.IOException;
import java.util.List;

/// `getopts`: one option per call, where it stands kept in `OPTIND`.
final class GetOpts {

    private final BuiltinCall call;
    private final Shell shell;
    private final String letters;
    private final boolean silent;
    private final String variable;
    private final List<String> args;

    GetOpts(BuiltinCall call) {
        this.call = call;
        this.shell = call.shell();
        this.silent = call.args().getFirst().startsWith(":");
        this.letters = call.args().getFirst();
        this.variable = call.args().get(1);
        this.args = call.args().size() > 2 ? call.args().subList(2, call.args().size()) : shell.positional;
    }

    int next() throws IOException {
        int index = number("OPTIND", 1);
        int offset = number("_BRUME_OPTOFF", 1);
        if (index > args.size()) {
            return end(index);
        }
        String word = args.get(index - 1);
        if (!word.startsWith("-") || word.equals("-")) {
            return end(index);
        }
        if (word.equals("--")) {
            return end(index + 1);
        }
        char option = word.charAt(Math.min(offset, word.length() - 1));
        boolean lastOfWord = offset + 1 >= word.length();
        int known = option == ':' ? -1 : letters.indexOf(option, silent ? 1 : 0);
        if (known < 0) {
            at(lastOfWord ? index + 1 : index, lastOfWord ? 1 : offset + 1);
            return unknown(option);
        }
        if (known + 1 >= letters.length() || letters.charAt(known + 1) != ':') {
            at(lastOfWord ? index + 1 : index, lastOfWord ? 1 : offset + 1);
            shell.variables.unset("OPTARG");
            return found(String.valueOf(option));
        }
        if (!lastOfWord) {
            shell.variables.set("OPTARG", word.substring(offset + 1));
            at(index + 1, 1);
            return found(String.valueOf(option));
        }
        if (index >= args.size()) {
            at(index + 1, 1);
            return missing(option);
        }
        shell.variables.set("OPTARG", args.get(index));
        at(index + 2, 1);
        return found(String.valueOf(option));
    }

    private int number(String name, int otherwise) {
        String value = shell.variables.get(name, "");
        return value.matches("\\d{1,6}") ? Math.max(1, Integer.parseInt(value)) : otherwise;
    }

    private void at(int index, int offset) {
        shell.variables.set("OPTIND", Integer.toString(index));
        shell.variables.set("_BRUME_OPTOFF", Integer.toString(offset));
    }

    private int found(String option) {
        shell.variables.set(variable, option);
        return 0;
    }

    private int end(int index) {
        at(index, 1);
        shell.variables.set(variable, "?");
        return 1;
    }

    private int unknown(char option) throws IOException {
        if (silent) {
            shell.variables.set("OPTARG", String.valueOf(option));
        } else {
            shell.variables.unset("OPTARG");
            call.warn(shell.name + ": illegal option -- " + option);
        }
        return found("?");
    }

    private int missing(char option) throws IOException {
        if (silent) {
            shell.variables.set("OPTARG", String.valueOf(option));
            return found(":");
        }
        shell.variables.unset("OPTARG");
        call.warn(shell.name + ": option requires an argument -- " + option);
        return found("?");
    }
}
