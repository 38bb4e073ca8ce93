package brume.app;

import brume.api.ssh.GuestSshd;
import brume.cloud.CloudKinds;
import brume.cloud.Clouds;
import brume.cloud.compute.Allowance;
import brume.cloud.compute.Guests;
import brume.cloud.sandbox.Blobs;
import brume.cloud.sandbox.SandboxId;
import brume.lab.GradeDesk;
import brume.lab.Grader;
import brume.lab.LabDesk;
import brume.lab.Labs;
import brume.lab.LiveGrades;
import brume.school.Quota;
import brume.school.SandboxDesk;
import brume.store.Database;
import brume.store.FolderBlobs;
import brume.store.SqlJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;

/// A whole running Brume but for its pages: database, clouds, people, labs, and the doors for programs. Plain Java:
/// tests start one
/// on free ports, the portal's server starts one inside itself.
public final class Brume implements AutoCloseable {

    /// Real time, to the microsecond: what both databases can keep.
    static final InstantSource CLOCK = () -> Instant.now().truncatedTo(ChronoUnit.MICROS);

    private static final int SSH_PORT = 22;

    private final Deque<Runnable> toStop;
    private final Settings settings;
    private final School school;
    private final Clouds clouds;
    private final SandboxDesk desk;
    private final Labs labs;
    private final LiveGrades grades;
    private final LabDesk labDesk;
    private final GradeDesk gradeDesk;
    private final Doors doors;
    private final Metrics metrics;

    private Brume(Settings wanted, Deque<Runnable> toStop) {
        this.toStop = toStop;
        SecureRandom random = new SecureRandom();
        Database database = Database.open(wanted.database());
        toStop.push(database::close);
        SqlJournal journal = new SqlJournal(database, CloudKinds.KINDS);
        toStop.push(journal::close);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        toStop.push(threads::shutdownNow);
        school = School.open(database, wanted, CLOCK, random);
        clouds = new Clouds(
                journal,
                blobs(wanted),
                CloudKinds.KINDS,
                CLOCK,
                random,
                untilStopped(threads),
                Thread::sleep,
                this::allowance);
        desk = new SandboxDesk(school.sandboxes(), school.accessKeys(), clouds::create, random, CLOCK);
        labs = Labs.read(wanted.labs());
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("grades").daemon().factory());
        toStop.push(timer::shutdownNow);
        Grader grader = new Grader(labs, school.attempts(), clouds, threads, CLOCK);
        grades = new LiveGrades(grader, school.attempts(), timer, threads);
        toStop.push(grades::close);
        labDesk = new LabDesk(labs, school.attempts(), school.courses(), desk, grades, random, CLOCK);
        gradeDesk = new GradeDesk(labs, school.attempts(), school.courses(), school.overrides(), grades, CLOCK);
        GuestSshd sshd = guestSshd(random);
        toStop.push(sshd::close);
        clouds.onOpen(grades::follow);
        clouds.onOpen(cloud -> serveSsh(cloud.guests(), sshd));
        DemoClass.prepare(school, labs);
        metrics = new Metrics();
        ApiLog log = new ApiLog();
        doors = Doors.open(wanted, new DoorAccess(school, clouds), CLOCK, answered -> {
            metrics.answered(answered);
            log.answered(answered);
        });
        toStop.push(doors::close);
        desk.onClose(school.accessKeys()::forget);
        desk.onClose(doors::disconnect);
        school.accounts().onDisabled(desk::disabled);
        metrics.watch(clouds, journal, doors);
        settings = wanted.withPorts(doors);
    }

    private Allowance allowance(SandboxId sandbox) {
        Quota quota = school.quotas().in(sandbox);
        return new Allowance(quota.instances(), quota.storageGib());
    }

    private static Blobs blobs(Settings wanted) {
        try {
            return new FolderBlobs(wanted.data().resolve("blobs"));
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "The folder " + wanted.data().resolve("blobs") + " cannot be written to", failure);
        }
    }

    /// What a service would do next when Brume stops, such as start again, is not done.
    private static Executor untilStopped(ExecutorService threads) {
        return task -> {
            try {
                threads.execute(task);
            } catch (RejectedExecutionException stopping) {
                if (!threads.isShutdown()) {
                    throw stopping;
                }
            }
        };
    }

    private static GuestSshd guestSshd(SecureRandom random) {
        try {
            return GuestSshd.start(random);
        } catch (IOException impossible) {
            throw new UncheckedIOException("The guests' sshd does not start", impossible);
        }
    }

    private static void serveSsh(Guests guests, GuestSshd sshd) {
        guests.onOpen(guest -> guest.listen(SSH_PORT, sshd.listener(guest)));
        guests.onStop(sshd::disconnect);
    }

    /// @throws RuntimeException whose message says in one sentence what is in the way
    public static Brume start(Settings settings) {
        Deque<Runnable> started = new ArrayDeque<>();
        try {
            return new Brume(settings, started);
        } catch (RuntimeException failure) {
            stop(started);
            throw failure;
        }
    }

    /// The settings with the ports that are really listened on.
    public Settings settings() {
        return settings;
    }

    public Clouds clouds() {
        return clouds;
    }

    public Labs labs() {
        return labs;
    }

    LiveGrades grades() {
        return grades;
    }

    LabDesk labDesk() {
        return labDesk;
    }

    GradeDesk gradeDesk() {
        return gradeDesk;
    }

    SandboxDesk desk() {
        return desk;
    }

    School school() {
        return school;
    }

    Operator operator() {
        return new Operator(plates(), school, desk, doors::disconnect);
    }

    Metrics metrics() {
        return metrics;
    }

    Plates plates() {
        return new Plates(settings, clouds);
    }

    /// Stops everything in the reverse of the order in which it was started; once.
    @Override
    public synchronized void close() {
        stop(toStop);
    }

    private static void stop(Deque<Runnable> started) {
        while (!started.isEmpty()) {
            started.pop().run();
        }
    }
}
