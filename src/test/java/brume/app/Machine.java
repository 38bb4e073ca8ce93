package brume.app;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;

/// A student's web server behind an elastic address, open to everybody, made with the provider's own client.
///
/// @param names what it and everything around it is called, by a word for each: `instance`, `group`, `publicIp`
/// @param privateKey of its key pair
record Machine(Map<String, String> names, String privateKey) {

    private static final String IMAGE =
            "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";
    private static final String SCRIPT = """
            #!/bin/bash
            dnf install -y nginx
            echo 'the page of %1$s' > /usr/share/nginx/html/index.html
            systemctl start nginx
            """;

    static Machine of(TwoSchools schools, TwoSchools.Workplace place) {
        try (Ec2Client ec2 = client(schools, place)) {
            return of(ec2, place.person().username());
        }
    }

    static Ec2Client client(TwoSchools schools, TwoSchools.Workplace place) {
        return Ec2Client.builder()
                .endpointOverride(URI.create(schools.brume().plates().endpoint()))
                .region(Region.EU_WEST_3)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        place.key().accessKeyId(), place.key().secret())))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    String name(String word) {
        return Objects.requireNonNull(names.get(word), word);
    }

    private static Machine of(Ec2Client ec2, String who) {
        Map<String, String> names = new LinkedHashMap<>();
        var key = ec2.createKeyPair(pair -> pair.keyName(who + "-key").keyType("ed25519"));
        names.put("keyName", key.keyName());
        names.put("keyId", key.keyPairId());
        names.put("groupName", who + "-group");
        names.put(
                "group",
                ec2.createSecurityGroup(group -> group.groupName(who + "-group").description("of " + who))
                        .groupId());
        for (int port : new int[] {22, 80}) {
            ec2.authorizeSecurityGroupIngress(rule -> rule.groupId(names.get("group"))
                    .ipProtocol("tcp")
                    .fromPort(port)
                    .toPort(port)
                    .cidrIp("0.0.0.0/0"));
        }
        String script = Base64.getEncoder().encodeToString(SCRIPT.formatted(who).getBytes(StandardCharsets.UTF_8));
        names.put(
                "instance",
                ec2.runInstances(run -> run.imageId(IMAGE)
                                .instanceType(InstanceType.T3_MICRO)
                                .minCount(1)
                                .maxCount(1)
                                .keyName(who + "-key")
                                .securityGroupIds(names.get("group"))
                                .userData(script)
                                .tagSpecifications(tags -> tags.resourceType(ResourceType.INSTANCE)
                                        .tags(Tag.builder()
                                                .key("Name")
                                                .value(who + "-web")
                                                .build())))
                        .instances()
                        .getFirst()
                        .instanceId());
        ec2.waiter()
                .waitUntilInstanceRunning(
                        asked -> asked.instanceIds(names.get("instance")),
                        often -> often.maxAttempts(600)
                                .backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(50))));
        var address = ec2.allocateAddress(wanted -> wanted.domain(DomainType.VPC));
        names.put("allocation", address.allocationId());
        names.put("publicIp", address.publicIp());
        names.put(
                "association",
                ec2.associateAddress(
                                to -> to.allocationId(address.allocationId()).instanceId(names.get("instance")))
                        .associationId());
        around(ec2, names);
        return new Machine(Map.copyOf(names), key.keyMaterial());
    }

    /// What came with it.
    private static void around(Ec2Client ec2, Map<String, String> names) {
        Instance instance = ec2.describeInstances(asked -> asked.instanceIds(names.get("instance")))
                .reservations()
                .getFirst()
                .instances()
                .getFirst();
        InstanceNetworkInterface card = instance.networkInterfaces().getFirst();
        names.put("vpc", instance.vpcId());
        names.put("subnet", instance.subnetId());
        names.put("card", card.networkInterfaceId());
        names.put("attachment", card.attachment().attachmentId());
        names.put("privateIp", instance.privateIpAddress());
        names.put("publicName", instance.publicDnsName());
        names.put("privateName", instance.privateDnsName());
        names.put("volume", instance.blockDeviceMappings().getFirst().ebs().volumeId());
        names.put(
                "rule",
                ec2.describeSecurityGroupRules(
                                all -> all.filters(of -> of.name("group-id").values(names.get("group"))))
                        .securityGroupRules()
                        .getFirst()
                        .securityGroupRuleId());
        var routes = ec2.describeRouteTables().routeTables().getFirst();
        names.put("routes", routes.routeTableId());
        names.put(
                "gateway",
                ec2.describeInternetGateways().internetGateways().getFirst().internetGatewayId());
        names.put("acl", ec2.describeNetworkAcls().networkAcls().getFirst().networkAclId());
        names.put("dhcp", ec2.describeDhcpOptions().dhcpOptions().getFirst().dhcpOptionsId());
    }
}
