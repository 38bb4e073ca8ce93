package brume.cloud.guest.init;

import brume.cloud.guest.InstanceFacts;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// The categories of instance metadata and their values, from what the provider knows of the machine. A path that ends
/// with `/`, or that only has others below it, lists those.
final class MetadataTree {

    private static final List<String> VERSIONS = List.of(
            "1.0",
            "2007-01-19",
            "2007-03-01",
            "2007-08-29",
            "2007-10-10",
            "2007-12-15",
            "2008-02-01",
            "2008-09-01",
            "2009-04-04",
            "2011-01-01",
            "2011-05-01",
            "2012-01-12",
            "2014-02-25",
            "2014-11-05",
            "2015-10-20",
            "2016-04-19",
            "2016-06-30",
            "2016-09-02",
            "2018-03-28",
            "2018-08-17",
            "2018-09-24",
            "2019-10-01",
            "2020-10-27",
            "2021-01-03",
            "2021-03-23",
            "2021-07-15",
            "2022-09-24",
            "2024-04-11",
            "latest");

    private final Map<String, String> leaves = new TreeMap<>();
    private final Optional<byte[]> userData;

    MetadataTree(InstanceFacts facts) {
        userData = facts.userData().filter(bytes -> bytes.length > 0);
        general(facts);
        network(facts);
        document(facts);
    }

    /// What a path holds; empty where there is nothing (404).
    Optional<byte[]> at(String path) {
        if (path.equals("/")) {
            return text(String.join("\n", VERSIONS));
        }
        String[] parts = path.substring(1).split("/", 2);
        if (!VERSIONS.contains(parts[0])) {
            return Optional.empty();
        }
        String rest = parts.length < 2 ? "" : parts[1];
        if (rest.isEmpty()) {
            return text(userData.isPresent() ? "dynamic\nmeta-data\nuser-data" : "dynamic\nmeta-data");
        }
        if (rest.equals("user-data") || rest.equals("user-data/")) {
            return userData;
        }
        String leaf = leaves.get(rest);
        return leaf != null ? text(leaf) : listing(rest.endsWith("/") ? rest : rest + "/");
    }

    private Optional<byte[]> listing(String folder) {
        TreeSet<String> names = new TreeSet<>();
        for (String path : leaves.keySet()) {
            if (path.startsWith(folder)) {
                String below = path.substring(folder.length());
                int slash = below.indexOf('/');
                names.add(slash < 0 ? below : below.substring(0, slash + 1));
            }
        }
        if (names.isEmpty()) {
            return Optional.empty();
        }
        if (folder.equals("meta-data/public-keys/")) {
            List<String> keys = new ArrayList<>();
            names.forEach(
                    name -> keys.add(name.replace("/", "") + "=" + leaves.get("key-name/" + name.replace("/", ""))));
            return text(String.join("\n", keys));
        }
        return text(String.join("\n", names));
    }

    private static Optional<byte[]> text(String text) {
        return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private void meta(String path, String value) {
        leaves.put("meta-data/" + path, value);
    }

    private void general(InstanceFacts facts) {
        meta("ami-id", facts.imageId());
        meta("ami-launch-index", "0");
        meta("ami-manifest-path", "(unknown)");
        meta("block-device-mapping/ami", "/dev/xvda");
        meta("block-device-mapping/root", "/dev/xvda");
        meta("events/maintenance/history", "[]");
        meta("events/maintenance/scheduled", "[]");
        meta("hostname", facts.hostname());
        meta("instance-action", "none");
        meta("instance-id", facts.instanceId());
        meta("instance-life-cycle", "on-demand");
        meta("instance-type", facts.instanceType());
        meta("local-hostname", facts.hostname());
        meta("local-ipv4", facts.privateAddress().toString());
        meta("mac", facts.mac());
        meta("metrics/vhostmd", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        meta("placement/availability-zone", facts.zone());
        meta("placement/region", facts.region());
        meta("profile", "default-hvm");
        meta("reservation-id", facts.reservationId());
        meta("security-groups", String.join("\n", facts.securityGroups()));
        meta("services/domain", "amazonaws.com");
        meta("services/partition", "aws");
        meta("system", "nitro");
        facts.publicHostname().ifPresent(name -> meta("public-hostname", name));
        facts.publicAddress().ifPresent(address -> meta("public-ipv4", address.toString()));
        int index = 0;
        for (Map.Entry<String, String> key : new TreeMap<>(facts.publicKeys()).entrySet()) {
            leaves.put("key-name/" + index, key.getKey());
            meta("public-keys/" + index + "/openssh-key", key.getValue().strip() + "\n");
            index++;
        }
        facts.pushedKeys()
                .forEach((user, keys) -> meta("managed-ssh-keys/active-keys/" + user, String.join("\n", keys) + "\n"));
        if (facts.tagsInMetadata()) {
            facts.tags().forEach((name, value) -> meta("tags/instance/" + name, value));
        }
    }

    private void network(InstanceFacts facts) {
        String card = "network/interfaces/macs/" + facts.mac() + "/";
        meta(card + "device-number", "0");
        meta(card + "interface-id", facts.networkInterfaceId());
        meta(card + "local-hostname", facts.hostname());
        meta(card + "local-ipv4s", facts.privateAddress().toString());
        meta(card + "mac", facts.mac());
        meta(card + "owner-id", facts.account());
        meta(card + "security-group-ids", String.join("\n", facts.securityGroupIds()));
        meta(card + "security-groups", String.join("\n", facts.securityGroups()));
        meta(card + "subnet-id", facts.subnetId());
        meta(card + "subnet-ipv4-cidr-block", facts.subnetCidr());
        meta(card + "vpc-id", facts.vpcId());
        meta(card + "vpc-ipv4-cidr-block", facts.vpcCidr());
        meta(card + "vpc-ipv4-cidr-blocks", facts.vpcCidr());
        facts.publicAddress().ifPresent(address -> {
            meta(card + "ipv4-associations/" + address, facts.privateAddress().toString());
            meta(card + "public-ipv4s", address.toString());
        });
        facts.publicHostname().ifPresent(name -> meta(card + "public-hostname", name));
    }

    /// Differs from AWS: the identity document carries no signature (`pkcs7`, `rsa2048`, `signature` answer 404).
    private void document(InstanceFacts facts) {
        leaves.put("dynamic/instance-identity/document", """
                {
                  "accountId" : "%s",
                  "architecture" : "%s",
                  "availabilityZone" : "%s",
                  "billingProducts" : null,
                  "devpayProductCodes" : null,
                  "marketplaceProductCodes" : null,
                  "imageId" : "%s",
                  "instanceId" : "%s",
                  "instanceType" : "%s",
                  "kernelId" : null,
                  "pendingTime" : "%s",
                  "privateIp" : "%s",
                  "ramdiskId" : null,
                  "region" : "%s",
                  "version" : "2017-09-30"
                }""".formatted(
                        facts.account(),
                        facts.architecture(),
                        facts.zone(),
                        facts.imageId(),
                        facts.instanceId(),
                        facts.instanceType(),
                        facts.launchedAt().truncatedTo(ChronoUnit.SECONDS),
                        facts.privateAddress(),
                        facts.region()));
    }
}
