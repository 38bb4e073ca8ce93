package brume.portal.console;

import brume.cloud.compute.Image;
import brume.cloud.compute.Launch;
import brume.cloud.network.SecurityGroup;
import brume.cloud.network.Subnet;
import brume.cloud.offer.InstanceType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the wizard's fields say at one moment, as a request and as the command that sends the same request.
record LaunchWish(
        String region,
        String name,
        Map<String, String> moreTags,
        Image image,
        InstanceType type,
        Optional<String> keyName,
        Optional<Subnet> subnet,
        Optional<SecurityGroup> group,
        boolean publicAddress,
        String userData,
        int count) {

    /// A line of the command.
    ///
    /// @param option what it is about, for marking the last change
    record Line(String option, String text) {}

    Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        if (!name.isBlank()) {
            tags.put("Name", name);
        }
        tags.putAll(moreTags);
        return tags;
    }

    Launch launch() {
        Launch.Builder launch = Launch.of(image.id()).type(type.name()).count(count, count);
        keyName.ifPresent(launch::key);
        if (publicAddress) {
            subnet.map(Subnet::id).ifPresent(launch::subnet);
            group.ifPresent(chosen -> launch.groups(List.of(chosen.id())));
        } else {
            launch.card(new Launch.Card(
                    0,
                    subnet.map(Subnet::id),
                    group.map(chosen -> List.of(chosen.id())).orElse(List.of()),
                    Optional.empty(),
                    Optional.of(false),
                    Optional.empty(),
                    Optional.empty()));
        }
        if (!tags().isEmpty()) {
            launch.tags("instance", tags());
        }
        if (!userData.isBlank()) {
            launch.userData(Base64.getEncoder()
                    .encodeToString(userData.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8)));
        }
        return launch.build();
    }

    List<Line> command() {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("", "aws ec2 run-instances"));
        lines.add(new Line("region", "--region " + region));
        lines.add(new Line("image", "--image-id " + image.id()));
        lines.add(new Line("type", "--instance-type " + type.name()));
        subnet.ifPresent(chosen -> lines.add(new Line("subnet", "--subnet-id " + chosen.id())));
        keyName.ifPresent(key -> lines.add(new Line("key", "--key-name " + Shell.quoted(key))));
        group.ifPresent(chosen -> lines.add(new Line("group", "--security-group-ids " + chosen.id())));
        if (!publicAddress) {
            lines.add(new Line("public", "--no-associate-public-ip-address"));
        }
        lines.add(new Line("count", "--count " + count));
        if (!tags().isEmpty()) {
            String tags = tags().entrySet().stream()
                    .map(tag -> "{Key=" + tag.getKey() + ",Value=" + tag.getValue() + "}")
                    .collect(Collectors.joining(",", "ResourceType=instance,Tags=[", "]"));
            lines.add(new Line("tags", "--tag-specifications " + Shell.quoted(tags)));
        }
        if (!userData.isBlank()) {
            lines.add(new Line("userData", "--user-data " + Shell.quoted(userData.replace("\r\n", "\n"))));
        }
        return lines;
    }

    /// As one text to paste.
    String typed() {
        return command().stream().map(Line::text).collect(Collectors.joining(" \\\n  "));
    }
}
