package brume.school;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/// One person's own SSH keys: at most [#MOST], each once, in the form of a `~/.ssh/id_*.pub` file. They open the jump
/// to
/// every sandbox of that person.
///
/// @param note writes down which key, by its name, was added or deleted
public record OwnSshKeys(
        SshKeys keys, TenantId tenant, PersonId person, RandomGenerator random, BiConsumer<Audit.Action, String> note) {

    public static final int MOST = 20;
    private static final int MAX_LINE_CHARACTERS = 16_384;
    private static final int MAX_NAME_CHARACTERS = 100;
    private static final Set<String> TYPES =
            Set.of("ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521");

    /// Why a key is not taken.
    public enum Why {
        NOT_A_PUBLIC_KEY,
        REGISTERED_ALREADY,
        TOO_MANY
    }

    /// The key is not taken; whoever shows it says why, in the person's language.
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final Why why;

        Refused(Why why) {
            super("The key is not taken: " + why);
            this.why = why;
        }

        public Why why() {
            return why;
        }
    }

    public List<SshKey> all() {
        return keys.of(tenant, person);
    }

    /// @param file the content of a public key file; its comment becomes the key's name
    /// @throws Refused it is not a public key, is there already, or is one too many
    public SshKey add(String file) {
        String[] words = file.strip().split("\\s+", 3);
        if (file.length() > MAX_LINE_CHARACTERS || words.length < 2 || !isKey(words[0], words[1])) {
            throw new Refused(Why.NOT_A_PUBLIC_KEY);
        }
        String line = words[0] + " " + words[1];
        List<SshKey> there = all();
        if (there.stream().anyMatch(key -> key.publicKey().equals(line))) {
            throw new Refused(Why.REGISTERED_ALREADY);
        }
        if (there.size() >= MOST) {
            throw new Refused(Why.TOO_MANY);
        }
        SshKey key = new SshKey(SshKeyId.random(random), tenant, person, name(words), line);
        keys.add(key);
        note.accept(Audit.Action.SSH_KEY_ADDED, key.name());
        return key;
    }

    public void remove(SshKeyId id) {
        all().stream().filter(key -> key.id().equals(id)).findFirst().ifPresent(key -> {
            keys.remove(tenant, person, id);
            note.accept(Audit.Action.SSH_KEY_DELETED, key.name());
        });
    }

    private static String name(String[] words) {
        String comment = words.length > 2 ? words[2].strip().lines().findFirst().orElse("") : "";
        String name = comment.isEmpty() ? words[0] : comment;
        return name.length() <= MAX_NAME_CHARACTERS
                ? name
                : name.substring(
                        0,
                        name.offsetByCodePoints(
                                0, Math.min(MAX_NAME_CHARACTERS, name.codePointCount(0, name.length()))));
    }

    /// Whether the base64 text holds a key of the type that its line announces.
    private static boolean isKey(String type, String base64) {
        try {
            ByteBuffer blob = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            byte[] announced = type.getBytes(StandardCharsets.US_ASCII);
            return TYPES.contains(type)
                    && blob.remaining() > 4 + announced.length
                    && blob.getInt() == announced.length
                    && Arrays.equals(announced, 0, announced.length, blob.array(), 4, 4 + announced.length);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
