package brume.api.ec2;

import brume.api.aws.Call;
import brume.cloud.network.Ids;
import brume.cloud.sandbox.Index;
import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.Resource;
import brume.cloud.sandbox.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.model.Filter;

/// How one Describe action finds its rows: by ids, by filters, page by page, within one region. Ids and the filters
/// that
/// have an index are looked up; only what they leave is looked at.
final class Listing<R extends Resource> {

    private final Kind<R> kind;
    private final Index<R> byRegion;
    private final Function<R, String> region;
    private final String prefix;
    private final Filters<Row<R>> filters;
    private final Map<String, Index<R>> indexed = new HashMap<>();
    private Predicate<Row<R>> visible = row -> true;

    /// @param prefix of the ids, `vpc-`
    Listing(Kind<R> kind, Index<R> byRegion, Function<R, String> region, String prefix, Filters<Row<R>> filters) {
        this.kind = kind;
        this.byRegion = byRegion;
        this.region = region;
        this.prefix = prefix;
        this.filters = filters.onTags(Row::tags);
    }

    /// A filter whose exact values are looked up.
    Listing<R> indexed(String filter, Index<R> index) {
        indexed.put(filter, index);
        return this;
    }

    /// Rows that are not shown any more count as absent.
    Listing<R> visible(Predicate<Row<R>> shown) {
        visible = shown;
        return this;
    }

    Filters<Row<R>> filters() {
        return filters;
    }

    /// @throws brume.cloud.sandbox.CloudException an id is ill-formed or names nothing, a filter or a page is refused
    Page<Row<R>> page(Call call, List<String> ids, List<Filter> wanted, Page.Wanted page) {
        return page(call, ids, wanted, page, row -> true);
    }

    /// As above, of the rows that the action shows without being asked for more.
    Page<Row<R>> page(Call call, List<String> ids, List<Filter> wanted, Page.Wanted page, Predicate<Row<R>> shown) {
        Predicate<Row<R>> matching = filters.matching(wanted);
        Picture picture = picture(call);
        Collection<R> found = ids.isEmpty() ? narrowed(picture, wanted) : byIds(picture, ids);
        Iterable<Row<R>> rows = () -> found.stream()
                .map(picture::row)
                .filter(visible)
                .filter(shown)
                .filter(matching)
                .iterator();
        return Page.of(rows, row -> row.it().id(), page);
    }

    /// One row by its id.
    ///
    /// @throws brume.cloud.sandbox.CloudException the id is ill-formed or names nothing
    Row<R> one(Call call, String id) {
        Picture picture = picture(call);
        return picture.row(byIds(picture, List.of(id)).iterator().next());
    }

    /// What one call sees: it does not change while the call lasts.
    private record Picture(State state, Instant now, String account, String region) {
        <R extends Resource> Row<R> row(R resource) {
            return new Row<>(state, now, account, resource);
        }
    }

    private static Picture picture(Call call) {
        return new Picture(call.aws().state(), call.aws().now(), call.cloud().account(), call.region());
    }

    private Collection<R> narrowed(Picture picture, List<Filter> wanted) {
        for (Filter filter : wanted) {
            Optional<Index<R>> index = Optional.ofNullable(indexed.get(String.valueOf(filter.name())));
            if (index.isPresent() && filter.values().stream().allMatch(Filters::isExact)) {
                SortedMap<String, R> found = new TreeMap<>();
                filter.values()
                        .forEach(value -> picture.state().by(kind, index.get(), value).stream()
                                .filter(resource -> region.apply(resource).equals(picture.region()))
                                .forEach(resource -> found.put(resource.id(), resource)));
                return found.values();
            }
        }
        return picture.state().by(kind, byRegion, picture.region());
    }

    private Collection<R> byIds(Picture picture, List<String> ids) {
        SortedMap<String, R> found = new TreeMap<>();
        List<String> missing = new ArrayList<>();
        for (String id : ids) {
            Ids.checked(kind, prefix, id);
            picture.state()
                    .find(kind, id)
                    .filter(resource -> region.apply(resource).equals(picture.region()))
                    .filter(resource -> visible.test(picture.row(resource)))
                    .ifPresentOrElse(resource -> found.put(id, resource), () -> missing.add(id));
        }
        if (!missing.isEmpty()) {
            throw new Problem.NotFound(kind, missing).refused();
        }
        return found.values();
    }
}
