package brume.cloud.compute;

import brume.cloud.network.Place;
import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.CloudException;
import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// EC2 Instance Connect in one region: keys that open an instance for a minute.
public final class PushedKeys {

    static final Duration LIFE = Duration.ofSeconds(60);

    private final Place place;
    private final Instances instances;

    public PushedKeys(Place place, Instances instances) {
        this.place = place;
        this.instances = instances;
    }

    /// Lends a key. Whether the machine knows the user, nobody asks.
    ///
    /// @param zone where the caller thinks that the instance is
    public void push(Caller caller, String instanceId, Optional<String> zone, String user, String publicKey) {
        PublicKeyText key = parsed(publicKey);
        place.write(caller, "SendSSHPublicKey", Map.of("instanceId", instanceId, "instanceOSUser", user), tx -> {
            Instance instance = instances
                    .find(instanceId)
                    .filter(known -> zone.isEmpty() || known.zone().equals(zone.get()))
                    .orElseThrow(() -> new Problem.Specific(
                                    "EC2InstanceNotFoundException", "The specified instance was not found.")
                            .refused());
            if (instance.stateAt(tx.now()) != InstanceState.RUNNING) {
                throw new Problem.Specific(
                                "EC2InstanceStateInvalidException",
                                "Unable to connect because the instance is not in a valid state. If the instance is"
                                        + " stopped, start the instance and try again.")
                        .refused();
            }
            List.copyOf(of(tx.state(), instanceId)).stream()
                    .filter(old -> !old.until().isAfter(tx.now()))
                    .forEach(tx::remove);
            return tx.put(new PushedKey(
                    instanceId + "/" + user + "/" + key.importedFingerprint(),
                    key.line(),
                    tx.now().plus(LIFE)));
        });
    }

    private static PublicKeyText parsed(String publicKey) {
        try {
            return PublicKeyText.parse(publicKey.getBytes(StandardCharsets.UTF_8));
        } catch (CloudException notOne) {
            throw new Problem.Specific(
                            "InvalidArgsException",
                            "Invalid input parameter received for Illegal argument exception: "
                                    + (publicKey.startsWith("ssh-ed25519") ? "ED25519" : "RSA")
                                    + " - SSH Public key is invalid")
                    .refused();
        }
    }

    private static Collection<PushedKey> of(State state, String instanceId) {
        return state.sorted(PushedKey.KIND)
                .subMap(instanceId + "/", instanceId + "0")
                .values();
    }

    /// The keys that open an instance now, by user.
    static Map<String, List<String>> active(State state, Instant now, String instanceId) {
        Map<String, List<String>> byUser = new TreeMap<>();
        for (PushedKey key : of(state, instanceId)) {
            if (key.until().isAfter(now)) {
                byUser.computeIfAbsent(key.user(), user -> new ArrayList<>()).add(key.publicKey());
            }
        }
        return byUser;
    }

    /// The keys that open any instance of a sandbox now.
    public static List<String> active(State state, Instant now) {
        return state.all(PushedKey.KIND).stream()
                .filter(key -> key.until().isAfter(now))
                .map(PushedKey::publicKey)
                .toList();
    }
}
