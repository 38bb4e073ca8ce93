package brume.cloud.compute;

import java.time.Duration;
import java.time.Instant;

/// What was last requested of an instance, and when. What it *is* follows from the time.
public record Power(Wanted wanted, Instant since) {

    /// How long a change of state takes.
    public static final Duration TRANSITION = Duration.ofMillis(400);
    /// How long the status checks of an instance initialise once it runs.
    public static final Duration INITIALISING = Duration.ofSeconds(2);
    /// How long a terminated instance can still be seen.
    public static final Duration TERMINATED_VISIBLE = Duration.ofHours(1);

    /// Where an instance shall be.
    public enum Wanted {
        RUNNING,
        STOPPED,
        TERMINATED
    }

    public InstanceState stateAt(Instant now) {
        boolean arrived = !now.isBefore(since.plus(TRANSITION));
        return switch (wanted) {
            case RUNNING -> arrived ? InstanceState.RUNNING : InstanceState.PENDING;
            case STOPPED -> arrived ? InstanceState.STOPPED : InstanceState.STOPPING;
            case TERMINATED -> arrived ? InstanceState.TERMINATED : InstanceState.SHUTTING_DOWN;
        };
    }

    /// Whether describes still show the instance.
    public boolean visibleAt(Instant now) {
        return wanted != Wanted.TERMINATED
                || now.isBefore(since.plus(TRANSITION).plus(TERMINATED_VISIBLE));
    }

    /// Whether the status checks have passed.
    public boolean checkedAt(Instant now) {
        return stateAt(now) == InstanceState.RUNNING
                && !now.isBefore(since.plus(TRANSITION).plus(INITIALISING));
    }
}
