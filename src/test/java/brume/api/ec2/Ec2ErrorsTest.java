package brume.api.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import brume.api.aws.Fault;
import brume.cloud.CloudKinds;
import brume.cloud.compute.Image;
import brume.cloud.compute.Instance;
import brume.cloud.compute.KeyPair;
import brume.cloud.network.SecurityGroup;
import brume.cloud.network.Vpc;
import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class Ec2ErrorsTest {

    @Test
    void speaksOnlyOfKindsThatExist() {
        assertThat(CloudKinds.LIST.stream().map(Kind::name)).containsAll(Ec2Errors.kinds());
    }

    @Test
    void saysEachKindInTheProvidersWords() {
        assertThat(Ec2Errors.of(new Problem.NotFound(KeyPair.KIND, "k")))
                .isEqualTo(Fault.invalid("InvalidKeyPair.NotFound", "The key pair 'k' does not exist"));
        assertThat(Ec2Errors.of(new Problem.NotFound(Instance.KIND, List.of("i-1", "i-2"))))
                .isEqualTo(Fault.invalid("InvalidInstanceID.NotFound", "The instance IDs 'i-1, i-2' do not exist"));
        assertThat(Ec2Errors.of(new Problem.NotFound(Image.KIND, List.of("ami-1", "ami-2"))))
                .isEqualTo(Fault.invalid("InvalidAMIID.NotFound", "The image ids '[ami-1, ami-2]' do not exist"));
        assertThat(Ec2Errors.of(new Problem.Malformed(SecurityGroup.KIND, "x")))
                .isEqualTo(Fault.invalid("InvalidGroupId.Malformed", "Invalid id: \"x\" (expecting \"sg-...\")"));
        assertThat(Ec2Errors.of(new Problem.StillInUse(Vpc.KIND, "v", "why")))
                .isEqualTo(Fault.invalid("DependencyViolation", "why"));
        assertThat(Ec2Errors.of(new Problem.WrongState(Instance.KIND, "i", "stopped", "why")))
                .isEqualTo(Fault.invalid("IncorrectInstanceState", "why"));
    }

    @Test
    void answersWithTheProvidersStatus() {
        assertThat(Ec2Errors.of(new Problem.DryRun()).status()).isEqualTo(412);
        assertThat(Ec2Errors.of(new Problem.Specific("AuthFailure", "of one thing, not of the credentials"))
                        .status())
                .isEqualTo(400);
        assertThat(Ec2Errors.of(new Problem.Specific("UnauthorizedOperation", ""))
                        .status())
                .isEqualTo(403);
        assertThat(Ec2Errors.of(new Problem.Specific("RequestLimitExceeded", ""))
                        .status())
                .isEqualTo(503);
        assertThat(Ec2Errors.of(new Problem.Forbidden("")).status()).isEqualTo(400);
    }
}
