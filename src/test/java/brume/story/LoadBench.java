package brume.story;

import brume.app.LoadClass;
import brume.app.LoadClass.Seat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;

/// A class at work, while its instructor watches: `./brume load --students 300 --minutes 5`. Starts a Brume of its own
/// on free ports, lets every student do the first lab at a human pace, has the live class open in a real browser, and
/// says how long everything took. Ends with 1 when something failed.
public final class LoadBench {

    private static final Logger QUIET = Logger.getLogger("org.apache.sshd");
    /// Each change of a row of the live class: when, whose, and which checks are green.
    private static final String WATCH = """
            window.seen = [];
            const green = row => [...row.querySelectorAll('[data-check][data-state=pass]')]
                .map(cell => cell.dataset.check).join(' ');
            const last = {};
            const look = rows => rows.forEach(row => {
                const now = green(row), who = row.dataset.student;
                if (last[who] !== now) { last[who] = now; window.seen.push(Date.now() + ' ' + who + ' ' + now); }
            });
            look(document.querySelectorAll('tr[data-student]'));
            new MutationObserver(changes => {
                const rows = new Set();
                for (const change of changes) {
                    const near = change.target.closest && change.target.closest('tr[data-student]');
                    if (near) rows.add(near);
                    change.addedNodes.forEach(node => {
                        if (node.matches && node.matches('tr[data-student]')) rows.add(node);
                    });
                }
                look(rows);
            }).observe(document.querySelector('table.class-grid'),
                {subtree: true, childList: true, attributes: true, attributeFilter: ['data-state']});
            """;

    private LoadBench() {}

    /// @param arguments `--students N`, `--minutes M`; what else there is goes to `./brume up`
    public static void main(String[] arguments) throws Exception {
        QUIET.setLevel(Level.WARNING);
        int students = 300;
        double minutes = 5;
        List<String> others = new ArrayList<>(List.of("--no-build"));
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--students" -> students = Integer.parseInt(arguments[++i]);
                case "--minutes" -> minutes = Double.parseDouble(arguments[++i]);
                default -> others.add(arguments[i]);
            }
        }
        Path folder = Files.createTempDirectory("brume-load");
        boolean well;
        try {
            List<Seat> seats = LoadClass.seat(folder.resolve("data"), students);
            System.out.printf("%d students have a seat; starting%n", seats.size());
            well = run(folder, seats, Duration.ofSeconds((long) (minutes * 60)), others);
        } finally {
            delete(folder);
        }
        System.exit(well ? 0 : 1);
    }

    private static boolean run(Path folder, List<Seat> seats, Duration time, List<String> options) throws Exception {
        try (RunningBrume brume = new RunningBrume(folder, options.toArray(String[]::new));
                SshClient ssh = SshClient.setUpDefaultClient();
                Browser ines = new Browser(1440, 900, "en")) {
            ssh.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
            ssh.start();
            ines.signIn(brume, "ines");
            ines.open(brume.portal() + "/live");
            ines.find("tr[data-student]");
            ines.script(WATCH);
            LoadFigures figures = new LoadFigures();
            ConcurrentMap<String, Instant> deeds = new ConcurrentHashMap<>();
            double cpu = metric(brume, "process_cpu_seconds_total");
            double ownCpu = ownCpu();
            Instant began = Instant.now();
            LoadStudent.Doors doors = new LoadStudent.Doors(brume, ssh, figures, deeds, began.plus(time));
            List<Thread> everybody = new ArrayList<>();
            for (int i = 0; i < seats.size(); i++) {
                everybody.add(Thread.ofVirtual().start(new LoadStudent(seats.get(i), doors, i % 3 == 0)));
            }
            for (Thread student : everybody) {
                student.join();
            }
            double seconds = Duration.between(began, Instant.now()).toMillis() / 1e3;
            Thread.sleep(3000);
            LoadFigures page = pageUpdates(ines, deeds);
            report(figures, page, seats.size(), seconds);
            System.out.printf(
                    "%nServer: %.0f %% of one core, heap %.0f MiB in use, load generator %.0f %% of one core, load average of the machine %.1f%n",
                    (metric(brume, "process_cpu_seconds_total") - cpu) / seconds * 100,
                    metric(brume, "jvm_memory_used_bytes{area=\"heap\"}") / (1 << 20),
                    (ownCpu() - ownCpu) / seconds * 100,
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            System.out.printf(
                    "%.0f sandboxes open, %.0f machines in memory, %.0f journal entries in %.0f commits%n",
                    metric(brume, "brume_sandboxes_open"),
                    metric(brume, "brume_machines_in_memory"),
                    metric(brume, "brume_journal_entries_total"),
                    metric(brume, "brume_journal_commits_total"));
            Path log = brume.data.resolve("log").resolve("brume.log");
            long severe = Files.readString(log)
                    .lines()
                    .filter(line -> line.contains("[SEVERE]"))
                    .count();
            System.out.printf("%d lines of the log are severe%n", severe);
            Files.copy(log, Path.of("target/load.log"), StandardCopyOption.REPLACE_EXISTING);
            return figures.errors().isEmpty();
        }
    }

    private static void report(LoadFigures figures, LoadFigures page, int students, double seconds) {
        System.out.printf(
                "%n%d students, %.0f s: %,d requests, %.1f a second, %d errors%n%n",
                students,
                seconds,
                figures.count(),
                figures.count() / seconds,
                figures.errors().size());
        System.out.println("| ms | count | p50 | p95 | p99 | longest |\n|---|---:|---:|---:|---:|---:|");
        figures.rows().forEach(System.out::println);
        System.out.println(figures.row("**all of the API**", what -> !what.equals("ssh") && !what.equals("HTTP door")));
        page.rows().forEach(System.out::println);
        figures.errors().stream().limit(20).forEach(error -> System.out.println("error: " + error));
        page.errors().stream().limit(5).forEach(error -> System.out.println("live class: " + error));
    }

    /// From the answer that acknowledged a deed to the moment when its check is green on the instructor's page.
    private static LoadFigures pageUpdates(Browser ines, Map<String, Instant> deeds) {
        Map<String, Long> green = new ConcurrentHashMap<>();
        for (Object line : (List<?>) ines.script("return window.seen")) {
            String[] words = line.toString().strip().split(" ");
            for (int i = 2; i < words.length; i++) {
                green.putIfAbsent(words[1] + " " + words[i], Long.parseLong(words[0]));
            }
        }
        LoadFigures page = new LoadFigures();
        deeds.forEach((deed, at) -> {
            Long seen = green.get(deed);
            if (seen == null) {
                page.failed(deed, new IllegalStateException("never green"));
            } else {
                page.took("live class: deed to page", seen - at.toEpochMilli());
            }
        });
        return page;
    }

    private static double metric(RunningBrume brume, String name) throws IOException, InterruptedException {
        String token = Files.readString(brume.data.resolve("operator.token")).strip();
        HttpRequest request = HttpRequest.newBuilder(URI.create(brume.portal() + "/metrics"))
                .header("Authorization", "Bearer " + token)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static double ownCpu() {
        return ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1e3;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        }
    }
}
