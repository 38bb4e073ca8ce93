package brume.api.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import brume.api.RunningEndpoint;
import brume.cloud.compute.Image;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/// An instance on its first and on its last day, as the provider's answers show it.
class LaunchAnswersIT {

    private static RunningEndpoint endpoint;
    private static Ec2Client ec2;

    @BeforeAll
    static void start() {
        endpoint = RunningEndpoint.start();
        ec2 = endpoint.ec2(RunningEndpoint.ALICE);
    }

    @AfterAll
    static void stop() {
        ec2.close();
        endpoint.close();
    }

    private static String image(String architecture) {
        return endpoint.cloud(RunningEndpoint.ALICE).aws("eu-west-3").images().describe(List.of()).stream()
                .filter(image -> image.architecture().toString().equals(architecture))
                .findFirst()
                .map(Image::id)
                .orElseThrow();
    }

    private static Instance launch(String architecture, String type) {
        return ec2.runInstances(request -> request.imageId(image(architecture))
                        .instanceType(type)
                        .minCount(1)
                        .maxCount(1))
                .instances()
                .getFirst();
    }

    private static List<Instance> described(Filter... filters) {
        return ec2.describeInstances(request -> request.filters(filters)).reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .toList();
    }

    private static Instance described(String id) {
        return described(filter("instance-id", id)).getFirst();
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    @Test
    void theAnswerToALaunchHasNoPublicAddressYetAndTheNextQuestionHas() {
        Instance answer = launch("x86_64", "t3.micro");

        assertThat(answer.publicIpAddress()).isNull();
        assertThat(answer.publicDnsName()).isEmpty();
        assertThat(answer.blockDeviceMappings()).isEmpty();
        assertThat(answer.metadataOptions().stateAsString()).isEqualTo("pending");
        assertThat(answer.networkInterfaces().getFirst().attachment().statusAsString())
                .isEqualTo("attaching");
        assertThat(answer.networkInterfaces().getFirst().association()).isNull();
        assertThat(answer.stateReason().code()).isEqualTo("pending");
        Instance later = described(answer.instanceId());
        assertThat(later.publicIpAddress()).isNotEmpty();
        assertThat(later.blockDeviceMappings()).hasSize(1);
        assertThat(later.networkInterfaces().getFirst().attachment().statusAsString())
                .isEqualTo("attached");
    }

    @Test
    void theSameTokenAgainShowsTheInstanceAsItIsNow() {
        RunInstancesRequest request = RunInstancesRequest.builder()
                .imageId(image("x86_64"))
                .instanceType("t3.nano")
                .minCount(1)
                .maxCount(1)
                .clientToken("again")
                .build();
        String id = ec2.runInstances(request).instances().getFirst().instanceId();
        ec2.waiter().waitUntilInstanceRunning(wanted -> wanted.instanceIds(id));

        Instance again = ec2.runInstances(request).instances().getFirst();

        assertThat(again.instanceId()).isEqualTo(id);
        assertThat(again.state().nameAsString()).isEqualTo("running");
        assertThat(again.publicIpAddress()).isNotEmpty();
        assertThat(again.networkInterfaces().getFirst().attachment().statusAsString())
                .isEqualTo("attached");
    }

    @Test
    void sayWhyItIsInItsStateFromTheFirstToTheLast() {
        String id = "";
        List<Instance> pending = List.of();
        for (int tries = 0; tries < 20 && pending.isEmpty(); tries++) {
            if (!id.isEmpty()) {
                String late = id;
                ec2.terminateInstances(request -> request.instanceIds(late));
            }
            id = launch("x86_64", "t3.micro").instanceId();
            pending = described(filter("state-reason-code", "pending"), filter("instance-id", id));
        }
        assertThat(pending).hasSize(1);
        assertThat(pending.getFirst().stateReason().message()).isEqualTo("pending");
        String launched = id;

        ec2.waiter().waitUntilInstanceRunning(request -> request.instanceIds(launched));
        assertThat(described(launched).stateReason()).isNull();
        assertThat(described(launched).stateTransitionReason()).isEmpty();

        ec2.terminateInstances(request -> request.instanceIds(launched));
        assertThat(described(launched).stateReason().code()).isEqualTo("Client.UserInitiatedShutdown");
        assertThat(described(launched).stateTransitionReason())
                .matches("User initiated \\(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d GMT\\)");
    }

    @Test
    void anArmMachineBootsWithUefiOnly() {
        Instance answer = launch("arm64", "t4g.micro");

        assertThat(answer.bootModeAsString()).isEqualTo("uefi");
        assertThat(described(filter("boot-mode", "uefi")))
                .extracting(Instance::instanceId)
                .contains(answer.instanceId());
    }

    @Test
    void areFoundByTheValueOfAnyTag() {
        String id = launch("x86_64", "t3.nano").instanceId();
        ec2.createTags(
                request -> request.resources(id).tags(tag -> tag.key("Team").value("mine-" + id)));

        assertThat(described(filter("tag-value", "mine-" + id)))
                .extracting(Instance::instanceId)
                .containsExactly(id);
    }

    @Test
    void keepTheIpv6SwitchOfTheMetadataService() {
        String id = launch("x86_64", "t3.nano").instanceId();

        assertThat(ec2.modifyInstanceMetadataOptions(
                                request -> request.instanceId(id).httpProtocolIpv6("enabled"))
                        .instanceMetadataOptions()
                        .httpProtocolIpv6AsString())
                .isEqualTo("enabled");
        assertThat(described(filter("metadata-options.http-protocol-ipv6", "enabled")))
                .extracting(Instance::instanceId)
                .containsExactly(id);
    }

    @ParameterizedTest
    @CsvSource({"eu-west-3, Unsupported", "eu-west-1, InvalidParameterCombination"})
    void withoutATypeTheOldRegionsHaveOneThatCannotStartTheImage(String region, String code) {
        try (Ec2Client there = endpoint.ec2(RunningEndpoint.ALICE, Region.of(region))) {
            String image = there.describeImages(request -> request.owners("amazon"))
                    .images()
                    .getFirst()
                    .imageId();

            assertThatThrownBy(() -> there.runInstances(
                            request -> request.imageId(image).minCount(1).maxCount(1)))
                    .isInstanceOfSatisfying(
                            Ec2Exception.class,
                            refused -> assertThat(refused.awsErrorDetails().errorCode())
                                    .isEqualTo(code));
        }
    }
}
