package brume.cloud.guest.shell;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/// The background jobs of one shell.
final class Jobs {

    /// A job: running until its future has a status.
    ///
    /// @param writes where its output goes is where the shell's goes
    record Job(int number, int pid, String text, Shell shell, CompletableFuture<Integer> end, boolean writes) {
        boolean isDone() {
            return end.isDone();
        }
    }

    private final TreeMap<Integer, Job> jobs = new TreeMap<>();
    int lastPid;

    Job start(String text, Shell shell, boolean writes) {
        int number = jobs.isEmpty() ? 1 : jobs.lastKey() + 1;
        Job job = new Job(number, shell.task.pid(), text, shell, new CompletableFuture<>(), writes);
        jobs.put(number, job);
        lastPid = job.pid();
        return job;
    }

    /// Done when nobody is left who could write to the shell's output.
    CompletableFuture<Void> writing() {
        return CompletableFuture.allOf(
                jobs.values().stream().filter(Job::writes).map(Job::end).toArray(CompletableFuture[]::new));
    }

    /// True where a command's output goes elsewhere than its shell's.
    static boolean redirectsOutput(Command command) {
        return switch (command) {
            case Command.Simple c -> redirectsOutput(c.redirections());
            case Command.Subshell c -> redirectsOutput(c.redirections()) || redirectsOutput(c.body());
            case Command.Group c -> redirectsOutput(c.redirections()) || redirectsOutput(c.body());
            case Command.Loop c -> redirectsOutput(c.redirections());
            case Command.For c -> redirectsOutput(c.redirections());
            case Command.Sequence c -> c.commands().stream().allMatch(Jobs::redirectsOutput);
            case Command.Pipeline c -> redirectsOutput(c.stages().getLast());
            case Command.Junction c -> redirectsOutput(c.left()) && redirectsOutput(c.right());
            default -> false;
        };
    }

    private static boolean redirectsOutput(List<Command.Redirection> redirections) {
        return redirections.stream()
                .anyMatch(r -> r.fd() == 1 && r.operator().startsWith(">")
                        || r.operator().startsWith("&>"));
    }

    List<Job> all() {
        return List.copyOf(jobs.values());
    }

    void forget(Job job) {
        jobs.remove(job.number());
    }

    /// `%1`, `%%`, `%+`, or a process's number.
    Optional<Job> named(String text) {
        if (text.equals("%%") || text.equals("%+") || text.equals("%")) {
            return Optional.ofNullable(jobs.lastEntry()).map(java.util.Map.Entry::getValue);
        }
        if (text.matches("%\\d{1,6}")) {
            return Optional.ofNullable(jobs.get(Integer.parseInt(text.substring(1))));
        }
        if (text.startsWith("%")) {
            return jobs.values().stream()
                    .filter(job -> job.text().startsWith(text.substring(1)))
                    .findFirst();
        }
        return jobs.values().stream()
                .filter(job -> Integer.toString(job.pid()).equals(text))
                .findFirst();
    }
}
