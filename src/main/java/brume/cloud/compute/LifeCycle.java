package brume.cloud.compute;

/// Told when the power of an instance changes, after the change is stored. Whatever runs inside follows.
public interface LifeCycle {

    void started(Instance instance);

    void rebooted(Instance instance);

    /// Stopped or terminated: everything inside ends, connections break.
    void stopped(Instance instance);
}
