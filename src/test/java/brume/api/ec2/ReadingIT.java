package brume.api.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import brume.api.RunningEndpoint;
import brume.cloud.compute.Launch;
import brume.cloud.sandbox.Caller;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;

/// What tools ask for on their way, with the provider's own Java client.
class ReadingIT {

    private static final Caller ALICE = Caller.of("alice");
    private static RunningEndpoint endpoint;
    private static Ec2Client ec2;
    private static String instance;

    @BeforeAll
    static void start() throws InterruptedException {
        endpoint = RunningEndpoint.start();
        ec2 = endpoint.ec2(RunningEndpoint.ALICE);
        var paris = endpoint.cloud(RunningEndpoint.ALICE).aws("eu-west-3");
        String image = paris.images().describe(List.of()).stream()
                .filter(found -> found.architecture().toString().equals("x86_64"))
                .findFirst()
                .orElseThrow()
                .id();
        instance = paris.instances()
                .run(ALICE, Launch.of(image).type("t3.micro").build())
                .instances()
                .getFirst()
                .id();
        ec2.waiter().waitUntilInstanceRunning(request -> request.instanceIds(instance));
    }

    @AfterAll
    static void stop() {
        ec2.close();
        endpoint.close();
    }

    @Test
    void theConsoleShowsTheBootOfAMachineThatNobodyReachedForBefore() throws InterruptedException {
        String text = console();
        for (int tries = 0; tries < 100 && text.isEmpty(); tries++) {
            Thread.sleep(100);
            text = console();
        }

        assertThat(text).contains("Cloud-init");
    }

    private static String console() {
        String output =
                ec2.getConsoleOutput(request -> request.instanceId(instance)).output();
        return new String(Base64.getDecoder().decode(output), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "ebs-optimized, false, 1",
        "metadata-options.state, applied, 1",
        "network-interface.addresses.association.ip-owner-id, amazon, 1",
        "network-interface.association.public-dns-name, ec2-*.eu-west-3.compute.amazonaws.com, 1",
        "network-interface.private-ip-address, 172.31.*, 1",
        "operator.managed, false, 1",
        "kernel-id, *, 0",
        "network-interface.association.allocation-id, *, 0"
    })
    void anInstanceIsFoundByWhatItShows(String filter, String value, int expected) {
        assertThat(ec2.describeInstances(request ->
                                request.filters(known -> known.name(filter).values(value)))
                        .reservations())
                .hasSize(expected);
    }

    @Test
    void volumesAreWell() {
        var status = ec2.describeVolumeStatus().volumeStatuses().getFirst();

        assertThat(status.volumeStatus().statusAsString()).isEqualTo("ok");
        assertThat(ec2.describeVolumeAttribute(
                                request -> request.volumeId(status.volumeId()).attribute("autoEnableIO"))
                        .autoEnableIO()
                        .value())
                .isFalse();
        assertThat(ec2.describeVolumesModifications(request -> {}).volumesModifications())
                .isEmpty();
    }

    @Test
    void aMachineTypeTellsHowFastItsVolumesAre() {
        InstanceTypeInfo micro = ec2.describeInstanceTypes(request -> request.instanceTypesWithStrings("t3.micro"))
                .instanceTypes()
                .getFirst();

        assertThat(micro.ebsInfo().ebsOptimizedInfo().maximumIops()).isEqualTo(11_800);
        assertThat(micro.ebsInfo().ebsOptimizedInfo().baselineThroughputInMBps())
                .isEqualTo(10.875);
        assertThat(micro.processorInfo().sustainedClockSpeedInGhz()).isEqualTo(2.5);
        assertThat(ec2.describeInstanceTypes(request ->
                                request.filters(filter -> filter.name("ebs-info.ebs-optimized-info.maximum-iops")
                                        .values("18750")))
                        .instanceTypes())
                .extracting(InstanceTypeInfo::instanceTypeAsString)
                .contains("m5.large", "r5.xlarge")
                .doesNotContain("t3.micro");
    }

    @Test
    void aRuleMayNameAServiceOfTheProviderButNoOther() {
        String list = ec2.describeManagedPrefixLists(request -> request.filters(
                        filter -> filter.name("prefix-list-name").values("com.amazonaws.eu-west-3.s3")))
                .prefixLists()
                .getFirst()
                .prefixListId();
        assertThat(ec2.getManagedPrefixListEntries(request -> request.prefixListId(list))
                        .entries())
                .isNotEmpty();
        String group = ec2.createSecurityGroup(
                        request -> request.groupName("s3").description("to S3"))
                .groupId();

        ec2.authorizeSecurityGroupEgress(request -> request.groupId(group)
                .ipPermissions(permission -> permission
                        .ipProtocol("tcp")
                        .fromPort(443)
                        .toPort(443)
                        .prefixListIds(known -> known.prefixListId(list))));

        assertThat(refusal(() -> ec2.authorizeSecurityGroupEgress(request -> request.groupId(group)
                        .ipPermissions(permission -> permission
                                .ipProtocol("tcp")
                                .fromPort(443)
                                .toPort(443)
                                .prefixListIds(known -> known.prefixListId("pl-00000000"))))))
                .isEqualTo("InvalidPrefixListID.NotFound");
        assertThat(ec2.getSecurityGroupsForVpc(request -> request.vpcId(vpc())).securityGroupForVpcs())
                .extracting(known -> known.groupId())
                .contains(group);
        assertThat(ec2.describeStaleSecurityGroups(request -> request.vpcId(vpc()))
                        .staleSecurityGroupSet())
                .isEmpty();
    }

