package brume.api.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import brume.api.RunningEndpoint;
import brume.api.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateKeyPairResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.KeyType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;

class KeyPairActionsIT {

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

    @Test
    void createsDescribesAndDeletesWithTheJavaSdk() {
        CreateKeyPairResponse created = ec2.createKeyPair(create -> create.keyName("sdk")
                .keyType(KeyType.ED25519)
                .tagSpecifications(tags -> tags.resourceType(ResourceType.KEY_PAIR)
                        .tags(Tag.builder().key("Course").value("a & b").build())));

        KeyPairInfo found = ec2.describeKeyPairs(describe ->
                        describe.filters(filter -> filter.name("tag:Course").values("a*")))
                .keyPairs()
                .getFirst();
        assertThat(found.keyPairId()).isEqualTo(created.keyPairId()).startsWith("key-0");
        assertThat(found.keyFingerprint()).isEqualTo(created.keyFingerprint());
        assertThat(found.keyTypeAsString()).isEqualTo("ed25519");
        assertThat(found.tags())
                .containsExactly(Tag.builder().key("Course").value("a & b").build());
        assertThat(created.keyMaterial()).startsWith("-----BEGIN OPENSSH PRIVATE KEY-----");

        assertThat(ec2.deleteKeyPair(delete -> delete.keyName("sdk")).returnValue())
                .isTrue();
        Ec2Exception gone = catchThrowableOfType(
                Ec2Exception.class, () -> ec2.describeKeyPairs(describe -> describe.keyNames("sdk")));
        assertThat(gone.statusCode()).isEqualTo(400);
        assertThat(gone.awsErrorDetails().errorCode()).isEqualTo("InvalidKeyPair.NotFound");
        assertThat(gone.awsErrorDetails().errorMessage()).isEqualTo("The key pair 'sdk' does not exist");
        assertThat(gone.requestId()).hasSize(36);
    }

    @Test
    void givesAPrivateKeyThatOpenSshReads(@TempDir Path folder) throws IOException {
        Assumptions.assumeTrue(RunningProcess.onPath("ssh-keygen").isPresent(), "ssh-keygen is not installed");
        for (String type : List.of("rsa", "ed25519")) {
            RunningProcess created = endpoint.aws(
                    "ec2",
                    "create-key-pair",
                    "--key-name",
                    "file-" + type,
                    "--key-type",
                    type,
                    "--query",
                    "KeyMaterial",
                    "--output",
                    "text");
            assertThat(created.err()).isEmpty();
            Path file = Files.createFile(
                    folder.resolve(type),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, created.out() + "\n");
            RunningProcess publicKey =
                    RunningProcess.run(folder, Map.of(), List.of("ssh-keygen", "-y", "-f", file.toString()));
            RunningProcess described = endpoint.aws(
                    "ec2",
                    "describe-key-pairs",
                    "--key-names",
                    "file-" + type,
                    "--include-public-key",
                    "--query",
                    "KeyPairs[0].PublicKey",
                    "--output",
                    "text");
            assertThat(described.out())
                    .startsWith(publicKey.out().split(" ")[0] + " "
                            + publicKey.out().split(" ")[1]);
        }
    }

    @Test
    void refusesASecondKeyPairOfTheSameNameAndChangesNothing() {
        endpoint.aws("ec2", "create-key-pair", "--key-name", "twice");
        long position = endpoint.cloud(RunningEndpoint.ALICE).sandbox().position();

        RunningProcess again = endpoint.aws("ec2", "create-key-pair", "--key-name", "twice");

        assertThat(again.exit()).isIn(254, 255);
        assertThat(again.err())
                .isEqualTo("An error occurred (InvalidKeyPair.Duplicate) when calling the CreateKeyPair operation:"
                        + " The keypair already exists");
        assertThat(endpoint.cloud(RunningEndpoint.ALICE).sandbox().position()).isEqualTo(position);
    }

    @Test
    void decidesADryRunAndChangesNothing() {
        long position = endpoint.cloud(RunningEndpoint.ALICE).sandbox().position();

        Ec2Exception refused = catchThrowableOfType(
                Ec2Exception.class,
                () -> ec2.createKeyPair(create -> create.keyName("dry").dryRun(true)));
        Ec2Exception read =
                catchThrowableOfType(Ec2Exception.class, () -> ec2.describeKeyPairs(describe -> describe.dryRun(true)));

        assertThat(refused.statusCode()).isEqualTo(412);
        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("DryRunOperation");
        assertThat(read.awsErrorDetails().errorMessage())
                .isEqualTo("Request would have succeeded, but DryRun flag is set.");
        assertThat(endpoint.cloud(RunningEndpoint.ALICE).sandbox().position()).isEqualTo(position);
    }

    @Test
    void showsATenantNothingOfAnother() {
        endpoint.aws("ec2", "create-key-pair", "--key-name", "private");

        RunningProcess stranger =
                endpoint.awsAs(RunningEndpoint.BOB, "ec2", "describe-key-pairs", "--key-names", "private");

        assertThat(stranger.err()).contains("(InvalidKeyPair.NotFound)");
    }
}
