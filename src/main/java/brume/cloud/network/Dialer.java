package brume.cloud.network;

import java.io.IOException;
import java.time.Duration;

/// Opens connections from one place in the simulated world: from an instance, or from the internet. Routes, security
/// groups and the state of machines decide; the caller blocks as long as a real one would.
public interface Dialer {

    /// @param timeout how long the caller would wait at most
    /// @throws java.net.ConnectException refused: nothing listens there
    /// @throws java.net.SocketTimeoutException nobody answers: dropped on the way
    /// @throws java.net.NoRouteToHostException no route
    Connection connect(Endpoint to, Duration timeout) throws IOException;

    /// What the name means from here.
    ///
    /// @throws java.net.UnknownHostException no such name
    Ipv4 resolve(String name) throws IOException;
}
