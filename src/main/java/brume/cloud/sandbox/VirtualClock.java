package brume.cloud.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The time inside a sandbox: the real time, handed in, and how far the sandbox was wound ahead of it.
public record VirtualClock(InstantSource real) {

    /// How far a sandbox's time is ahead; kept in the sandbox, so that replay knows it.
    public record Wound(Duration ahead) implements Resource {
        public static final Kind<Wound> KIND = Kind.of(Wound.class);
        private static final String ID = "clock";

        @Override
        public String id() {
            return ID;
        }
    }

    public Instant now(State state) {
        return real.instant().plus(ahead(state));
    }

    /// Winds the clock forward, never back.
    public void advance(Transaction transaction, Duration by) {
        if (by.isNegative()) {
            throw new Problem.InvalidValue("by", by.toString(), "Time only goes forward").refused();
        }
        transaction.put(new Wound(ahead(transaction.state()).plus(by)));
    }

    private static Duration ahead(State state) {
        return state.find(Wound.KIND, Wound.ID).map(Wound::ahead).orElse(Duration.ZERO);
    }
}
