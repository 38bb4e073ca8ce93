package brume.cloud.guest.service.apache;

import brume.cloud.network.Cidr;
import brume.cloud.network.Ipv4;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `Require` and the sections `RequireAll`, `RequireAny` and `RequireNone` (mod_authz_core).
final class Requirement {

    /// What a requirement says; `NEEDS_USER` where a right password might help.
    enum Verdict {
        GRANTED,
        NEEDS_USER,
        DENIED
    }

    private Requirement() {}

    static boolean isOne(ApacheDirective directive) {
        return directive.name().toLowerCase(Locale.ROOT).startsWith("require")
                && (directive.is("Require")
                        || directive.is("RequireAll")
                        || directive.is("RequireAny")
                        || directive.is("RequireNone"));
    }

    /// Several side by side: one that is met is enough.
    static Verdict any(List<ApacheDirective> section, Ipv4 client, Optional<String> user) {
        return section.stream()
                .filter(Requirement::isOne)
                .map(one -> judge(one, client, user))
                .min(Enum::compareTo)
                .orElse(Verdict.GRANTED);
    }

    private static Verdict judge(ApacheDirective one, Ipv4 client, Optional<String> user) {
        return switch (one.name().toLowerCase(Locale.ROOT)) {
            case "requireall" ->
                one.inner().stream()
                        .filter(Requirement::isOne)
                        .map(inner -> judge(inner, client, user))
                        .max(Enum::compareTo)
                        .orElse(Verdict.GRANTED);
            case "requireany" -> any(one.inner(), client, user);
            case "requirenone" -> opposite(any(one.inner(), client, user));
            default ->
                one.arg(0).equalsIgnoreCase("not")
                        ? opposite(simple(one.args().subList(1, one.args().size()), client, user))
                        : simple(one.args(), client, user);
        };
    }

    private static Verdict opposite(Verdict verdict) {
        return verdict == Verdict.GRANTED ? Verdict.DENIED : Verdict.GRANTED;
    }

    private static Verdict simple(List<String> args, Ipv4 client, Optional<String> user) {
        List<String> names = args.isEmpty() ? args : args.subList(1, args.size());
        return switch (args.isEmpty() ? "" : args.getFirst().toLowerCase(Locale.ROOT)) {
            case "all" -> met(names.stream().anyMatch(word -> word.equalsIgnoreCase("granted")));
            case "ip" ->
                met(names.stream()
                        .anyMatch(block -> Cidr.tryParse(block.contains("/") ? block : block + "/32")
                                .filter(cidr -> cidr.contains(client))
                                .isPresent()));
            case "local" -> met(client.bits() >>> 24 == 127);
            case "valid-user" -> user.isPresent() ? Verdict.GRANTED : Verdict.NEEDS_USER;
            case "user" -> user.isEmpty() ? Verdict.NEEDS_USER : met(names.contains(user.get()));
            default -> Verdict.DENIED;
        };
    }

    private static Verdict met(boolean met) {
        return met ? Verdict.GRANTED : Verdict.DENIED;
    }
}
