package brume.cloud.guest.program.system;

import brume.cloud.guest.Task;
import brume.cloud.guest.program.DateFormat;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `ps` (both ways of writing its options), `pgrep`, `pidof`, `pstree` and `top -b`.
public final class Ps implements Program {

    @Override
    public int run(Process process) throws IOException {
        return switch (process.name()) {
            case "pgrep", "pidof" -> pgrep(process);
            case "top", "htop" -> top(process);
            default -> ps(process);
        };
    }

    private record Column(String name, String title, int width) {}

    private static int ps(Process process) throws IOException {
        String options = String.join("", process.args()).replaceAll("--.*", "");
        List<String> args = process.args();
        boolean bsd = !args.isEmpty() && !args.getFirst().startsWith("-");
        boolean everything =
                options.matches(".*[eA].*") && !bsd || bsd && options.contains("a") || options.contains("ax");
        boolean wide = bsd && options.contains("u") || options.contains("aux");
        boolean full = !bsd && options.contains("f") && !options.contains("o");
        Optional<String> format = value(args, "-o")
                .or(() -> value(args, "-eo"))
                .or(() -> value(args, "o"))
                .or(() -> value(args, "axo"));
        Optional<String> pids = value(args, "-p").or(() -> value(args, "p"));
        Optional<String> named = value(args, "-C");
        Optional<String> user = value(args, "-u").or(() -> value(args, "-U"));
        List<Task> tasks = new ArrayList<>();
        for (Task task : process.guest().tasks().all()) {
            boolean shown = pids.isPresent()
                    ? List.of(pids.get().split("[, ]+")).contains(Integer.toString(task.pid()))
                    : named.isPresent()
                            ? base(task).equals(named.get())
                            : user.isPresent()
                                    ? task.user().equals(user.get())
                                    : everything
                                            || task.terminal()
                                                            .equals(process.task()
                                                                    .terminal())
                                                    && task.uid()
                                                            == process.login().uid()
                                                    && !task.terminal().equals("?");
            if (shown) {
                tasks.add(task);
            }
        }
        if (tasks.isEmpty() && !everything && pids.isEmpty() && named.isEmpty() && user.isEmpty()) {
            process.guest().tasks().of(process.task().parent()).ifPresent(tasks::add);
            tasks.add(process.task());
        }
        List<Column> columns = format.map(Ps::columns)
                .orElseGet(() -> columns(
                        wide
                                ? "user,pid,%cpu,%mem,vsz,rss,tty,stat,start,time,args"
                                : full ? "uid,pid,ppid,c,stime,tty8,time8,cmd" : "pid,tty8,time8,comm"));
        boolean titled = !args.contains("--no-headers")
                && !options.contains("--no-heading")
                && columns.stream().anyMatch(c -> !c.title.isEmpty());
        if (titled && !args.contains("h")) {
            process.println(row(columns, Column::title));
        }
        for (Task task : tasks) {
            process.println(row(columns, column -> cell(process, task, column.name)));
        }
        return tasks.isEmpty() ? 1 : 0;
    }

    private static Optional<String> value(List<String> args, String option) {
        int at = args.indexOf(option);
        return at >= 0 && at + 1 < args.size() ? Optional.of(args.get(at + 1)) : Optional.empty();
    }

    private interface Cell {
        String of(Column column);
    }

