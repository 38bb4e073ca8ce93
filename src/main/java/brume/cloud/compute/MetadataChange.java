package brume.cloud.compute;

import brume.cloud.sandbox.Problem;
import java.util.Optional;

/// What shall change in the metadata options of an instance; what is empty stays.
///
/// @param tokens `required` or `optional`
/// @param endpoint `enabled` or `disabled`
/// @param tags `enabled` or `disabled`
/// @param ipv6 `enabled` or `disabled`
public record MetadataChange(
        Optional<String> tokens,
        Optional<Integer> hopLimit,
        Optional<String> endpoint,
        Optional<String> tags,
        Optional<String> ipv6) {

    public static final MetadataChange NONE = new MetadataChange(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public MetadataOptions applied(MetadataOptions now) {
        int hops = hopLimit.orElse(now.hopLimit());
        if (hops < 1 || hops > 64) {
            throw new Problem.InvalidValue(
                            "HttpPutResponseHopLimit",
                            Integer.toString(hops),
                            "Value (" + hops + ") for parameter HttpPutResponseHopLimit is invalid. The value must be"
                                    + " between 1 and 64.")
                    .refused();
        }
        return new MetadataOptions(
                chosen("HttpTokens", tokens, "required", "optional", now.tokensRequired()),
                hops,
                chosen("HttpEndpoint", endpoint, "enabled", "disabled", now.endpointEnabled()),
                chosen("InstanceMetadataTags", tags, "enabled", "disabled", now.tagsEnabled()),
                chosen("HttpProtocolIpv6", ipv6, "enabled", "disabled", now.ipv6Enabled()));
    }

    private static boolean chosen(String parameter, Optional<String> word, String yes, String no, boolean otherwise) {
        if (word.isEmpty()) {
            return otherwise;
        }
        if (!word.get().equals(yes) && !word.get().equals(no)) {
            throw new Problem.InvalidValue(
                            parameter,
                            word.get(),
                            "Value (" + word.get() + ") for parameter " + parameter + " is invalid. Valid values are: "
                                    + no + ", " + yes)
                    .refused();
        }
        return word.get().equals(yes);
    }
}
