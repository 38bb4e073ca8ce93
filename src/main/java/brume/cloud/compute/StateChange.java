package brume.cloud.compute;

/// What a start, a stop or a termination did to an instance.
public record StateChange(String instanceId, InstanceState before, InstanceState after) {}