    private static String row(List<Column> columns, Cell cell) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            String text = cell.of(columns.get(i));
            int width = columns.get(i).width;
            boolean last = i == columns.size() - 1;
            row.append(i == 0 ? "" : " ");
            row.append(
                    width < 0
                            ? last ? text : text + " ".repeat(Math.max(0, -width - text.length()))
                            : " ".repeat(Math.max(0, width - text.length())) + text);
        }
        return row.toString().stripTrailing();
    }

    private static List<Column> columns(String names) {
        List<Column> columns = new ArrayList<>();
        for (String one : names.split(",")) {
            String name = one.replaceFirst("=.*", "");
            Column column = switch (name) {
                case "user", "euser" -> new Column("user", "USER", -8);
                case "uid" -> new Column("user", "UID", -8);
                case "pid" -> new Column(name, "PID", 7);
                case "ppid" -> new Column(name, "PPID", 7);
                case "%cpu", "pcpu" -> new Column("%cpu", "%CPU", 4);
                case "%mem", "pmem" -> new Column("%mem", "%MEM", 4);
                case "vsz" -> new Column(name, "VSZ", 6);
                case "rss" -> new Column(name, "RSS", 5);
                case "tty", "tt" -> new Column("tty", "TTY", -8);
                case "tty8" -> new Column("tty", "TTY", -8);
                case "stat", "state", "s" -> new Column("stat", "STAT", -4);
                case "c" -> new Column(name, "C", 2);
                case "stime", "start", "lstart", "start_time" ->
                    new Column("start", name.equals("stime") ? "STIME" : "START", 5);
                case "time8" -> new Column("time8", "TIME", 8);
                case "time" -> new Column(name, "TIME", 6);
                case "etime" -> new Column(name, "ELAPSED", 11);
                case "comm" -> new Column("comm", names.equals("pid,tty8,time8,comm") ? "CMD" : "COMMAND", -15);
                case "cmd" -> new Column("args", "CMD", -27);
                default -> new Column("args", "COMMAND", -27);
            };
            columns.add(one.endsWith("=") ? new Column(column.name, "", column.width) : column);
        }
        return columns;
    }

    private static String base(Task task) {
        String first = task.command().split("[ :]", 2)[0];
        return first.startsWith("[") ? first.replaceAll("[\\[\\]]", "") : first.substring(first.lastIndexOf('/') + 1);
    }

    private static String cell(Process process, Task task, String name) {
        Duration age =
                Duration.between(task.startedAt(), process.guest().world().now());
        return switch (name) {
            case "user" -> task.user().length() > 8 ? task.user().substring(0, 7) + "+" : task.user();
            case "pid" -> Integer.toString(task.pid());
            case "ppid" -> Integer.toString(task.parent());
            case "%cpu" -> "0.0";
            case "%mem" -> task.pid() == 1 ? "1.7" : task.command().startsWith("[") ? "0.0" : "0.5";
            case "vsz" -> task.command().startsWith("[") ? "0" : task.pid() == 1 ? "106340" : "15288";
            case "rss" -> task.command().startsWith("[") ? "0" : task.pid() == 1 ? "16532" : "4916";
            case "tty" -> task.terminal();
            case "stat" ->
                task == process.task()
                        ? "R+"
                        : task.pid() == 1 || task.command().startsWith("sshd") ? "Ss" : "S";
            case "c" -> "0";
            case "start" -> DateFormat.format("%H:%M", task.startedAt());
            case "time" -> "0:00";
            case "time8" -> "00:00:00";
            case "etime" -> "%02d:%02d".formatted(age.toMinutes(), age.toSecondsPart());
            case "comm" -> base(task);
            default -> task.command();
        };
    }

    private static int pgrep(Process process) throws IOException {
        List<String> args = process.args();
        boolean full = args.stream().anyMatch(arg -> arg.matches("-[a-z]*f[a-z]*"));
        boolean list = args.stream().anyMatch(arg -> arg.matches("-[a-z]*[la][a-z]*"));
        boolean exact = process.name().equals("pidof") || args.contains("-x");
        List<String> found = new ArrayList<>();
        String pattern = args.stream().filter(arg -> !arg.startsWith("-")).reduce("", (a, b) -> b);
        for (Task task : process.guest().tasks().all()) {
            String text = full ? task.command() : base(task);
            boolean match = exact
                    ? text.equals(pattern)
                    : brume.cloud.guest.program.Regex.extended(pattern, false)
                            .matcher(text)
                            .find();
            if (match && task != process.task()) {
                found.add(
                        list ? task.pid() + " " + (full ? task.command() : base(task)) : Integer.toString(task.pid()));
            }
        }
        if (!found.isEmpty()) {
            process.println(String.join(process.name().equals("pidof") ? " " : "\n", found));
        }
        return found.isEmpty() ? 1 : 0;
    }

    private static int top(Process process) throws IOException {
        List<Task> tasks = process.guest().tasks().all();
        process.println("top - " + Uptime.line(process).strip());
        process.println("Tasks: %3d total,   1 running, %3d sleeping,   0 stopped,   0 zombie"
                .formatted(tasks.size(), tasks.size() - 1));
        process.println("%Cpu(s):  0.3 us,  0.2 sy,  0.0 ni, 99.5 id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st");
        double total = process.guest().world().facts().memoryMib() * 0.97;
        double swap = Swap.totalKib(process.guest()) / 1024.0;
        process.println(String.format(
                java.util.Locale.ROOT,
                "MiB Mem : %8.1f total, %8.1f free, %8.1f used, %8.1f buff/cache",
                total,
                total - 370,
                150.0,
                220.0));
        process.println(String.format(
                java.util.Locale.ROOT,
                "MiB Swap: %8.1f total, %8.1f free,      0.0 used. %8.1f avail Mem",
                swap,
                swap,
                total - 150));
        process.println("\n    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND");
        for (Task task : tasks) {
            process.println("%7d %-8s  20   0   15288   4916   3200 S   0.0   0.5   0:00.01 %s"
                    .formatted(task.pid(), task.user(), base(task)));
        }
        return 0;
    }
}
