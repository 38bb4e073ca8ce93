package brume.lab;

import brume.school.CourseId;
import brume.school.PersonId;
import brume.school.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// A student's own data in a lab, drawn from a seed: same student, same course, same lab, same values.
public final class Variants {

    private Variants() {}

    /// What may be drawn for one name.
    public sealed interface Choice {

        /// One of the given texts.
        record OneOf(List<String> texts) implements Choice {
            public OneOf {
                texts = List.copyOf(texts);
            }
        }

        /// A whole number between two limits, both included.
        record Between(int least, int most) implements Choice {}
    }

    public static long seed(TenantId tenant, CourseId course, String lab, PersonId person) {
        String all = String.join("\n", tenant.value(), course.value(), lab, person.value());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    /// The values of the lab's variants, in the order the author listed them.
    public static Map<String, String> draw(Lab lab, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, String> values = new LinkedHashMap<>();
        lab.variants().forEach((name, choice) -> values.put(name, draw(choice, random)));
        return values;
    }

    private static String draw(Choice choice, SplittableRandom random) {
        return switch (choice) {
            case Choice.OneOf(List<String> texts) -> texts.get(random.nextInt(texts.size()));
            case Choice.Between(int least, int most) -> Integer.toString(random.nextInt(least, most + 1));
        };
    }
}
