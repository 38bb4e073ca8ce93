package brume.portal.lab;

import brume.cloud.Cloud;
import brume.cloud.network.Ipv4;
import brume.cloud.network.reach.Disposition;
import brume.cloud.network.reach.Flow;
import brume.cloud.network.reach.Step;
import brume.cloud.network.reach.Trace;
import brume.portal.part.Words;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Why a page of a sandbox did not come, as the network engine tells it: how the packet's way ended, and at what.
///
/// @param ending of the way; empty when the address is none of the simulated internet
/// @param at the id of what stopped it, or nothing
record Unreachable(Optional<Disposition> ending, String at) {

    private static final Pattern ADDRESS =
            Pattern.compile("(?i)(?:http://)?([0-9.]{7,15})(?::(\\d{1,5}))?(?:[/?#].*)?");
    private static final int HTTP = 80;

    static Unreachable of(Cloud cloud, String url) {
        Matcher read = ADDRESS.matcher(url.strip());
        if (!read.matches()) {
            return new Unreachable(Optional.empty(), "");
        }
        int port = read.group(2) == null ? HTTP : Integer.parseInt(read.group(2));
        return Ipv4.tryParse(read.group(1))
                .map(address -> of(cloud.connections().trace(Flow.fromInternet(Cloud.VISITOR, address, port))))
                .orElseGet(() -> new Unreachable(Optional.empty(), ""));
    }

    static Unreachable of(Trace trace) {
        return new Unreachable(
                Optional.of(trace.disposition()),
                trace.stoppedAt().map(Step::subject).orElse(""));
    }

    /// A sentence in the person's language.
    String say() {
        return ending.map(way -> Words.say("lab.unreachable." + way.name().toLowerCase(Locale.ROOT), at))
                .orElseGet(() -> Words.say("lab.unreachable.form"));
    }

    /// Where to look.
    Optional<String> page() {
        return ending.flatMap(way -> switch (way) {
            case DENIED_BY_GROUP, DENIED_BY_SOURCE_GROUP -> Optional.of("security-groups");
            case NOTHING_LISTENS -> Optional.of("terminal");
            case INSTANCE_NOT_RUNNING, NO_SUCH_ADDRESS -> Optional.of("instances");
            case DELIVERED, LEFT_TO_INTERNET, DENIED_BY_ACL, NO_ROUTE, NO_ROUTE_BACK, NO_GATEWAY, NO_PUBLIC_ADDRESS ->
                Optional.empty();
        });
    }
}
