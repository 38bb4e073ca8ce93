package brume.api.connect;

import static org.assertj.core.api.Assertions.assertThat;

import brume.api.RunningEndpoint;
import brume.api.RunningProcess;
import brume.cloud.compute.Instance;
import brume.cloud.compute.InstanceState;
import brume.cloud.compute.Launch;
import brume.cloud.sandbox.Caller;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// EC2 Instance Connect with the real `aws` client.
class InstanceConnectIT {

    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJqoTGmzv4SIVmSYqi2R2g6AGZQPUDSpXeKRDmgFDYpX";
    private static final Caller ALICE = Caller.of("alice");
    private static RunningEndpoint endpoint;
    private static Instance running;

    @BeforeAll
    static void start() throws InterruptedException {
        endpoint = RunningEndpoint.start();
        var paris = endpoint.cloud(RunningEndpoint.ALICE).aws("eu-west-3");
        String image = paris.images().describe(List.of()).stream()
                .filter(found -> found.architecture().toString().equals("x86_64"))
                .findFirst()
                .orElseThrow()
                .id();
        running = paris.instances()
                .run(ALICE, Launch.of(image).type("t3.micro").build())
                .instances()
                .getFirst();
        while (running.stateAt(paris.now()) != InstanceState.RUNNING) {
            Thread.sleep(20);
        }
    }

    @AfterAll
    static void stop() {
        endpoint.close();
    }

    private static RunningProcess push(String instance, String user, String key) {
        return endpoint.aws(
                "ec2-instance-connect",
                "send-ssh-public-key",
                "--instance-id",
                instance,
                "--instance-os-user",
                user,
                "--availability-zone",
                running.zone(),
                "--ssh-public-key",
                key,
                "--output",
                "text",
                "--query",
                "Success");
    }

    @Test
    void lendsAKeyToAnyUserThatIsNamed() {
        assertThat(push(running.id(), "ec2-user", KEY).out()).isEqualTo("True");
        assertThat(push(running.id(), "ubuntu", KEY).out()).isEqualTo("True");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "i-0123456789abcdef0 | ec2-user | KEY | EC2InstanceNotFoundException | The specified instance was not found.",
                "mi-048afb7f6460a110d | ec2-user | KEY | InvalidArgsException | 1 validation error detected: Value"
                        + " 'mi-048afb7f6460a110d' at 'instanceId' failed to satisfy constraint: Member must satisfy"
                        + " regular expression pattern: ^i-[a-f0-9]+$",
                "RUNNING | ec2-user | ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAACAAwy2lbcyu0im9kYQ3uXsLrW31hJwVcUYhJEgBUiutBznvRi |"
                        + " InvalidArgsException | Invalid input parameter received for Illegal argument exception: RSA -"
                        + " SSH Public key is invalid",
            })
    void refusesAsTheProviderDoes(String instance, String user, String key, String code, String message) {
        RunningProcess answer = push(instance.replace("RUNNING", running.id()), user, key.replace("KEY", KEY));

        assertThat(answer.err())
                .isEqualTo("An error occurred (" + code + ") when calling the SendSSHPublicKey operation: " + message);
    }
}
