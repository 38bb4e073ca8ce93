package brume.cloud.guest.shell;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/// The background jobs of one shell.
final class Jobs {

    /// A job: running until its future has a status.
    record Job(int number, int pid, String text, Shell shell, CompletableFuture<Integer> end) {
        boolean isDone() {
            return end.isDone();
        }
    }

    private final TreeMap<Integer, Job> jobs = new TreeMap<>();
    int lastPid;

    Job start(String text, Shell shell) {
        int number = jobs.isEmpty() ? 1 : jobs.lastKey() + 1;
        Job job = new Job(number, shell.task.pid(), text, shell, new CompletableFuture<>());
        jobs.put(number, job);
        lastPid = job.pid();
        return job;
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
