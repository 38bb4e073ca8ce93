package brume.lab.check;

import java.util.List;
import java.util.Map;

/// What expressions can ask about a sandbox: one consistent picture of its resources, and probes sent into it. Things
/// are maps with the fields of [Shapes]; texts are `String`, numbers `Long`, truths `Boolean`.
public interface World {

    /// The things of one of the lists of [Shapes]: `instances`, `keyPairs`, `entries` ...
    List<Map<String, Object>> things(String list);

    /// The region the lab is played in.
    String region();

    /// Did an operation of that name ever succeed in this sandbox?
    boolean ran(String action);

    /// A GET from the internet. A failure has status 0 and says in `outcome` how it ended.
    ///
    /// @return fields `status`, `body` (its beginning), `outcome`
    Map<String, Object> http(String url);

    /// A connection from the internet.
    ///
    /// @return fields `open`, `outcome` (`open`, `refused`, `timed out`, `no route`)
    Map<String, Object> tcp(String address, long port);

    /// A connection from an instance to an address.
    ///
    /// @return as [#tcp]
    Map<String, Object> reachable(String fromInstanceId, String address, long port);

    /// A file on an instance's disk, read without the student's login.
    ///
    /// @return fields `exists`, `text` (its beginning), `owner`, `mode`
    Map<String, Object> file(String instanceId, String path);

    /// The state of a systemd unit of a running instance: `active`, `inactive`, `failed`, `absent`; `unknown` when the
    /// instance does not run.
    String unit(String instanceId, String unit);
}
