package brume.cloud.guest.fs;

import brume.cloud.sandbox.Blobs;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// What a disk stands on.
///
/// @param blobs where bytes lie that are too many for memory
/// @param capacityBytes when the guest sees its disk full; the image's bytes count
/// @param mostHeldBytes how many bytes of files stay in memory before they move to the blobs
/// @param crowded whether the sandbox's disks together hold as much as one student may store: then none grows
public record Backing(
        Blobs blobs, long capacityBytes, long mostHeldBytes, BooleanSupplier crowded, Supplier<Instant> now) {}
