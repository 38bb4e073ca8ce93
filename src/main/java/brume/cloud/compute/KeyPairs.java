package brume.cloud.compute;

import brume.cloud.network.Ids;
import brume.cloud.network.Place;
import brume.cloud.network.TagRules;
import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.Index;
import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.State;
import brume.cloud.sandbox.Transaction;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The key pairs of one region.
public final class KeyPairs {

    static final int MAX_KEY_PAIRS = 5000;
    static final int MAX_NAME_CHARACTERS = 255;

    private final Place place;
    private final SecureRandom random;

    public KeyPairs(Place place, SecureRandom random) {
        this.place = place;
        this.random = random;
    }

    /// A key pair that the provider made.
    ///
    /// @param material the private key; this is the only time that anybody sees it
    public record Created(KeyPair keyPair, String material) {
        /// Without the secret.
        @Override
        public String toString() {
            return "Created[" + keyPair + "]";
        }
    }

    public Created create(Caller caller, String name, KeyType type, KeyFormat format, Map<String, String> tags) {
        checkNew(place.state(), name);
        TagRules.check(tags);
        PrivateKeyText key = PrivateKeyText.generate(type, random);
        String material = key.written(format, name, random.nextInt());
        KeyPair pair = place.write(
                caller,
                "CreateKeyPair",
                Map.of("keyName", name, "keyType", type.word()),
                tx -> put(tx, name, key.publicKey(), key.fingerprint(), tags));
        return new Created(pair, material);
    }

    /// Takes over a public key.
    ///
    /// @param material an OpenSSH line, an SSH2 file, or PEM or DER
    public KeyPair importKey(Caller caller, String name, byte[] material, Map<String, String> tags) {
        PublicKeyText key = PublicKeyText.parse(material);
        return place.write(
                caller,
                "ImportKeyPair",
                Map.of("keyName", name),
                tx -> put(tx, name, key, key.importedFingerprint(), tags));
    }

    private KeyPair put(Transaction tx, String name, PublicKeyText key, String fingerprint, Map<String, String> tags) {
        checkNew(tx.state(), name);
        KeyPair pair = tx.put(
                new KeyPair(tx.newId("key-"), place.name(), name, key.type(), fingerprint, key.line(), tx.now()));
        TagRules.put(tx, place.name(), pair.id(), "key-pair", tags);
        return pair;
    }

    private void checkNew(State state, String name) {
        if (name.isEmpty()) {
            throw new Problem.Missing("KeyName").refused();
        }
        if (name.length() > MAX_NAME_CHARACTERS || !name.chars().allMatch(c -> c >= 32 && c < 127)) {
            throw new Problem.InvalidValue(
                            "KeyName",
                            name,
                            "Value (" + clipped(name) + ") for parameter KeyName is invalid. Character sets beyond"
                                    + " ASCII are not supported, and at most 255 characters are allowed.")
                    .refused();
        }
        if (find(state, name).isPresent()) {
            throw new Problem.AlreadyExists(KeyPair.KIND, name).refused();
        }
        if (state.sortedBy(KeyPair.KIND, KeyPair.BY_REGION, place.name()).size() >= MAX_KEY_PAIRS) {
            throw new Problem.LimitExceeded(
                            KeyPair.KIND, "KeyPairLimitExceeded", "Maximum of " + MAX_KEY_PAIRS + " keypairs reached.")
                    .refused();
        }
    }

    /// All key pairs, or those asked for.
    ///
    /// @throws brume.cloud.sandbox.CloudException one of them does not exist
    public List<KeyPair> describe(Collection<String> names, Collection<String> ids) {
        State state = place.state();
        if (names.isEmpty() && ids.isEmpty()) {
            return List.copyOf(all(state));
        }
        List<KeyPair> found = new ArrayList<>();
        for (String name : names) {
            found.add(find(state, name).orElseThrow(() -> new Problem.NotFound(KeyPair.KIND, name).refused()));
        }
        for (String id : ids) {
            Ids.checked(KeyPair.KIND, "key-", id);
            found.add(byId(state, id).orElseThrow(() -> new Problem.NotFound(KeyPair.KIND, id).refused()));
        }
        return found.stream().distinct().toList();
    }

    public Optional<KeyPair> find(String name) {
        return find(place.state(), name);
    }

    Optional<KeyPair> find(State state, String name) {
        return state.by(KeyPair.KIND, KeyPair.BY_NAME, KeyPair.nameKey(place.name(), name)).stream()
                .findFirst();
    }

    private Optional<KeyPair> byId(State state, String id) {
        return state.find(KeyPair.KIND, id).filter(pair -> pair.region().equals(place.name()));
    }

    private Collection<KeyPair> all(State state) {
        Index<KeyPair> byRegion = KeyPair.BY_REGION;
        return state.by(KeyPair.KIND, byRegion, place.name());
    }

    /// Deletes a key pair by name or by id. One that does not exist is deleted already.
    ///
    /// @return what was deleted
    public Optional<KeyPair> delete(Caller caller, Optional<String> name, Optional<String> id) {
        if (name.isEmpty() && id.isEmpty()) {
            throw new Problem.Missing("KeyName").refused();
        }
        id.ifPresent(text -> Ids.checked(KeyPair.KIND, "key-", text));
        Map<String, String> told = name.map(n -> Map.of("keyName", n)).orElseGet(() -> Map.of("keyPairId", id.get()));
        return place.write(caller, "DeleteKeyPair", told, tx -> {
            Optional<KeyPair> pair = name.isPresent() ? find(tx.state(), name.get()) : byId(tx.state(), id.get());
            pair.ifPresent(known -> {
                tx.remove(known);
                TagRules.drop(tx, known.id());
            });
            return pair;
        });
    }

    private static String clipped(String text) {
        return text.length() <= MAX_NAME_CHARACTERS ? text : text.substring(0, MAX_NAME_CHARACTERS) + "...";
    }
}
