package brume.cloud;

import static brume.cloud.TestWorld.STUDENT;
import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.compute.Instance;
import brume.cloud.offer.VcpuQuota;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The cost of a call does not grow with what the call does not touch.
class CostTest {

    private static final int PER_ZONE = 3000;
    private static final int CALLS = 2000;

    private final TestWorld world = new TestWorld();

    @Test
    void describingOneOfNineThousandInstancesIsNotMoreWorkThanDescribingOneOfAFew() {
        world.paris.raiseVcpuLimit(STUDENT, VcpuQuota.STANDARD, 1_000_000);
        Instance one = world.running();
        time(() -> world.paris.instances().describe(List.of(one.id())));
        Duration alone = time(() -> world.paris.instances().describe(List.of(one.id())));
        List<String> ids = new ArrayList<>();
        for (String zone : List.of("eu-west-3a", "eu-west-3b", "eu-west-3c")) {
            world.paris
                    .instances()
                    .run(
                            STUDENT,
                            world.micro().zone(zone).count(PER_ZONE, PER_ZONE).build())
                    .instances()
                    .forEach(instance -> ids.add(instance.id()));
        }
        world.settle();
        Duration crowded = time(() -> world.paris.instances().describe(List.of(ids.get(PER_ZONE))));
        // a walk over all of them costs a thousand times more; a noisy machine does not
        assertThat(crowded).isLessThan(alone.multipliedBy(20).plusMillis(40));
        assertThat(time(() -> world.paris.securityGroups().describe(List.of(), List.of("default"))))
                .isLessThan(alone.multipliedBy(40).plusMillis(80));
    }

    private static Duration time(Runnable call) {
        long start = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            call.run();
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
