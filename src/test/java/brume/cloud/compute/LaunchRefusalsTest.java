package brume.cloud.compute;

import static brume.cloud.TestWorld.STUDENT;
import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.TestWorld;
import brume.cloud.guest.image.OperatingSystem;
import brume.cloud.network.Ipv4;
import brume.cloud.network.Subnet;
import brume.cloud.offer.Architecture;
import brume.cloud.sandbox.Problem;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LaunchRefusalsTest {

    private final TestWorld world = new TestWorld();
    private final Instances instances = world.paris.instances();

    private String refusal(Launch.Builder launch) {
        return switch (world.refused(() -> instances.run(STUDENT, launch.build()))) {
            case Problem.Specific(String code, String reason) -> code + ": " + reason;
            case Problem.InvalidValue(String parameter, String value, String reason) -> reason;
            case Problem.InvalidCombination(String reason) -> reason;
            case Problem other -> other.toString();
        };
    }

    private Subnet subnet() {
        return world.paris.subnets().describe(List.of()).getFirst();
    }

    @Test
    void refusesCountsThatMakeNoSense() {
        assertThat(refusal(world.micro().count(0, 1))).isEqualTo("Value (0) for parameter minCount is invalid.");
        assertThat(refusal(world.micro().count(1, 0))).isEqualTo("Maximum instance count must be greater than zero");
        assertThat(refusal(world.micro().count(3, 2))).isEqualTo("Value (3) for parameter minCount is invalid.");
    }

    @Test
    void refusesImagesAndKeysThatDoNotExist() {
        assertThat(world.refused(() -> instances.run(
                        STUDENT,
                        Launch.of("ami-0123456789abcdef0").type("t3.micro").build())))
                .isEqualTo(new Problem.NotFound(Image.KIND, "ami-0123456789abcdef0"));
        assertThat(world.refused(() -> instances.run(
                        STUDENT, Launch.of("ubuntu").type("t3.micro").build())))
                .isEqualTo(new Problem.Malformed(Image.KIND, "ubuntu"));
        assertThat(world.refused(
                        () -> instances.run(STUDENT, world.micro().key("nokey").build())))
                .isEqualTo(new Problem.NotFound(KeyPair.KIND, "nokey"));
    }

    @Test
    void refusesTypesThatDoNotExistOrDoNotFit() {
        assertThat(refusal(world.micro().type("t9.micro"))).isEqualTo("Invalid value 't9.micro' for InstanceType.");
        assertThat(refusal(world.micro().type("t4g.micro")))
                .startsWith("The architecture 'arm64' of the specified instance type does not match the architecture"
                        + " 'x86_64' of the specified AMI.");
        assertThat(refusal(world.micro().type("g5.xlarge"))).startsWith("Unsupported: ");
        String arm = world.image(OperatingSystem.DEBIAN_12, Architecture.ARM64).id();
        assertThat(world.running(Launch.of(arm).type("t4g.micro")).architecture())
                .isEqualTo("arm64");
    }

    @Test
    void launchesWhatAPublicParameterNames() {
        Instance instance = world.running(
                Launch.of("resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64")
                        .type("t3.micro"));
        assertThat(instance.imageId()).isEqualTo(world.amazonLinux());
    }

    @Test
    void refusesUserDataThatIsTooLongOrNoBase64() {
        String tooLong = Base64.getEncoder().encodeToString(new byte[16_385]);
        String justRight = Base64.getEncoder().encodeToString(new byte[16_384]);
        assertThat(refusal(world.micro().userData(tooLong))).isEqualTo("User data is limited to 16384 bytes");
        assertThat(refusal(world.micro().userData("A")))
                .isEqualTo("InvalidUserData.Malformed: Invalid BASE64 encoding of user data.");
        assertThat(world.running(world.micro().userData(justRight)).userData()).contains(justRight);
    }

    @Test
    void honoursAPrivateAddressOnce() {
        Ipv4 wanted = subnet().cidr().base().plus(100);
        Launch.Builder launch = world.micro().subnet(subnet().id()).privateAddress(wanted);
        Instance instance = world.running(launch);
        assertThat(world.paris
                        .networkInterfaces()
                        .describe(List.of(instance.primaryInterfaceId()))
                        .getFirst()
                        .privateAddress())
                .isEqualTo(wanted);
        assertThat(refusal(launch)).isEqualTo("InvalidIPAddress.InUse: Address " + wanted + " is in use.");
    }

    @Test
    void refusesPrivateAddressesOutsideOrReserved() {
        Ipv4 base = subnet().cidr().base();
        for (long reserved : new long[] {0, 1, 2, 3, 4095}) {
            assertThat(refusal(world.micro().subnet(subnet().id()).privateAddress(base.plus(reserved))))
                    .endsWith("is in subnet's reserved address range");
        }
        assertThat(refusal(world.micro().subnet(subnet().id()).privateAddress(Ipv4.parse("10.0.0.9"))))
                .isEqualTo("Address 10.0.0.9 does not fall within the subnet's address range");
    }

    @Test
    void refusesInterfacesTogetherWithWhatTheyReplace() {
        Launch.Card card = new Launch.Card(
                0,
                Optional.of(subnet().id()),
                List.of(),
                Optional.empty(),
                Optional.of(false),
                Optional.empty(),
                Optional.empty());
        assertThat(refusal(world.micro().card(card).subnet(subnet().id())))
                .isEqualTo("Network interfaces and an instance-level subnet ID may not be specified on the same"
                        + " request");
        Instance instance = world.running(world.micro().card(card));
        assertThat(world.paris
                        .networkInterfaces()
                        .describe(List.of(instance.primaryInterfaceId()))
                        .getFirst()
                        .publicAddress())
                .isEmpty();
    }

    @Test
    void refusesRootVolumesSmallerThanTheImage() {
        assertThat(refusal(world.micro().blockDevice(Launch.BlockDevice.of("/dev/xvda", 4, "gp3"))))
                .startsWith("InvalidBlockDeviceMapping: Volume of size 4GB is smaller than snapshot");
        assertThat(refusal(world.micro().blockDevice(Launch.BlockDevice.of("/dev/xvda", 20, "gp9"))))
                .isEqualTo("Invalid value 'gp9' for VolumeType.");
        world.running(world.micro().blockDevice(Launch.BlockDevice.of("/dev/xvda", 20, "gp3")));
        assertThat(world.paris.volumes().describe(List.of()).getFirst().sizeGib())
                .isEqualTo(20);
    }

    @Test
    void refusesZonesThatDoNotExist() {
        assertThat(refusal(world.micro().zone("eu-west-3z"))).isEqualTo("Invalid availability zone: [eu-west-3z]");
        assertThat(world.running(world.micro().zone("eu-west-3b")).zone()).isEqualTo("eu-west-3b");
    }

    @Test
    void refusesGroupsByNameInANamedSubnet() {
        assertThat(refusal(world.micro().groupNames(List.of("default")).subnet(subnet().id())))
                .isEqualTo("The parameter groupName cannot be used with the parameter subnet");
        assertThat(refusal(world.micro().groupNames(List.of("web"))))
                .startsWith("InvalidGroup.NotFound: The security group 'web' does not exist in default VPC");
    }

    @Test
    void refusesTagsOnWhatALaunchDoesNotMake() {
        assertThat(refusal(world.micro().tags("vpc", Map.of("a", "b"))))
                .isEqualTo("'vpc' is not a valid taggable resource type for this operation.");
        assertThat(refusal(world.micro().tags("instance", Map.of("aws:x", "b"))))
                .isEqualTo("Tag keys starting with 'aws:' are reserved for internal use");
    }

    @Test
    void demandsTokensFromTheMetadataServiceWhereTheImageDoes() {
        assertThat(world.running().metadata()).isEqualTo(new MetadataOptions(true, 2, true, false, false));
        String debian =
                world.image(OperatingSystem.DEBIAN_12, Architecture.X86_64).id();
        assertThat(world.running(Launch.of(debian).type("t3.micro")).metadata())
                .isEqualTo(new MetadataOptions(false, 1, true, false, false));
    }

    @Test
    void givesBurstableTypesTheirUsualCredits() {
        assertThat(world.running().credits()).contains("unlimited");
        assertThat(world.running(world.micro().type("t2.micro")).credits()).contains("standard");
        assertThat(world.running(world.micro().type("m5.large")).credits()).isEmpty();
    }
}
