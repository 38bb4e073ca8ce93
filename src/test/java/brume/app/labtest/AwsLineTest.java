package brume.app.labtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

class AwsLineTest {

    @Test
    void readsALineAsTheProvidersClientWould() {
        assertThat(AwsLine.parse("ec2 run-instances --image-id ami-1 --instance-type t3.micro --count 2 --dry-run"
                                + " --security-group-ids sg-1 sg-2 --tag-specifications"
                                + " 'ResourceType=instance,Tags=[{Key=Name,Value=web one},{Key=Project,Value=x}]'")
                        .request())
                .isEqualTo(RunInstancesRequest.builder()
                        .imageId("ami-1")
                        .instanceType("t3.micro")
                        .minCount(2)
                        .maxCount(2)
                        .dryRun(true)
                        .securityGroupIds("sg-1", "sg-2")
                        .tagSpecifications(TagSpecification.builder()
                                .resourceType("instance")
                                .tags(
                                        Tag.builder()
                                                .key("Name")
                                                .value("web one")
                                                .build(),
                                        Tag.builder().key("Project").value("x").build())
                                .build())
                        .build());
    }

    @Test
    void readsFiltersInShorthandAndInJson() {
        DescribeInstancesRequest expected = DescribeInstancesRequest.builder()
                .filters(
                        Filter.builder().name("tag:Name").values("a", "b").build(),
                        Filter.builder().name("state").values("c").build())
                .build();
        assertThat(AwsLine.parse("ec2 describe-instances --filters Name=tag:Name,Values=a,b Name=state,Values=[c]")
                        .request())
                .isEqualTo(expected);
        assertThat(AwsLine.parse("ec2 describe-instances --filters '[{\"Name\":\"tag:Name\",\"Values\":[\"a\",\"b\"]},"
                                + "{\"Name\":\"state\",\"Values\":[\"c\"]}]'")
                        .request())
                .isEqualTo(expected);
    }

    @Test
    void makesOnePermissionOfProtocolPortAndCidr() {
        assertThat(AwsLine.parse(
                                "ec2 authorize-security-group-ingress --group-id sg-1 --protocol tcp --port 22 --cidr 0.0.0.0/0")
                        .request())
                .isEqualTo(AuthorizeSecurityGroupIngressRequest.builder()
                        .groupId("sg-1")
                        .ipPermissions(IpPermission.builder()
                                .ipProtocol("tcp")
                                .fromPort(22)
                                .toPort(22)
                                .ipRanges(IpRange.builder().cidrIp("0.0.0.0/0").build())
                                .build())
                        .build());
    }

    @Test
    void refusesWhatTheClientWouldNotKnow() {
        assertThatThrownBy(() -> AwsLine.parse("s3 ls").request()).hasMessageContaining("ec2");
        assertThatThrownBy(() -> AwsLine.parse("ec2 fly-away").request()).hasMessageContaining("fly-away");
        assertThatThrownBy(() -> AwsLine.parse("ec2 run-instances --colour red").request())
                .hasMessageContaining("--colour");
        assertThatThrownBy(() -> AwsLine.parse("ec2 run-instances --image-id 'ami"))
                .hasMessageContaining("not closed");
    }

    @Test
    void findsAPartOfAnAnswer() {
        DescribeInstancesResponse answer = DescribeInstancesResponse.builder()
                .reservations(r -> r.instances(i -> i.publicIpAddress("15.188.0.1")))
                .build();
        assertThat(AnswerPath.find(answer, "Reservations[0].Instances[0].PublicIpAddress"))
                .isEqualTo("15.188.0.1");
        assertThatThrownBy(() -> AnswerPath.find(answer, "Reservations[1].OwnerId"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AnswerPath.find(answer, "Reservations[0].Colour"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
