package brume.portal.console;

import brume.cloud.compute.Instance;
import brume.cloud.compute.InstanceState;
import brume.cloud.network.Ipv4;
import brume.cloud.network.NetworkInterface;
import brume.cloud.network.SecurityGroup;
import brume.cloud.network.Tags;
import brume.cloud.network.reach.Reach;
import brume.cloud.sandbox.State;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// An instance as the list shows it: what its records say at one moment.
record InstanceRow(
        Instance instance,
        InstanceState state,
        boolean checked,
        Map<String, String> tags,
        Optional<NetworkInterface> card,
        Optional<Ipv4> publicAddress,
        List<SecurityGroup> groups) {

    static List<InstanceRow> all(State state, String region, Instant now) {
        return state.by(Instance.KIND, Instance.BY_REGION, region).stream()
                .filter(instance -> instance.power().visibleAt(now))
                .map(instance -> of(state, instance, now))
                .sorted(Comparator.comparing((InstanceRow row) -> row.instance().launchedAt())
                        .reversed()
                        .thenComparing(InstanceRow::id))
                .toList();
    }

    private static InstanceRow of(State state, Instance instance, Instant now) {
        Optional<NetworkInterface> card = state.find(NetworkInterface.KIND, instance.primaryInterfaceId());
        return new InstanceRow(
                instance,
                instance.stateAt(now),
                instance.power().checkedAt(now),
                Tags.of(state, instance.id()),
                card,
                card.flatMap(found -> Reach.publicAddress(state, found)),
                card.stream()
                        .flatMap(found -> found.groupIds().stream())
                        .flatMap(id -> state.find(SecurityGroup.KIND, id).stream())
                        .toList());
    }

    String id() {
        return instance.id();
    }

    /// The Name tag, else a dash.
    String name() {
        return tags.getOrDefault("Name", "–");
    }

    boolean isMoving() {
        return switch (state) {
            case PENDING, STOPPING, SHUTTING_DOWN -> true;
            case RUNNING -> !checked;
            case STOPPED, TERMINATED -> false;
        };
    }

    String publicText() {
        return publicAddress.map(Ipv4::toString).orElse("–");
    }

    String privateText() {
        return card.map(found -> found.privateAddress().toString()).orElse("–");
    }

    String groupNames() {
        String names = groups.stream().map(SecurityGroup::name).collect(Collectors.joining(", "));
        return names.isEmpty() ? "–" : names;
    }

    List<String> texts() {
        return List.of(
                name(),
                id(),
                state.word(),
                instance.type(),
                instance.zone(),
                publicText(),
                privateText(),
                groupNames());
    }
}
