package brume.api.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private static final List<Charge> LAUNCH = List.of(Charge.request("RunInstances", new Rate(5, 2)));

    private long now = 1;
    private final RateLimits limits = new RateLimits(1, () -> now);

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private int admitted(RateLimits by, String owner, List<Charge> charges, int requests) {
        int count = 0;
        for (int i = 0; i < requests; i++) {
            count += by.admit(owner, charges) ? 1 : 0;
        }
        return count;
    }

    @Test
    void letsABurstThroughAndThenWhatComesBackEachSecond() {
        assertThat(admitted(limits, "alice", LAUNCH, 20)).isEqualTo(5);
        pass(Duration.ofSeconds(1));
        assertThat(admitted(limits, "alice", LAUNCH, 20)).isEqualTo(2);
        pass(Duration.ofHours(1));
        assertThat(admitted(limits, "alice", LAUNCH, 20)).isEqualTo(5);
    }

    @Test
    void limitsEachOwnerAndEachBucketByItself() {
        assertThat(admitted(limits, "alice", LAUNCH, 20)).isEqualTo(5);
        assertThat(admitted(limits, "bob", LAUNCH, 20)).isEqualTo(5);
        List<Charge> stop = List.of(Charge.request("StartInstances", new Rate(5, 2)));
        assertThat(admitted(limits, "alice", stop, 20)).isEqualTo(5);
    }

    @Test
    void multipliesTheProvidersLimits() {
        RateLimits generous = new RateLimits(4, () -> now);
        assertThat(admitted(generous, "alice", LAUNCH, 100)).isEqualTo(20);
        pass(Duration.ofSeconds(1));
        assertThat(admitted(generous, "alice", LAUNCH, 100)).isEqualTo(8);
    }

    @Test
    void refusesNobodyWhenSwitchedOff() {
        assertThat(admitted(RateLimits.none(), "alice", LAUNCH, 10_000)).isEqualTo(10_000);
    }

    @Test
    void admitsEvenWhatAsksForMoreThanTheBucketHoldsWhenItIsFull() {
        List<Charge> many = List.of(new Charge("RunInstances instances", new Rate(1000, 2), 5000));
        assertThat(admitted(limits, "alice", many, 3)).isEqualTo(1);
    }

    @Test
    void remembersABoundedNumberWhoeverAsks() {
        for (int i = 0; i < 3 * RateLimits.MOST; i++) {
            limits.admit("address " + i, LAUNCH);
            pass(Duration.ofMillis(1));
        }
        assertThat(limits.remembered()).isLessThanOrEqualTo(RateLimits.MOST);
    }

    @Test
    void turnsAStrangerAwayAfterManyFailuresButNotAKeyThatHasProvedItself() {
        Strangers strangers = new Strangers(limits);
        strangers.proved("AKIAALICE");
        for (int i = 0; i < Strangers.RATE.capacity(); i++) {
            assertThat(strangers.turnsAway("192.0.2.1", "AKIAGUESS")).isFalse();
            strangers.failed("192.0.2.1");
        }
        assertThat(strangers.turnsAway("192.0.2.1", "AKIAGUESS")).isTrue();
        assertThat(strangers.turnsAway("192.0.2.1", "AKIAALICE")).isFalse();
        assertThat(strangers.turnsAway("192.0.2.2", "AKIAGUESS")).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(strangers.turnsAway("192.0.2.1", "AKIAGUESS")).isFalse();
    }
}
