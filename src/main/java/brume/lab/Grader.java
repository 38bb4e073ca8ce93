package brume.lab;

import brume.cloud.Cloud;
import brume.cloud.Clouds;
import brume.cloud.sandbox.SandboxId;
import brume.school.AttemptId;
import brume.school.Principal;
import brume.school.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at all checks of an attempt, on the server, and files what came of it.
public final class Grader {

    /// A judgement that takes longer is given up: its open checks are broken, the student loses nothing.
    public static final Duration LONGEST = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Grader.class);
    private static final int MOST_TRAILS = 1_000;

    private final Labs labs;
    private final Attempts attempts;
    private final Clouds clouds;
    private final Executor executor;
    private final InstantSource clock;
    private final Map<SandboxId, Trail> trails = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SandboxId, Trail> eldest) {
            return size() > MOST_TRAILS;
        }
    });

    /// @param executor runs each judgement on a virtual thread of its own
    public Grader(Labs labs, Attempts attempts, Clouds clouds, Executor executor, InstantSource clock) {
        this.labs = labs;
        this.attempts = attempts;
        this.clouds = clouds;
        this.executor = executor;
        this.clock = clock;
    }

    /// Judges the attempt as its sandbox is now.
    ///
    /// @return the attempt with its new results
    /// @throws Principal.Refused when the tenant has no such attempt
    public Attempt grade(TenantId within, AttemptId id) {
        Attempt attempt = attempts.find(within, id).orElseThrow(Principal.Refused::new);
        Optional<Judge> judge = labs.judge(attempt.lab());
        if (judge.isEmpty()) {
            LOG.warn("The lab {} of attempt {} is not there any more", attempt.lab(), id);
            return attempt;
        }
        Cloud cloud = clouds.open(attempt.sandbox());
        long position = cloud.sandbox().position();
        List<CheckResult> results = judged(judge.get(), attempt, cloud);
        Instant now = clock.instant();
        Attempt judged = filed(judge.get().lab(), attempt, attempt.sandbox(), results, position, now);
        if (judged.results().equals(attempt.results()) && judged.finished().equals(attempt.finished())) {
            // Most judgements find nothing new, and there are several after each entry: none of them reaches the disk.
            return attempt;
        }
        return attempts.update(
                within, id, newest -> filed(judge.get().lab(), newest, attempt.sandbox(), results, position, now));
    }

    private List<CheckResult> judged(Judge judge, Attempt attempt, Cloud cloud) {
        Lab lab = judge.lab();
        Trail trail = trails.computeIfAbsent(attempt.sandbox(), sandbox -> new Trail());
        FutureTask<Judge.Verdict> task = new FutureTask<>(() -> judge.judge(
                new CloudWorld(cloud, lab.region(), trail),
                Variants.draw(lab, attempt.seed()),
                attempt.results(),
                cloud.sandbox().now()));
        executor.execute(task);
        try {
            Judge.Verdict verdict = task.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            verdict.faults().forEach(fault -> LOG.warn("Attempt {}: {}", attempt.id(), fault));
            return verdict.results();
        } catch (ExecutionException failure) {
            LOG.warn("Attempt {} could not be judged", attempt.id(), failure.getCause());
        } catch (TimeoutException late) {
            LOG.warn("Attempt {}: the checks took longer than {}", attempt.id(), LONGEST);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            task.cancel(true);
        }
        return judge.givenUp(attempt.results());
    }

    /// Puts results into the newest attempt, unless it has moved on meanwhile.
    private static Attempt filed(
            Lab lab, Attempt newest, SandboxId sandbox, List<CheckResult> results, long position, Instant now) {
        if (!newest.sandbox().equals(sandbox) || newest.position() > position) {
            return newest;
        }
        Map<String, CheckResult> filed = new LinkedHashMap<>();
        for (CheckResult result : results) {
            CheckResult known = newest.results().get(result.checkId());
            boolean stays = known != null
                    && known.passed()
                    && lab.check(result.checkId())
                            .map(check -> !check.mustHold())
                            .orElse(false);
            filed.put(result.checkId(), stays ? known : result);
        }
        return newest.judged(lab, filed, position, now);
    }
}
