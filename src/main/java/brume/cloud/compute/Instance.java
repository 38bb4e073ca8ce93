package brume.cloud.compute;

import brume.cloud.sandbox.Index;
import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A virtual machine.
///
/// @param id `i-...`
/// @param launchIndex its number within the reservation
/// @param publicKey the key pair's public key as it was at launch
/// @param primaryInterfaceId stays in the record when the interface is gone
/// @param launchedAt the last start
/// @param power what was last requested; the state is a function of it and of the time
/// @param transitionReason `User initiated (2026-11-22 07:13:42 GMT)`, without a time if it shut itself down, empty
/// while running
/// @param userData in base 64
/// @param shutdownTerminates what `shutdown` inside of the machine does
/// @param credits `standard` or `unlimited`, for burstable types
public record Instance(
        String id,
        String region,
        String reservationId,
        int launchIndex,
        Optional<String> clientToken,
        String imageId,
        String type,
        Optional<String> keyName,
        Optional<String> publicKey,
        String vpcId,
        String subnetId,
        String zone,
        String primaryInterfaceId,
        Instant launchedAt,
        Instant firstLaunchedAt,
        Power power,
        String transitionReason,
        Optional<StateReason> stateReason,
        String architecture,
        String rootDeviceName,
        Optional<String> userData,
        MetadataOptions metadata,
        boolean monitoring,
        boolean terminationProtected,
        boolean stopProtected,
        boolean shutdownTerminates,
        boolean ebsOptimized,
        Optional<String> credits,
        String tenancy)
        implements Resource {

    public static final Index<Instance> BY_REGION = Index.of("region", Instance::region);
    public static final Index<Instance> BY_SUBNET = Index.of("subnet", Instance::subnetId);
    public static final Index<Instance> BY_RESERVATION = Index.of("reservation", Instance::reservationId);
    /// Under the region while not terminated.
    public static final Index<Instance> LIVE =
            new Index<>("live", instance -> instance.isTerminating() ? List.of() : List.of(instance.region()));
    /// Under the region once terminated.
    public static final Index<Instance> TERMINATED =
            new Index<>("terminated", instance -> instance.isTerminating() ? List.of(instance.region()) : List.of());

    /// Under region and type while running or starting: what counts against the quotas.
    public static final Index<Instance> RUNNING = new Index<>(
            "running",
            instance -> instance.power().wanted() == Power.Wanted.RUNNING
                    ? List.of(runningKey(instance.region(), instance.type()))
                    : List.of());

    public static final Kind<Instance> KIND =
            Kind.of(Instance.class, BY_REGION, BY_SUBNET, BY_RESERVATION, LIVE, TERMINATED, RUNNING);

    /// The key of [#RUNNING].
    public static String runningKey(String region, String type) {
        return region + "/" + type;
    }

    public InstanceState stateAt(Instant now) {
        return power.stateAt(now);
    }

    /// Terminated, or on the way there.
    public boolean isTerminating() {
        return power.wanted() == Power.Wanted.TERMINATED;
    }

    /// It starts again.
    Instance restarted(Instant now) {
        return edited(draft -> {
            draft.launchedAt = now;
            draft.power = new Power(Power.Wanted.RUNNING, now);
            draft.transitionReason = "";
            draft.stateReason = Optional.empty();
        });
    }

    /// It stops or terminates.
    Instance halted(Power now, String reason, StateReason why) {
        return edited(draft -> {
            draft.power = now;
            draft.transitionReason = reason;
            draft.stateReason = Optional.of(why);
        });
    }

    Instance withType(String now, Optional<String> creditsOfIt) {
        return edited(draft -> {
            draft.type = now;
            draft.credits = creditsOfIt;
        });
    }

    Instance withUserData(Optional<String> now) {
        return edited(draft -> draft.userData = now);
    }

    Instance withMetadata(MetadataOptions now) {
        return edited(draft -> draft.metadata = now);
    }

    Instance withMonitoring(boolean now) {
        return edited(draft -> draft.monitoring = now);
    }

    Instance withTerminationProtection(boolean now) {
        return edited(draft -> draft.terminationProtected = now);
    }

    Instance withStopProtection(boolean now) {
        return edited(draft -> draft.stopProtected = now);
    }

    Instance withShutdownTerminates(boolean now) {
        return edited(draft -> draft.shutdownTerminates = now);
    }

    Instance withEbsOptimized(boolean now) {
        return edited(draft -> draft.ebsOptimized = now);
    }

    Instance withCredits(Optional<String> now) {
        return edited(draft -> draft.credits = now);
    }

    private Instance edited(Consumer<Draft> edit) {
        Draft draft = new Draft(this);
        edit.accept(draft);
        return draft.of(this);
    }

    /// What may change during a life, while it changes.
    private static final class Draft {
        private String type;
        private Instant launchedAt;
        private Power power;
        private String transitionReason;
        private Optional<StateReason> stateReason;
        private Optional<String> userData;
        private MetadataOptions metadata;
        private boolean monitoring;
        private boolean terminationProtected;
        private boolean stopProtected;
        private boolean shutdownTerminates;
        private boolean ebsOptimized;
        private Optional<String> credits;

        Draft(Instance from) {
            type = from.type;
            launchedAt = from.launchedAt;
            power = from.power;
            transitionReason = from.transitionReason;
            stateReason = from.stateReason;
            userData = from.userData;
            metadata = from.metadata;
            monitoring = from.monitoring;
            terminationProtected = from.terminationProtected;
            stopProtected = from.stopProtected;
            shutdownTerminates = from.shutdownTerminates;
            ebsOptimized = from.ebsOptimized;
            credits = from.credits;
        }

        Instance of(Instance from) {
            return new Instance(
                    from.id,
                    from.region,
                    from.reservationId,
                    from.launchIndex,
                    from.clientToken,
                    from.imageId,
                    type,
                    from.keyName,
                    from.publicKey,
                    from.vpcId,
                    from.subnetId,
                    from.zone,
                    from.primaryInterfaceId,
                    launchedAt,
                    from.firstLaunchedAt,
                    power,
                    transitionReason,
                    stateReason,
                    from.architecture,
                    from.rootDeviceName,
                    userData,
                    metadata,
                    monitoring,
                    terminationProtected,
                    stopProtected,
                    shutdownTerminates,
                    ebsOptimized,
                    credits,
                    from.tenancy);
        }
    }
}
