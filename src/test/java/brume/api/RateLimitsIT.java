package brume.api;

import static brume.api.RunningEndpoint.ALICE;
import static brume.api.RunningEndpoint.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import brume.api.aws.JsonErrors;
import brume.api.http.HttpAnswer;
import brume.api.sts.StsService;
import brume.cloud.sandbox.SandboxId;
import brume.school.AccessKey;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/// The provider's own limits, as real clients meet them.
class RateLimitsIT {

    private static final AccessKey WRONG =
            new AccessKey(ALICE.accessKeyId(), "guessed", new SandboxId("sb-aaaaaaaaaaaa"), "alice", true);

    @Test
    void refusesTooManyLaunchesInTheProvidersWordsAndTheOthersGoOn() {
        try (RunningEndpoint brume = RunningEndpoint.start(1);
                Ec2Client impatient = brume.impatient(ALICE);
                Ec2Client bob = brume.impatient(BOB)) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 200; i++) {
                            dryRun(impatient);
                        }
                    })
                    .isInstanceOfSatisfying(Ec2Exception.class, refused -> {
                        assertThat(refused.statusCode()).isEqualTo(503);
                        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("RequestLimitExceeded");
                        assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo("Request limit exceeded.");
                        assertThat(refused.isThrottlingException()).isTrue();
                        assertThat(refused.requestId()).hasSize(36);
                    });
            dryRun(bob);
            assertThat(impatient.describeKeyPairs().keyPairs()).isEmpty();
        }
    }

    private static void dryRun(Ec2Client client) {
        try {
            client.startInstances(
                    request -> request.instanceIds("i-0123456789abcdef0").dryRun(true));
        } catch (Ec2Exception refused) {
            if (refused.statusCode() == 503) {
                throw refused;
            }
        }
    }

    @Test
    void theRealClientTriesAgainUntilItIsLetThrough() {
        Assumptions.assumeTrue(RunningProcess.onPath("aws").isPresent(), "aws is not installed");
        try (RunningEndpoint brume = RunningEndpoint.start(0.5);
                Ec2Client busy = brume.impatient(ALICE)) {
            while (admitted(busy)) {
                // until the bucket is empty
            }
            Map<String, String> patient = new HashMap<>(brume.environment(ALICE));
            patient.put("AWS_MAX_ATTEMPTS", "6");
            patient.put("AWS_RETRY_MODE", "standard");
            RunningProcess ended = RunningProcess.run(
                    Path.of("target"),
                    patient,
                    List.of(
                            "aws",
                            "--debug",
                            "--endpoint-url",
                            brume.address().toString(),
                            "ec2",
                            "start-instances",
                            "--instance-ids",
                            "i-0123456789abcdef0"));
            assertThat(ended.err()).contains("InvalidInstanceID.NotFound");
        }
    }

    private static boolean admitted(Ec2Client client) {
        try {
            dryRun(client);
            return true;
        } catch (Ec2Exception refused) {
            return false;
        }
    }

    @Test
    void theOtherServicesSayItInTheirOwnWords() {
        try (RunningEndpoint brume = RunningEndpoint.start(0.5)) {
            SignedPost ssm = new SignedPost(brume.address(), ALICE, "ssm", "eu-west-3");
            HttpResponse<String> refused = Stream.generate(() -> ssm.send(
                            Map.of("X-Amz-Target", "AmazonSSM.GetParameter", "Content-Type", JsonErrors.MEDIA_TYPE),
                            "{\"Name\":\"/none\"}"))
                    .limit(2000)
                    .filter(answer -> answer.body().contains("Throttling"))
                    .findFirst()
                    .orElseThrow();
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).isEqualTo("{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}");
        }
        StsService sts = new StsService();
        HttpAnswer refused = sts.fault("1234", sts.throttled());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.bodyText())
                .contains("<Type>Sender</Type><Code>Throttling</Code><Message>Rate exceeded</Message>");
    }

    @Test
    void aGuesserIsSlowedDownAndTheKeysOwnerIsNot() {
        try (RunningEndpoint brume = RunningEndpoint.start(0.5);
                Ec2Client alice = brume.impatient(ALICE);
                Ec2Client guesser = brume.impatient(WRONG)) {
            assertThat(alice.describeKeyPairs().keyPairs()).isEmpty();
            try (Ec2Client nobody = brume.impatient(
                    new AccessKey("AKIANOBODYNOBODY2222", "x", new SandboxId("sb-cccccccccccc"), "nobody", true))) {
                Set<Integer> statuses =
                        Stream.generate(() -> status(nobody)).limit(80).collect(Collectors.toSet());
                assertThat(statuses).containsExactlyInAnyOrder(401, 503);
            }
            assertThat(status(guesser)).isEqualTo(401);
            assertThat(alice.describeKeyPairs().keyPairs()).isEmpty();
        }
    }

    private static int status(Ec2Client client) {
        try {
            client.describeKeyPairs();
            return 200;
        } catch (AwsServiceException refused) {
            return refused.statusCode();
        }
    }
}
