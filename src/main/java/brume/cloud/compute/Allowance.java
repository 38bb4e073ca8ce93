package brume.cloud.compute;

import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.State;
import brume.cloud.storage.block.Volume;
import java.util.List;
import java.util.Optional;

/// What whoever pays for the account lets it have, beside the provider's own quotas. It may change at any time: each
/// operation asks for it anew, and what is there already stays.
///
/// Differs from AWS: an account there has these quotas per region (and storage per type of volume); here they hold for
/// all regions of a sandbox together. AWS answers a RunInstances whose volumes are too large with instances that
/// terminate at once (`Client.VolumeLimitExceeded`); here nothing is launched, and the refusal is the one of
/// CreateVolume.
///
/// @param instances running or starting at once
/// @param storageGib of all volumes together
public record Allowance(Optional<Integer> instances, Optional<Integer> storageGib) {

    public static final Allowance UNLIMITED = new Allowance(Optional.empty(), Optional.empty());

    /// How many of a launch's instances there is room for.
    ///
    /// @param wanted at most so many
    /// @param least fewer are refused
    int room(State state, int wanted, int least, List<Launch.BlockDevice> devices) {
        int count = wanted;
        if (instances.isPresent()) {
            int running = running(state);
            count = Math.clamp(instances.get() - running, 0, count);
            if (count < least) {
                throw tooMany(running + least, instances.get());
            }
        }
        int each =
                devices.stream().mapToInt(device -> device.sizeGib().orElse(0)).sum();
        if (storageGib.isPresent() && each > 0) {
            long free = storageGib.get() - stored(state);
            count = (int) Math.clamp(free / each, 0, count);
            if (count < least) {
                throw tooLarge(devices.getFirst().type().orElse("gp2"), storageGib.get());
            }
        }
        return count;
    }

    /// Whether one that was stopped may start again.
    void mustHaveRoom(State state) {
        if (instances.isPresent()) {
            int running = running(state);
            if (running >= instances.get()) {
                throw tooMany(running + 1, instances.get());
            }
        }
    }

    private static int running(State state) {
        return (int) state.all(Instance.KIND).stream()
                .filter(instance -> instance.power().wanted() == Power.Wanted.RUNNING)
                .count();
    }

    private static long stored(State state) {
        return state.all(Volume.KIND).stream().mapToLong(Volume::sizeGib).sum();
    }

    private static RuntimeException tooMany(int requested, int limit) {
        return new Problem.LimitExceeded(
                        Instance.KIND,
                        "InstanceLimitExceeded",
                        "You have requested more instances (" + requested + ") than your current instance limit of "
                                + limit + " allows for the specified instance type. Please visit"
                                + " http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this"
                                + " limit.")
                .refused();
    }

    private static RuntimeException tooLarge(String type, int limit) {
        return new Problem.LimitExceeded(
                        Volume.KIND,
                        "VolumeLimitExceeded",
                        "You have exceeded your maximum " + type + " storage limit of " + limit
                                + " GiB in this region. Please contact AWS Support to request an Elastic Block Store"
                                + " service limit increase.")
                .refused();
    }
}
