package brume.portal.console;

import brume.cloud.compute.InstanceState;
import brume.portal.palette.Place;
import brume.portal.part.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What the palette finds in an open console: its pages, and what the sandbox holds in the region that is shown.
public final class ConsolePlaces {

    private final Console console;
    private final Consumer<String> open;

    private ConsolePlaces(Console console, Consumer<String> open) {
        this.console = console;
        this.open = open;
    }

    /// @param open shows a page of the console, as [PageName#path]
    public static List<Place> of(Console console, Consumer<String> open) {
        return new ConsolePlaces(console, open).all();
    }

    private List<Place> all() {
        Desk desk = console.desk();
        List<Place> all = new ArrayList<>();
        Stream.of(PageName.values()).forEach(page -> all.add(page(page)));
        InstanceRow.all(desk.state(), desk.regionName(), desk.aws().now()).stream()
                .filter(row -> row.state() != InstanceState.TERMINATED)
                .forEach(row -> all.add(resource(
                        PageName.INSTANCES,
                        "server",
                        "palette.instance",
                        row.id(),
                        Optional.ofNullable(row.tags().get("Name")),
                        List.of(row.publicText(), row.privateText()))));
        desk.aws()
                .securityGroups()
                .describe(List.of(), List.of())
                .forEach(group -> all.add(resource(
                        PageName.SECURITY_GROUPS,
                        "shield",
                        "palette.securityGroup",
                        group.id(),
                        Optional.of(group.name()),
                        List.of(group.description()))));
        desk.aws()
                .keyPairs()
                .describe(List.of(), List.of())
                .forEach(key -> all.add(resource(
                        PageName.KEY_PAIRS,
                        "key-round",
                        "palette.keyPair",
                        key.id(),
                        Optional.of(key.name()),
                        List.of())));
        desk.aws()
                .addresses()
                .describe(List.of(), List.of())
                .forEach(address -> all.add(resource(
                        PageName.ADDRESSES,
                        "globe",
                        "palette.address",
                        address.id(),
                        Optional.of(address.address().toString()),
                        List.of())));
        return all;
    }

    private Place page(PageName page) {
        String key = "console.page." + page.path();
        return new Place(
                "console/" + page.path(),
                page == PageName.LAUNCH ? "plus" : "panel-left",
                Words.say("palette.console"),
                Words.say(key),
                "",
                Words.LANGUAGES.stream()
                        .map(language -> Words.in(language, key))
                        .toList(),
                () -> open.accept(page.path()));
    }

    /// By its name, with the id beside it; without a name by its id.
    private Place resource(
            PageName page, String icon, String kind, String id, Optional<String> name, List<String> also) {
        return new Place(
                "resource/" + id, icon, Words.say(kind), name.orElse(id), name.isPresent() ? id : "", also, () -> {
                    open.accept(page.path());
                    console.select(id);
                });
    }
}
