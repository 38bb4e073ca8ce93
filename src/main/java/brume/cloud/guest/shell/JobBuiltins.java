package brume.cloud.guest.shell;

import brume.cloud.guest.Task;
import brume.cloud.guest.shell.Jobs.Job;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Builtins about jobs and processes: `jobs`, `wait`, `kill`, `fg`, `bg`, `disown`, `umask`, `ulimit`, `times`.
final class JobBuiltins {

    private static final int SIGTERM = 15;

    private JobBuiltins() {}

    static void into(Map<String, Builtin> table) {
        table.put("jobs", JobBuiltins::jobs);
        table.put("wait", JobBuiltins::waitFor);
        table.put("kill", JobBuiltins::kill);
        table.put("fg", JobBuiltins::foreground);
        table.put("bg", JobBuiltins::background);
        table.put("disown", JobBuiltins::disown);
        table.put("umask", JobBuiltins::umask);
        table.put("ulimit", JobBuiltins::ulimit);
        table.put("times", call -> {
            call.println("0m0.003s 0m0.002s\n0m0.001s 0m0.001s");
            return 0;
        });
    }

    private static int jobs(BuiltinCall call) throws IOException {
        List<Job> all = call.shell().jobs.all();
        for (Job job : all) {
            if (call.args().contains("-p")) {
                call.println(Integer.toString(job.pid()));
            } else {
                call.println(line(job, all, call.args().contains("-l")));
            }
            if (job.isDone()) {
                call.shell().jobs.forget(job);
            }
        }
        return 0;
    }

    /// `[1]+  Running                 sleep 100 &`.
    static String line(Job job, List<Job> all, boolean pids) {
        int place = all.size() - 1 - all.indexOf(job);
        String mark = place == 0 ? "+" : place == 1 ? "-" : " ";
        String state = !job.isDone() ? "Running" : ended(job.end().join());
        String pid = pids ? "%5d ".formatted(job.pid()) : " ";
        return "[%d]%s %s%-24s%s%s".formatted(job.number(), mark, pid, state, job.text(), job.isDone() ? "" : " &");
    }

    private static String ended(int status) {
        if (status == 128 + SIGTERM) {
            return "Terminated";
        }
        return status == 137 ? "Killed" : status == 130 ? "Interrupt" : status == 0 ? "Done" : "Exit " + status;
    }

    private static int waitFor(BuiltinCall call) throws IOException {
        Shell shell = call.shell();
        List<String> names =
                call.args().stream().filter(arg -> !arg.equals("-n")).toList();
        if (call.args().contains("-n")) {
            return waitForAny(call, names);
        }
        if (names.isEmpty()) {
            for (Job job : shell.jobs.all()) {
                await(call, job);
            }
            return 0;
        }
        int status = 0;
        for (String name : names) {
            Optional<Job> job = shell.jobs.named(name);
            if (job.isEmpty()) {
                status = name.startsWith("%")
                        ? call.fail(127, name + ": no such job")
                        : call.fail(127, "pid " + name + " is not a child of this shell");
            } else {
                status = await(call, job.get());
            }
        }
        return status;
    }

