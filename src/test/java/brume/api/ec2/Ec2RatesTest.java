package brume.api.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import brume.api.aws.Charge;
import brume.api.aws.Rate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Ec2RatesTest {

    @Test
    void givesEveryActionABucketOfItsCategory() {
        assertThat(Ec2Rates.charges("DescribeKeyPairs", Map.of()))
                .containsExactly(Charge.request("DescribeKeyPairs", new Rate(100, 20)));
        assertThat(Ec2Rates.charges("CreateKeyPair", Map.of()))
                .containsExactly(Charge.request("CreateKeyPair", new Rate(50, 5)));
        assertThat(Ec2Rates.charges("CreateTags", Map.of()))
                .containsExactly(Charge.request("CreateTags", new Rate(100, 10)));
    }

    @Test
    void givesAListWithoutFilterOrPageASmallerBucketOfItsOwn() {
        Rate small = new Rate(50, 10);
        assertThat(Ec2Rates.charges("DescribeInstances", Map.of("InstanceId.1", "i-1")))
                .containsExactly(Charge.request("DescribeInstances unfiltered", small));
        assertThat(Ec2Rates.charges("DescribeInstances", Map.of("Filter.1.Name", "vpc-id")))
                .containsExactly(Charge.request("DescribeInstances", new Rate(100, 20)));
        assertThat(Ec2Rates.charges("DescribeInstances", Map.of("MaxResults", "5")))
                .containsExactly(Charge.request("DescribeInstances", new Rate(100, 20)));
    }

    @Test
    void takesATokenForEveryInstanceThatIsLaunchedOrEnded() {
        assertThat(Ec2Rates.charges("RunInstances", Map.of("MinCount", "1", "MaxCount", "7")))
                .containsExactly(
                        Charge.request("RunInstances", new Rate(5, 2)),
                        new Charge("RunInstances instances", new Rate(1000, 2), 7));
        assertThat(Ec2Rates.charges("TerminateInstances", Map.of("InstanceId.1", "i-1", "InstanceId.2", "i-2")))
                .contains(new Charge("TerminateInstances instances", new Rate(1000, 20), 2));
    }
}