    private static String vpc() {
        return ec2.describeVpcs().vpcs().getFirst().vpcId();
    }

    private static String refusal(Runnable call) {
        try {
            call.run();
            return "";
        } catch (Ec2Exception refused) {
            return refused.awsErrorDetails().errorCode();
        }
    }

    @Test
    void aNetworkInterfaceChangesOneAttributeAtATime() {
        String card =
                ec2.describeNetworkInterfaces().networkInterfaces().getFirst().networkInterfaceId();
        String group = ec2.createSecurityGroup(
                        request -> request.groupName("worn").description("worn"))
                .groupId();

        ec2.modifyNetworkInterfaceAttribute(
                request -> request.networkInterfaceId(card).groups(group));
        ec2.modifyNetworkInterfaceAttribute(
                request -> request.networkInterfaceId(card).sourceDestCheck(value -> value.value(false)));
        ec2.modifyNetworkInterfaceAttribute(
                request -> request.networkInterfaceId(card).description(text -> text.value("mine")));

        var known = ec2.describeNetworkInterfaces(request -> request.networkInterfaceIds(card))
                .networkInterfaces()
                .getFirst();
        assertThat(known.groups()).extracting(worn -> worn.groupId()).containsExactly(group);
        assertThat(known.sourceDestCheck()).isFalse();
        assertThat(known.description()).isEqualTo("mine");
        assertThat(ec2.describeNetworkInterfaceAttribute(
                                request -> request.networkInterfaceId(card).attribute("description"))
                        .description()
                        .value())
                .isEqualTo("mine");
        assertThat(refusal(() -> ec2.modifyNetworkInterfaceAttribute(request ->
                        request.networkInterfaceId(card).groups(group).description(text -> text.value("both")))))
                .isEqualTo("InvalidParameterCombination");
        assertThat(refusal(() -> endpoint.ec2(RunningEndpoint.BOB)
                        .modifyNetworkInterfaceAttribute(
                                request -> request.networkInterfaceId(card).description(text -> text.value("stolen")))))
                .isEqualTo("InvalidNetworkInterfaceID.NotFound");
    }

    @Test
    void whatThisAccountHasNoneOfIsAnEmptyList() {
        assertThat(ec2.describeLaunchTemplates().launchTemplates()).isEmpty();
        assertThat(ec2.describePlacementGroups().placementGroups()).isEmpty();
        assertThat(ec2.describeIamInstanceProfileAssociations(request -> {}).iamInstanceProfileAssociations())
                .isEmpty();
        assertThat(ec2.describeSpotInstanceRequests().spotInstanceRequests()).isEmpty();
        assertThat(ec2.describeReservedInstances().reservedInstances()).isEmpty();
        assertThat(ec2.describeCapacityReservations(request -> {}).capacityReservations())
                .isEmpty();
        assertThat(ec2.describeHosts().hosts()).isEmpty();
        assertThat(ec2.describePublicIpv4Pools(request -> {}).publicIpv4Pools()).isEmpty();
        assertThat(ec2.describeSnapshots(request -> request.ownerIds("self")).snapshots())
                .isEmpty();
    }

    @Test
    void theSettingsOfANewAccountCanBeRead() {
        assertThat(ec2.getEbsEncryptionByDefault(request -> {}).ebsEncryptionByDefault())
                .isFalse();
        assertThat(ec2.getEbsDefaultKmsKeyId(request -> {}).kmsKeyId()).isEqualTo("alias/aws/ebs");
        assertThat(ec2.getSerialConsoleAccessStatus(request -> {}).serialConsoleAccessEnabled())
                .isFalse();
        assertThat(ec2.getInstanceMetadataDefaults(request -> {}).accountLevel().httpTokens())
                .isNull();
        assertThat(ec2.getImageBlockPublicAccessState(request -> {}).imageBlockPublicAccessState())
                .isEqualTo("block-new-sharing");
        assertThat(ec2.getSnapshotBlockPublicAccessState(request -> {}).stateAsString())
                .isEqualTo("unblocked");
        assertThat(Map.of("t2", "standard", "t3", "unlimited"))
                .allSatisfy((family, credits) -> assertThat(
                                ec2.getDefaultCreditSpecification(request -> request.instanceFamily(family))
                                        .instanceFamilyCreditSpecification()
                                        .cpuCredits())
                        .isEqualTo(credits));
    }
}
