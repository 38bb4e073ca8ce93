package brume.cloud.sandbox;

import java.util.List;
import java.util.function.Consumer;

/// Where entries live for ever, keyed by sandbox and position. The key is the lock: of two writers at one position, one
/// is refused.
public interface Journal {

    /// Stores all entries or none, and returns when they would survive the end of the process.
    ///
    /// @throws PositionTaken if another writer holds one of the positions
    void append(SandboxId sandbox, List<Entry> entries);

    /// Reads, in order, every entry that stands after the given position.
    void replay(SandboxId sandbox, long after, Consumer<Entry> reader);

    /// Somebody else wrote at this position first: read what they wrote, decide again.
    final class PositionTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public PositionTaken(SandboxId sandbox, long position) {
            super("Position " + position + " of sandbox " + sandbox + " is taken");
        }
    }
}