    /// `wait -n`: the next job that ends.
    private static int waitForAny(BuiltinCall call, List<String> names) {
        Shell shell = call.shell();
        List<Job> jobs = names.isEmpty()
                ? shell.jobs.all()
                : names.stream()
                        .flatMap(name -> shell.jobs.named(name).stream())
                        .toList();
        if (jobs.isEmpty()) {
            return 127;
        }
        try {
            java.util.concurrent.CompletableFuture.anyOf(
                            jobs.stream().map(Job::end).toArray(java.util.concurrent.CompletableFuture[]::new))
                    .get();
        } catch (InterruptedException signal) {
            Thread.currentThread().interrupt();
            call.interpreter().poll();
            return 129;
        } catch (java.util.concurrent.ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
        return jobs.stream()
                .filter(Job::isDone)
                .findFirst()
                .map(job -> await(call, job))
                .orElse(127);
    }

    private static int await(BuiltinCall call, Job job) {
        try {
            int status = job.end().get();
            call.shell().jobs.forget(job);
            return status;
        } catch (InterruptedException signal) {
            Thread.currentThread().interrupt();
            call.interpreter().poll();
            return 129;
        } catch (java.util.concurrent.ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static int foreground(BuiltinCall call) throws IOException {
        Optional<Job> job = call.shell()
                .jobs
                .named(call.args().isEmpty() ? "%%" : call.args().getFirst());
        if (job.isEmpty()) {
            return call.fail((call.args().isEmpty() ? "current" : call.args().getFirst()) + ": no such job");
        }
        call.println(job.get().text());
        try {
            return await(call, job.get());
        } catch (Flow.Signalled signalled) {
            job.get().shell().task.deliver(signalled.signal);
            throw signalled;
        }
    }

    private static int background(BuiltinCall call) throws IOException {
        Optional<Job> job = call.shell()
                .jobs
                .named(call.args().isEmpty() ? "%%" : call.args().getFirst());
        if (job.isEmpty()) {
            return call.fail((call.args().isEmpty() ? "current" : call.args().getFirst()) + ": no such job");
        }
        return call.fail(0, "job " + job.get().number() + " already in background");
    }

    private static int disown(BuiltinCall call) {
        Shell shell = call.shell();
        List<String> names =
                call.args().stream().filter(arg -> !arg.matches("-[ahr]+")).toList();
        List<Job> jobs = names.isEmpty()
                ? shell.jobs.all()
                : names.stream()
                        .flatMap(name -> shell.jobs.named(name).stream())
                        .toList();
        jobs.forEach(shell.jobs::forget);
        return 0;
    }

    private static int kill(BuiltinCall call) throws IOException {
        List<String> args = call.args();
        if (args.isEmpty()) {
            call.warn("kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]");
            return 2;
        }
        if (args.getFirst().equals("-l")) {
            return list(call, args.subList(1, args.size()));
        }
        int signal = SIGTERM;
        int from = 0;
        if (args.getFirst().equals("-s") || args.getFirst().equals("-n")) {
            Optional<Integer> number = args.size() > 1 ? Signals.number(args.get(1)) : Optional.empty();
            if (number.isEmpty()) {
                return call.fail((args.size() > 1 ? args.get(1) : "") + ": invalid signal specification");
            }
            signal = number.get();
            from = 2;
        } else if (args.getFirst().startsWith("-") && !args.getFirst().equals("--")) {
            Optional<Integer> number = Signals.number(args.getFirst().substring(1));
            if (number.isEmpty()) {
                return call.fail(args.getFirst().substring(1) + ": invalid signal specification");
            }
            signal = number.get();
            from = 1;
        }
        int status = 0;
        for (String target : args.subList(from, args.size())) {
            status |= kill(call, target, signal);
        }
        return status;
    }

    static int list(BuiltinCall call, List<String> numbers) throws IOException {
        if (numbers.isEmpty()) {
            StringBuilder line = new StringBuilder();
            for (int i = 1; i < Signals.names().size(); i++) {
                line.append("%2d) SIG%s".formatted(i, Signals.name(i))).append(i % 5 == 0 ? "\n" : "\t");
            }
            call.println(line.toString().stripTrailing());
            return 0;
        }
        for (String text : numbers) {
            int number = Signals.number(text).orElse(0);
            call.println(
                    text.matches("\\d+")
                            ? Signals.name(number > 128 ? number - 128 : number)
                            : Integer.toString(number));
        }
        return 0;
    }

    private static int kill(BuiltinCall call, String target, int signal) {
        if (target.startsWith("%")) {
            Optional<Job> job = call.shell().jobs.named(target);
            if (job.isEmpty()) {
                return call.fail(target + ": no such job");
            }
            job.get().shell().task.deliver(signal);
            return 0;
        }
        if (!target.matches("-?\\d{1,9}")) {
            return call.fail(target + ": arguments must be process or job IDs");
        }
        Optional<Task> task = call.shell().guest.tasks().of(Math.abs(Integer.parseInt(target)));
        if (task.isEmpty()) {
            return call.fail("(" + target + ") - No such process");
        }
        int uid = call.shell().login.uid();
        if (uid != 0 && uid != task.get().uid()) {
            return call.fail("(" + target + ") - Operation not permitted");
        }
        if (signal != 0) {
            task.get().deliver(signal);
        }
        return 0;
    }

    private static int umask(BuiltinCall call) throws IOException {
        Shell shell = call.shell();
        List<String> args = call.args();
        if (args.isEmpty()) {
            call.println("%04o".formatted(shell.umask));
            return 0;
        }
        if (args.getFirst().equals("-S")) {
            int allowed = ~shell.umask & 0777;
            String[] who = {"u", "g", "o"};
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 3; i++) {
                int bits = allowed >> (6 - 3 * i) & 7;
                text.append(i > 0 ? "," : "")
                        .append(who[i])
                        .append('=')
                        .append((bits & 4) != 0 ? "r" : "")
                        .append((bits & 2) != 0 ? "w" : "")
                        .append((bits & 1) != 0 ? "x" : "");
            }
            call.println(text.toString());
            return 0;
        }
        String text = args.getFirst();
        if (text.matches("[0-7]{1,4}")) {
            shell.umask = Integer.parseInt(text, 8) & 0777;
            return 0;
        }
        Optional<Integer> mode = brume.cloud.guest.program.Mode.apply(text, ~shell.umask & 0777, true, 0);
        if (mode.isEmpty()) {
            return call.fail(
                    text + (text.matches("\\d+") ? ": octal number out of range" : ": invalid symbolic mode operator"));
        }
        shell.umask = ~mode.get() & 0777;
        return 0;
    }

    private static int ulimit(BuiltinCall call) throws IOException {
        if (call.args().contains("-a")) {
            call.println("core file size              (blocks, -c) 0\nmax locked memory           (kbytes, -l) 8192\n"
                    + "open files                          (-n) 1024\nmax user processes                  (-u) 512\n"
                    + "file size                   (blocks, -f) unlimited");
        } else if (call.args().size() < 2) {
            String option = call.args().isEmpty() ? "-f" : call.args().getFirst();
            call.println(
                    option.equals("-n")
                            ? "1024"
                            : option.equals("-u") ? "512" : option.equals("-c") ? "0" : "unlimited");
        }
        return 0;
    }
}
