package brume.api.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import brume.api.RunningEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/// Which members of the provider's answers are there. Those that never are stand in a list, each by decision; what is
/// missing beyond it was forgotten. Run with `-Dbrume.docs.write=true` to write the list anew, and read the difference.
class AnswersIT {

    private static final Path ABSENT = Path.of("src/test/resources/aws/absent-members.txt");

    private final Map<String, Boolean> members = new TreeMap<>();
    private RunningEndpoint endpoint;
    private Ec2Client ec2;

    @BeforeEach
    void start() {
        endpoint = RunningEndpoint.start();
        ec2 = endpoint.ec2(RunningEndpoint.ALICE);
    }

    @AfterEach
    void stop() {
        ec2.close();
        endpoint.close();
    }

    private <T extends SdkPojo> T seen(T answer) {
        for (SdkField<?> field : answer.sdkFields()) {
            Object value = field.getValueOrDefault(answer);
            boolean there = value != null && !(value instanceof SdkAutoConstructList<?>);
            members.merge(answer.getClass().getSimpleName() + "." + field.memberName(), there, Boolean::logicalOr);
            for (Object item :
                    value instanceof Collection<?> many ? many : value == null ? List.of() : List.of(value)) {
                if (item instanceof SdkPojo inner) {
                    seen(inner);
                }
            }
        }
        return answer;
    }

    private static TagSpecification tagged(ResourceType type) {
        return TagSpecification.builder()
                .resourceType(type)
                .tags(tag -> tag.key("Name").value("web"))
                .build();
    }

    @Test
    void nothingIsMissingThatWasNotLeftOutOnPurpose() throws IOException {
        String image = ec2.describeImages(request -> request.owners("amazon")).images().stream()
                .filter(found -> found.architectureAsString().equals("x86_64"))
                .findFirst()
                .orElseThrow()
                .imageId();
        String group = makeGroup();
        seen(ec2.createKeyPair(request ->
                request.keyName("mine").keyType("ed25519").tagSpecifications(tagged(ResourceType.KEY_PAIR))));
        RunInstancesResponse launched = seen(ec2.runInstances(request -> request.imageId(image)
                .instanceType("t3.micro")
                .minCount(1)
                .maxCount(1)
                .keyName("mine")
                .securityGroupIds(group)
                .userData("IyEvYmluL3NoCg==")
                .clientToken("once")
                .tagSpecifications(
                        tagged(ResourceType.INSTANCE),
                        tagged(ResourceType.VOLUME),
                        tagged(ResourceType.NETWORK_INTERFACE))));
        String id = launched.instances().getFirst().instanceId();
        ec2.waiter().waitUntilInstanceRunning(request -> request.instanceIds(id));
        String allocation = seen(ec2.allocateAddress(
                        request -> request.tagSpecifications(tagged(ResourceType.ELASTIC_IP))))
                .allocationId();
        seen(ec2.associateAddress(request -> request.instanceId(id).allocationId(allocation)));
        describeAll(id);
        seen(ec2.stopInstances(request -> request.instanceIds(id)));
        seen(ec2.describeInstances());
        seen(ec2.terminateInstances(request -> request.instanceIds(id)));

        List<String> absent = members.entrySet().stream()
                .filter(member -> !member.getValue())
                .map(Map.Entry::getKey)
                .filter(name -> !name.endsWith(".NextToken"))
                .toList();
        if (Boolean.getBoolean("brume.docs.write")) {
            Files.createDirectories(ABSENT.getParent());
            Files.write(ABSENT, absent);
        }
        assertThat(absent).isEqualTo(Files.readAllLines(ABSENT));
    }

    private String makeGroup() {
        String group = seen(ec2.createSecurityGroup(request -> request.groupName("web")
                        .description("Web")
                        .tagSpecifications(tagged(ResourceType.SECURITY_GROUP))))
                .groupId();
        seen(ec2.authorizeSecurityGroupIngress(request -> request.groupId(group)
                .ipPermissions(permission -> permission
                        .ipProtocol("tcp")
                        .fromPort(22)
                        .toPort(22)
                        .ipRanges(range -> range.cidrIp("0.0.0.0/0").description("all"))
                        .ipv6Ranges(range -> range.cidrIpv6("::/0").description("all"))
                        .userIdGroupPairs(pair -> pair.groupId(group).description("own")))
                .tagSpecifications(tagged(ResourceType.SECURITY_GROUP_RULE))));
        return group;
    }

    private void describeAll(String id) {
        seen(ec2.describeInstances());
        seen(ec2.describeInstanceStatus());
        seen(ec2.describeImages());
        seen(ec2.describeInstanceTypes(request -> {}));
        seen(ec2.describeInstanceTypeOfferings(request -> {}));
        seen(ec2.describeRegions());
        seen(ec2.describeAvailabilityZones());
        seen(ec2.describeAccountAttributes());
        seen(ec2.describeKeyPairs(request -> request.includePublicKey(true)));
        seen(ec2.describeSecurityGroups());
        seen(ec2.describeSecurityGroupRules(request -> {}));
        seen(ec2.describeVpcs());
        seen(ec2.describeSubnets());
        seen(ec2.describeRouteTables());
        seen(ec2.describeInternetGateways());
        seen(ec2.describeNetworkAcls());
        seen(ec2.describeDhcpOptions());
        seen(ec2.describeNetworkInterfaces());
        seen(ec2.describeVolumes());
        seen(ec2.describeVolumeStatus());
        seen(ec2.describeAddresses());
        seen(ec2.describeAddressesAttribute(request -> {}));
        seen(ec2.describeTags());
        seen(ec2.describePrefixLists());
        seen(ec2.describeManagedPrefixLists(request -> {}));
        seen(ec2.describeInstanceCreditSpecifications(request -> request.instanceIds(id)));
        seen(ec2.getConsoleOutput(request -> request.instanceId(id)));
        for (InstanceAttributeName attribute : InstanceAttributeName.knownValues()) {
            seen(ec2.describeInstanceAttribute(request -> request.instanceId(id).attribute(attribute)));
        }
    }
}
