package brume.cloud.network;

import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.Transaction;
import java.util.LinkedHashMap;
import java.util.Map;

/// What tags may look like, and how they are put on a resource that is being made.
public final class TagRules {

    public static final int MAX_TAGS = 50;
    public static final int MAX_KEY_CHARACTERS = 128;
    public static final int MAX_VALUE_CHARACTERS = 256;

    private TagRules() {}

    /// Checks the tags of one request.
    public static void check(Map<String, String> tags) {
        tags.forEach((key, value) -> {
            checkKey(key);
            if (value.length() > MAX_VALUE_CHARACTERS) {
                throw invalid("Tag value exceeds the maximum length of 256 characters", value);
            }
        });
        if (tags.size() > MAX_TAGS) {
            throw tooMany();
        }
    }

    /// Checks one key, of a tag that comes or goes.
    public static void checkKey(String key) {
        if (key.isEmpty()) {
            throw new Problem.InvalidValue("Tag.Key", key, "Tag keys cannot be empty").refused();
        }
        if (key.length() > MAX_KEY_CHARACTERS) {
            throw invalid("Tag key exceeds the maximum length of 128 characters", key);
        }
        if (key.regionMatches(true, 0, "aws:", 0, 4)) {
            throw invalid("Tag keys starting with 'aws:' are reserved for internal use", key);
        }
    }

    /// Adds tags to a resource; a key that it has already gets the new value.
    public static void put(
            Transaction tx, String region, String resourceId, String resourceType, Map<String, String> added) {
        check(added);
        if (added.isEmpty()) {
            return;
        }
        Map<String, String> tags = new LinkedHashMap<>(Tags.of(tx.state(), resourceId));
        tags.putAll(added);
        if (tags.size() > MAX_TAGS) {
            throw tooMany();
        }
        tx.put(new Tags(resourceId, region, resourceType, tags));
    }

    /// The resource is gone, and so are its tags.
    public static void drop(Transaction tx, String resourceId) {
        tx.state().find(Tags.KIND, resourceId).ifPresent(tx::remove);
    }

    private static RuntimeException invalid(String reason, String value) {
        return new Problem.InvalidValue("Tag", value, reason).refused();
    }

    private static RuntimeException tooMany() {
        return new Problem.LimitExceeded(
                        Tags.KIND, "TagLimitExceeded", "The maximum number of tags for a resource is " + MAX_TAGS)
                .refused();
    }
}
