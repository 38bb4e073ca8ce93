package brume.api.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import brume.api.RunningEndpoint;
import brume.api.RunningProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What students do wrong with the real `aws` client, and the provider's exact words.
class RefusalsIT {

    private static final String GHOST = "0123456789abcdef0";
    private static RunningEndpoint endpoint;

    @BeforeAll
    static void start() {
        endpoint = RunningEndpoint.start();
        endpoint.aws("ec2", "create-security-group", "--group-name", "web", "--description", "d");
        endpoint.aws(
                "ec2",
                "authorize-security-group-ingress",
                "--group-name",
                "web",
                "--protocol",
                "tcp",
                "--port",
                "22",
                "--cidr",
                "0.0.0.0/0");
    }

    @AfterAll
    static void stop() {
        endpoint.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "describe-instances --instance-ids i-GHOST | InvalidInstanceID.NotFound |"
                        + " The instance ID 'i-GHOST' does not exist",
                "describe-instances --instance-ids i-GHOST i-0123456789abcdef1 | InvalidInstanceID.NotFound |"
                        + " The instance IDs 'i-GHOST, i-0123456789abcdef1' do not exist",
                "start-instances --instance-ids nonsense | InvalidInstanceID.Malformed | Invalid id: \"nonsense\"",
                "describe-images --image-ids ami-GHOST | InvalidAMIID.NotFound |"
                        + " The image id '[ami-GHOST]' does not exist",
                "run-instances --image-id ami-x --instance-type t3.micro | InvalidAMIID.Malformed |"
                        + " Invalid id: \"ami-x\" (expecting \"ami-...\")",
                "run-instances --image-id ami-GHOST --instance-type t3.micro | InvalidAMIID.NotFound |"
                        + " The image id '[ami-GHOST]' does not exist",
                "run-instances --image-id resolve:ssm:/aws/service/ami-amazon-linux-latest/"
                        + "al2023-ami-kernel-default-x86_64 --instance-type t3.micro --key-name nobody |"
                        + " InvalidKeyPair.NotFound | The key pair 'nobody' does not exist",
                "run-instances --image-id resolve:ssm:/aws/service/ami-amazon-linux-latest/"
                        + "al2023-ami-kernel-default-x86_64 --instance-type t9.huge | InvalidParameterValue |"
                        + " Invalid value 't9.huge' for InstanceType.",
                "delete-security-group --group-id sg-GHOST | InvalidGroup.NotFound |"
                        + " The security group 'sg-GHOST' does not exist",
                "delete-security-group --group-id web | InvalidGroupId.Malformed |"
                        + " Invalid id: \"web\" (expecting \"sg-...\")",
                "create-security-group --group-name sg-web --description d | InvalidParameterValue |"
                        + " Group names may not be in the format sg-*",
                "authorize-security-group-ingress --group-name web --protocol tcp --port 22 --cidr 0.0.0.0/0 |"
                        + " InvalidPermission.Duplicate | the specified rule \"peer: 0.0.0.0/0, TCP, from port: 22,"
                        + " to port: 22, ALLOW\" already exists",
                "authorize-security-group-ingress --group-name web --protocol tcp --port 22 --cidr 10.0.0.0 |"
                        + " InvalidParameterValue | CIDR block 10.0.0.0 is malformed",
                "revoke-security-group-ingress --group-name web --protocol tcp --port 23 --cidr 0.0.0.0/0 |"
                        + " InvalidPermission.NotFound | The specified rule does not exist in this security group.",
                "associate-address --instance-id i-GHOST --allocation-id eipalloc-GHOST |"
                        + " InvalidAllocationID.NotFound | The allocation ID 'eipalloc-GHOST' does not exist",
                "release-address --allocation-id eipalloc-GHOST | InvalidAllocationID.NotFound |"
                        + " The allocation ID 'eipalloc-GHOST' does not exist",
                "create-tags --resources i-GHOST --tags Key=a,Value=b | InvalidInstanceID.NotFound |"
                        + " The instance ID 'i-GHOST' does not exist",
                "create-tags --resources thing --tags Key=a,Value=b | InvalidID | The ID 'thing' is not valid",
                "describe-subnets --subnet-ids subnet-GHOST | InvalidSubnetID.NotFound |"
                        + " The subnet ID 'subnet-GHOST' does not exist",
                "describe-instance-types --instance-types t9.huge | InvalidInstanceType |"
                        + " The following supplied instance types do not exist: [t9.huge]",
                "describe-availability-zones --zone-names eu-west-3z | InvalidParameterValue |"
                        + " Invalid availability zone: [eu-west-3z]",
                "create-vpc --cidr-block 10.0.0.0/16 | InvalidAction |"
                        + " The action CreateVpc is not valid for this web service.",
                "create-key-pair --key-name k --dry-run | DryRunOperation |"
                        + " Request would have succeeded, but DryRun flag is set.",
                "describe-vpcs --filters Name=colour,Values=red | InvalidParameterValue |"
                        + " The filter 'colour' is invalid"
            })
    void saysWhatTheProviderSays(String command, String code, String message) {
        long before = endpoint.cloud(RunningEndpoint.ALICE).sandbox().position();

        RunningProcess answer = endpoint.aws(("ec2 " + command.replace("GHOST", GHOST)).split(" "));

        assertThat(answer.err()).startsWith("An error occurred (" + code + ") when calling the ");
        assertThat(answer.err()).endsWith(" operation: " + message.replace("GHOST", GHOST));
        assertThat(answer.exit()).isIn(254, 255);
        assertThat(endpoint.cloud(RunningEndpoint.ALICE).sandbox().position()).isEqualTo(before);
    }
}
