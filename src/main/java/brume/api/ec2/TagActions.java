package brume.api.ec2;

import brume.api.aws.Call;
import brume.cloud.network.Tags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagDescription;

/// Tags on everything.
final class TagActions {

    static final List<Action> TABLE = List.of(
            Action.of("CreateTags", CreateTagsRequest::builder, TagActions::create),
            Action.of("DeleteTags", DeleteTagsRequest::builder, TagActions::delete),
            Action.of("DescribeTags", DescribeTagsRequest::builder, TagActions::describe));

    static final Filters<TagDescription> FILTERS = new Filters<TagDescription>()
            .on("key", TagDescription::key)
            .on("resource-id", TagDescription::resourceId)
            .on("resource-type", TagDescription::resourceTypeAsString)
            .on("value", TagDescription::value)
            .onTags(tag -> Map.of(tag.key(), tag.value()));

    private TagActions() {}

    static CreateTagsResponse create(CreateTagsRequest request, Call call) {
        List<String> ids = Required.some(request.resources(), "ResourceId");
        Map<String, String> tags = TagSpecifications.tags(Required.some(request.tags(), "Tag"));
        call.aws().tags().create(call.caller(), ids, tags);
        return CreateTagsResponse.builder().build();
    }

    /// A tag without a value goes whatever its value; one with an empty value goes only if its value is empty.
    static DeleteTagsResponse delete(DeleteTagsRequest request, Call call) {
        List<String> ids = Required.some(request.resources(), "ResourceId");
        Map<String, Optional<String>> tags = new LinkedHashMap<>();
        for (Tag tag : request.tags()) {
            tags.put(Required.of(tag.key(), "Tag.Key"), Optional.ofNullable(tag.value()));
        }
        call.aws().tags().delete(call.caller(), ids, tags);
        return DeleteTagsResponse.builder().build();
    }

    static DescribeTagsResponse describe(DescribeTagsRequest request, Call call) {
        Predicate<TagDescription> wanted = FILTERS.matching(request.filters());
        List<TagDescription> all = new ArrayList<>();
        for (Tags tags : call.aws().tags().describe()) {
            tags.tags().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(tag -> TagDescription.builder()
                            .resourceId(tags.id())
                            .resourceType(tags.resourceType())
                            .key(tag.getKey())
                            .value(tag.getValue())
                            .build())
                    .filter(wanted)
                    .forEach(all::add);
        }
        Page<TagDescription> page = Page.of(
                all,
                tag -> tag.resourceId() + " " + tag.key(),
                Page.Wanted.of(request.maxResults(), request.nextToken()));
        return DescribeTagsResponse.builder()
                .tags(page.rows())
                .nextToken(page.nextToken())
                .build();
    }
}
