package brume.api.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.DeleteKeyPairResponse;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Tag;

class XmlWriterTest {

    @Test
    void usesTheProvidersIrregularNames() {
        Instance instance = Instance.builder()
                .instanceId("i-1")
                .publicIpAddress("15.188.4.7")
                .publicDnsName("host")
                .state(state -> state.code(16).name(InstanceStateName.RUNNING))
                .launchTime(Instant.parse("2026-11-22T07:13:42.5Z"))
                .securityGroups(List.of())
                .tags(Tag.builder().key("Name").value("a<b>&\"c\"").build())
                .build();

        String xml = written(
                "RunInstances",
                "id-1",
                RunInstancesResponse.builder().instances(instance).build());

        assertThat(xml)
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<RunInstancesResponse"
                        + " xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>id-1</requestId>")
                .contains(
                        "<instancesSet><item>",
                        "<ipAddress>15.188.4.7</ipAddress>",
                        "<dnsName>host</dnsName>",
                        "<instanceState><code>16</code><name>running</name></instanceState>",
                        "<launchTime>2026-11-22T07:13:42.500Z</launchTime>",
                        "<groupSet/>",
                        "<tagSet><item><key>Name</key><value>a&lt;b&gt;&amp;\"c\"</value></item></tagSet>")
                .doesNotContain("<keyName>");
    }

    @Test
    void leavesOutWhatWasNotSetAndKeepsWhatIsEmpty() {
        String xml = written(
                "DescribeKeyPairs",
                "id-1",
                DescribeKeyPairsResponse.builder().keyPairs(List.of()).build());

        assertThat(xml).endsWith("<requestId>id-1</requestId><keySet/></DescribeKeyPairsResponse>");
        assertThat(written("X", "id", Reservation.builder().build())).endsWith("</requestId></XResponse>");
    }

    @Test
    void writesTruthAsText() {
        assertThat(written(
                        "DeleteKeyPair",
                        "id",
                        DeleteKeyPairResponse.builder().returnValue(true).build()))
                .contains("<return>true</return>");
    }

    @Test
    void neverWritesACharacterThatXmlCannotHold() {
        String xml = written(
                "DescribeKeyPairs",
                "id",
                DescribeKeyPairsResponse.builder()
                        .keyPairs(KeyPairInfo.builder().keyName("a\u0000b").build())
                        .build());

        assertThat(xml).contains("a\uFFFDb");
    }

    private static String written(String action, String requestId, SdkPojo response) {
        return new String(XmlWriter.write(action, requestId, response), StandardCharsets.UTF_8);
    }
}
