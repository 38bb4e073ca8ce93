package brume.api.ec2;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Filter;

/// A list that is empty here, whatever is asked. What asks for it is judged all the same: its filters, the size of its
/// page and its token.
///
/// @param least the smallest page that the action allows
/// @param most the largest
record Absence(Filters<Absence> filters, int least, int most) {

    static Absence of(String... names) {
        Filters<Absence> filters = new Filters<>();
        for (String name : names) {
            filters.onEach(name, nothing -> List.of());
        }
        return new Absence(filters, Page.LEAST, Page.MOST);
    }

    /// Of things that could carry tags.
    Absence tagged() {
        return new Absence(filters.onTags(nothing -> Map.of()), least, most);
    }

    Absence pages(int fewest, int more) {
        return new Absence(filters, fewest, more);
    }

    /// @throws brume.cloud.sandbox.CloudException a filter or the page is refused
    void judge(List<Filter> wanted, @Nullable Integer maxResults, @Nullable String token) {
        filters.matching(wanted);
        Page.of(List.of(this), known -> "", Page.Wanted.of(maxResults, token).between(least, most));
    }

    /// @throws brume.cloud.sandbox.CloudException a filter is refused
    void judge(List<Filter> wanted) {
        judge(wanted, null, null);
    }
}
