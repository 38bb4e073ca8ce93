package brume.cloud.compute;

import brume.cloud.sandbox.Index;
import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A virtual machine.
///
/// @param id `i-...`
/// @param launchIndex its number within the reservation
/// @param publicKey the key pair's public key as it was at launch
/// @param primaryInterfaceId stays in the record when the interface is gone
/// @param launchedAt the last start
/// @param power what was last requested; the state is a function of it and of the time
/// @param transitionReason `User initiated (2026-11-22 07:13:42 GMT)`, empty while running
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
        return new Instance(
                id,
                region,
                reservationId,
                launchIndex,
                clientToken,
                imageId,
                type,
                keyName,
                publicKey,
                vpcId,
                subnetId,
                zone,
                primaryInterfaceId,
                now,
                firstLaunchedAt,
                new Power(Power.Wanted.RUNNING, now),
                "",
                Optional.empty(),
                architecture,
                rootDeviceName,
                userData,
                metadata,
                monitoring,
                terminationProtected,
                stopProtected,
                shutdownTerminates,
                ebsOptimized,
                credits,
                tenancy);
    }

    /// It stops or terminates.
    Instance halted(Power now, String reason, StateReason why) {
        return new Instance(
                id,
                region,
                reservationId,
                launchIndex,
                clientToken,
                imageId,
                type,
                keyName,
                publicKey,
                vpcId,
                subnetId,
                zone,
                primaryInterfaceId,
                launchedAt,
                firstLaunchedAt,
                now,
                reason,
                Optional.of(why),
                architecture,
                rootDeviceName,
                userData,
                metadata,
                monitoring,
                terminationProtected,
                stopProtected,
                shutdownTerminates,
                ebsOptimized,
                credits,
                tenancy);
    }

    Instance withType(String now, Optional<String> creditsOfIt) {
        return new Instance(
                id,
                region,
                reservationId,
                launchIndex,
                clientToken,
                imageId,
                now,
                keyName,
                publicKey,
                vpcId,
                subnetId,
                zone,
                primaryInterfaceId,
                launchedAt,
                firstLaunchedAt,
                power,
                transitionReason,
                stateReason,
                architecture,
                rootDeviceName,
                userData,
                metadata,
                monitoring,
                terminationProtected,
                stopProtected,
                shutdownTerminates,
                ebsOptimized,
                creditsOfIt,
                tenancy);
    }

    Instance withUserData(Optional<String> now) {
        return new Instance(
                id,
                region,
                reservationId,
                launchIndex,
                clientToken,
                imageId,
                type,
                keyName,
                publicKey,
                vpcId,
                subnetId,
                zone,
                primaryInterfaceId,
                launchedAt,
                firstLaunchedAt,
                power,
                transitionReason,
                stateReason,
                architecture,
                rootDeviceName,
                now,
                metadata,
                monitoring,
                terminationProtected,
                stopProtected,
                shutdownTerminates,
                ebsOptimized,
                credits,
                tenancy);
    }

    Instance withMetadata(MetadataOptions now) {
        return new Instance(
                id,
                region,
                reservationId,
                launchIndex,
                clientToken,
                imageId,
                type,
                keyName,
                publicKey,
                vpcId,
                subnetId,
                zone,
                primaryInterfaceId,
                launchedAt,
                firstLaunchedAt,
                power,
                transitionReason,
                stateReason,
                architecture,
                rootDeviceName,
                userData,
                now,
                monitoring,
                terminationProtected,
                stopProtected,
                shutdownTerminates,
                ebsOptimized,
                credits,
                tenancy);
    }

    Instance withMonitoring(boolean now) {
        return new Instance(
                id,
                region,
                reservationId,
                launchIndex,
                clientToken,
                imageId,
                type,
                keyName,
                publicKey,
                vpcId,
                subnetId,
                zone,
                primaryInterfaceId,
                launchedAt,
                firstLaunchedAt,
                power,
                transitionReason,
                stateReason,
                architecture,
                rootDeviceName,
                userData,
                metadata,
                now,
                terminationProtected,
                stopProtected,
                shutdownTerminates,
                ebsOptimized,
                credits,
                tenancy);
    }

    Instance withTerminationProtection(boolean now) {
        return new Instance(
                id,
                region,
                reservationId,
                launchIndex,
                clientToken,
                imageId,
                type,
                keyName,
                publicKey,
                vpcId,
                subnetId,
                zone,
                primaryInterfaceId,
                launchedAt,
                firstLaunchedAt,
                power,
                transitionReason,
                stateReason,
                architecture,
                rootDeviceName,
                userData,
                metadata,
                monitoring,
                now,
                stopProtected,
                shutdownTerminates,
                ebsOptimized,
                credits,
                tenancy);
    }

    Instance withStopProtection(boolean now) {
        return new Instance(
                id,
                region,
                reservationId,
                launchIndex,
                clientToken,
                imageId,
                type,
                keyName,
                publicKey,
                vpcId,
                subnetId,
                zone,
                primaryInterfaceId,
                launchedAt,
                firstLaunchedAt,
                power,
                transitionReason,
                stateReason,
                architecture,
                rootDeviceName,
                userData,
                metadata,
                monitoring,
                terminationProtected,
                now,
                shutdownTerminates,
                ebsOptimized,
                credits,
                tenancy);
    }

    Instance withShutdownTerminates(boolean now) {
        return new Instance(
                id,
                region,
                reservationId,
                launchIndex,
                clientToken,
                imageId,
                type,
                keyName,
                publicKey,
                vpcId,
                subnetId,
                zone,
                primaryInterfaceId,
                launchedAt,
                firstLaunchedAt,
                power,
                transitionReason,
                stateReason,
                architecture,
                rootDeviceName,
                userData,
                metadata,
                monitoring,
                terminationProtected,
                stopProtected,
                now,
                ebsOptimized,
                credits,
                tenancy);
    }

    Instance withEbsOptimized(boolean now) {
        return new Instance(
                id,
                region,
                reservationId,
                launchIndex,
                clientToken,
                imageId,
                type,
                keyName,
                publicKey,
                vpcId,
                subnetId,
                zone,
                primaryInterfaceId,
                launchedAt,
                firstLaunchedAt,
                power,
                transitionReason,
                stateReason,
                architecture,
                rootDeviceName,
                userData,
                metadata,
                monitoring,
                terminationProtected,
                stopProtected,
                shutdownTerminates,
                now,
                credits,
                tenancy);
    }

    Instance withCredits(Optional<String> now) {
        return new Instance(
                id,
                region,
                reservationId,
                launchIndex,
                clientToken,
                imageId,
                type,
                keyName,
                publicKey,
                vpcId,
                subnetId,
                zone,
                primaryInterfaceId,
                launchedAt,
                firstLaunchedAt,
                power,
                transitionReason,
                stateReason,
                architecture,
                rootDeviceName,
                userData,
                metadata,
                monitoring,
                terminationProtected,
                stopProtected,
                shutdownTerminates,
                ebsOptimized,
                now,
                tenancy);
    }
}
