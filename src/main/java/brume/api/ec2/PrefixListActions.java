package brume.api.ec2;

import brume.api.aws.Call;
import brume.cloud.network.Cidr;
import brume.cloud.network.PrefixList;
import brume.cloud.sandbox.Problem;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesRequest;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesResponse;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.PrefixListEntry;

/// The prefix lists of the provider's services.
final class PrefixListActions {

    static final List<Action> TABLE = List.of(
            Action.of("DescribePrefixLists", DescribePrefixListsRequest::builder, PrefixListActions::describe),
            Action.of(
                    "DescribeManagedPrefixLists",
                    DescribeManagedPrefixListsRequest::builder,
                    PrefixListActions::describeManaged),
            Action.of(
                    "GetManagedPrefixListEntries",
                    GetManagedPrefixListEntriesRequest::builder,
                    PrefixListActions::getEntries));

    static final Filters<PrefixList> FILTERS =
            new Filters<PrefixList>().on("prefix-list-id", PrefixList::id).on("prefix-list-name", PrefixList::name);
    static final Filters<PrefixList> MANAGED_FILTERS = new Filters<PrefixList>()
            .on("owner-id", list -> "AWS")
            .on("prefix-list-id", PrefixList::id)
            .on("prefix-list-name", PrefixList::name);

    private PrefixListActions() {}

    static DescribePrefixListsResponse describe(DescribePrefixListsRequest request, Call call) {
        Page<PrefixList> page = page(
                call,
                FILTERS,
                request.prefixListIds(),
                request.filters(),
                Page.Wanted.of(request.maxResults(), request.nextToken()));
        return DescribePrefixListsResponse.builder()
                .prefixLists(page.rows().stream()
                        .map(list -> software.amazon.awssdk.services.ec2.model.PrefixList.builder()
                                .prefixListId(list.id())
                                .prefixListName(list.name())
                                .cidrs(list.blocks().stream()
                                        .map(Cidr::toString)
                                        .toList())
                                .build())
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    static DescribeManagedPrefixListsResponse describeManaged(DescribeManagedPrefixListsRequest request, Call call) {
        Page<PrefixList> page = page(
                call,
                MANAGED_FILTERS,
                request.prefixListIds(),
                request.filters(),
                Page.Wanted.of(request.maxResults(), request.nextToken()).atLeast(1));
        return DescribeManagedPrefixListsResponse.builder()
                .prefixLists(
                        page.rows().stream().map(list -> managed(list, call)).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static ManagedPrefixList managed(PrefixList list, Call call) {
        return ManagedPrefixList.builder()
                .prefixListId(list.id())
                .prefixListName(list.name())
                .prefixListArn("arn:aws:ec2:" + call.region() + ":aws:prefix-list/" + list.id())
                .addressFamily("IPv4")
                .state("create-complete")
                .ownerId("AWS")
                .tags(List.of())
                .build();
    }

    static GetManagedPrefixListEntriesResponse getEntries(GetManagedPrefixListEntriesRequest request, Call call) {
        PrefixList list = one(call, Required.of(request.prefixListId(), "PrefixListId"));
        Page<Cidr> page = Page.of(
                list.blocks(),
                Cidr::toString,
                Page.Wanted.of(request.maxResults(), request.nextToken()).atLeast(1));
        return GetManagedPrefixListEntriesResponse.builder()
                .entries(page.rows().stream()
                        .map(block ->
                                PrefixListEntry.builder().cidr(block.toString()).build())
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static Page<PrefixList> page(
            Call call, Filters<PrefixList> filters, List<String> ids, List<Filter> wanted, Page.Wanted page) {
        List<PrefixList> lists = ids.isEmpty()
                ? PrefixList.of(call.aws().region())
                : ids.stream().distinct().sorted().map(id -> one(call, id)).toList();
        return Page.of(lists.stream().filter(filters.matching(wanted)).toList(), PrefixList::id, page);
    }

    private static PrefixList one(Call call, String id) {
        return PrefixList.find(call.aws().region(), id)
                .orElseThrow(() -> new Problem.Specific(
                                "InvalidPrefixListID.NotFound", "The prefix list ID '" + id + "' does not exist")
                        .refused());
    }
}
