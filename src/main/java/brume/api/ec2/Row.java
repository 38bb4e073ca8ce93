package brume.api.ec2;

import brume.cloud.network.Tags;
import brume.cloud.sandbox.Resource;
import brume.cloud.sandbox.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Tag;

/// A resource together with the picture of the sandbox that it was found in.
///
/// @param account the sandbox's account, which owns whatever is in it
record Row<R extends Resource>(State state, Instant now, String account, R it) {

    Map<String, String> tags() {
        return Tags.of(state, it.id());
    }

    List<Tag> tagViews() {
        return tagViews(tags());
    }

    static List<Tag> tagViews(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
