package brume.cloud.compute;

import java.time.Duration;

/// Waiting, handed in: the simulated provider has no wall clock of its own.
public interface Patience {

    void await(Duration duration) throws InterruptedException;
}
