package brume.cloud.guest;

import brume.cloud.network.Dialer;
import brume.cloud.sandbox.Blobs;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/// Everything outside of a guest that it may touch, handed in by whoever runs it.
public interface GuestWorld {

    /// Connections from this machine to anywhere.
    Dialer network();

    /// The sandbox's virtual time.
    Instant now();

    /// Waits in the guest's time; an interrupt ends it early.
    void sleep(Duration duration) throws InterruptedException;

    /// Runs each task on a virtual thread of its own.
    Executor executor();

    RandomGenerator random();

    /// Where the bytes of large files lie.
    Blobs blobs();

    /// Whether the machines of this student together hold as many files, or as many bytes, as one may store.
    boolean crowded();

    /// What the machine is now; asked again after each change (a public address comes and goes).
    InstanceFacts facts();

    /// Text that appears on the serial console (`GetConsoleOutput`).
    void console(String text);

    /// The guest has changed something that should be saved soon.
    void changed(Guest guest);

    /// Somebody on the machine asked it to power off or to restart.
    void powerRequested(Guest guest, Power power);

    enum Power {
        OFF,
        REBOOT
    }
}
