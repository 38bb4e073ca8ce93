package brume.cloud.network.reach;

/// What the engine must know of the machines behind the interfaces.
public interface Machines {

    boolean isRunning(String instanceId);

    /// Whether something takes a TCP connection on the port.
    boolean listens(String instanceId, int port);
}
