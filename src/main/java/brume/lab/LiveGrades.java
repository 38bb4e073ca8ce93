package brume.lab;

import brume.cloud.Cloud;
import brume.cloud.sandbox.Sandbox;
import brume.cloud.sandbox.SandboxId;
import brume.school.AttemptId;
import brume.school.CourseId;
import brume.school.TenantId;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Grades that follow the work: after each entry in a watched sandbox its attempt is judged, and whoever listens gets
/// the new results. Entries that come together cause one judgement. What an entry sets going takes a while (an
/// instance boots, a unit starts), so a second and a third look follow when the sandbox has fallen silent.
public final class LiveGrades implements AutoCloseable {

    /// When to look after an entry: soon, and again after the last one.
    static final Duration SOON = Duration.ofMillis(150);
    static final List<Duration> AGAIN = List.of(Duration.ofMillis(1_200), Duration.ofSeconds(4));

    private static final Logger LOG = LoggerFactory.getLogger(LiveGrades.class);

    private final Grader grader;
    private final Attempts attempts;
    private final ScheduledExecutorService timer;
    private final Executor executor;
    /// By sandbox as it is open now: one that is closed and opened again is followed anew, and nothing is kept open
    /// only because it is followed.
    private final Map<Sandbox, Watch> watches = Collections.synchronizedMap(new WeakHashMap<>());
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    private record Listener(Predicate<Attempt> wanted, Consumer<Attempt> consumer) {}

    /// @param timer only waits; the work runs on the executor
    public LiveGrades(Grader grader, Attempts attempts, ScheduledExecutorService timer, Executor executor) {
        this.grader = grader;
        this.attempts = attempts;
        this.timer = timer;
        this.executor = executor;
    }

    /// Follows a cloud's journal from now on. Call it for every cloud that is opened; following twice is following
    /// once.
    public void follow(Cloud cloud) {
        watches.computeIfAbsent(cloud.sandbox(), sandbox -> {
            Watch watch = new Watch(sandbox.id());
            sandbox.subscribe(entry -> watch.entryCame());
            return watch;
        });
    }

    /// Hears of every new result of an attempt, on a thread of the executor.
    ///
    /// @return ends the subscription
    public Runnable listen(TenantId within, AttemptId id, Consumer<Attempt> consumer) {
        return listen(attempt -> attempt.tenant().equals(within) && attempt.id().equals(id), consumer);
    }

    /// Hears of every new result in a course's lab, and of attempts that begin.
    ///
    /// @return ends the subscription
    public Runnable listen(TenantId within, CourseId course, String lab, Consumer<Attempt> consumer) {
        return listen(
                attempt -> attempt.tenant().equals(within)
                        && attempt.course().equals(course)
                        && attempt.lab().equals(lab),
                consumer);
    }

    private Runnable listen(Predicate<Attempt> wanted, Consumer<Attempt> consumer) {
        Listener listener = new Listener(wanted, consumer);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /// Judges at once, for the button.
    ///
    /// @throws Principal.Refused when the tenant has no such attempt
    public Attempt check(TenantId within, AttemptId id) {
        Attempt judged = grader.grade(within, id);
        publish(judged);
        return judged;
    }

    /// Tells everybody who listens.
    void publish(Attempt attempt) {
        for (Listener listener : listeners) {
            if (listener.wanted().test(attempt)) {
                try {
                    listener.consumer().accept(attempt);
                } catch (RuntimeException failure) {
                    LOG.warn("A listener to the results of {} failed", attempt.id(), failure);
                }
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        watches.clear();
        listeners.clear();
    }

    private final class Watch {
        private final SandboxId sandbox;
        private final AtomicBoolean soonIsPlanned = new AtomicBoolean();
        private final AtomicBoolean judging = new AtomicBoolean();
        private final AtomicBoolean wantedMeanwhile = new AtomicBoolean();
        private volatile List<ScheduledFuture<?>> later = List.of();

        Watch(SandboxId sandbox) {
            this.sandbox = sandbox;
        }

        void entryCame() {
            if (!closed && soonIsPlanned.compareAndSet(false, true)) {
                plan(SOON, () -> {
                    soonIsPlanned.set(false);
                    planAgain();
                    judge();
                });
            }
        }

        private void planAgain() {
            later.forEach(planned -> planned.cancel(false));
            later = AGAIN.stream()
                    .<ScheduledFuture<?>>map(wait -> plan(wait, this::judge))
                    .toList();
        }

        private ScheduledFuture<?> plan(Duration wait, Runnable work) {
            return timer.schedule(() -> submit(work), wait.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void submit(Runnable work) {
            try {
                executor.execute(work);
            } catch (RejectedExecutionException closing) {
                LOG.debug("Brume is closing: {} is not judged", sandbox);
            }
        }

        /// One judgement at a time; what is asked for meanwhile is one more afterwards.
        private void judge() {
            wantedMeanwhile.set(true);
            while (wantedMeanwhile.get() && judging.compareAndSet(false, true)) {
                try {
                    wantedMeanwhile.set(false);
                    judgeOnce();
                } catch (RuntimeException failure) {
                    LOG.warn("The attempt in {} could not be judged", sandbox, failure);
                } finally {
                    judging.set(false);
                }
            }
        }

        private void judgeOnce() {
            attempts.in(sandbox).ifPresent(before -> {
                Attempt after = grader.grade(before.tenant(), before.id());
                if (!after.results().equals(before.results())) {
                    publish(after);
                }
            });
        }
    }
}
