package brume.api.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import brume.api.RunningEndpoint;
import brume.api.SignedPost;
import brume.cloud.Cloud;
import brume.cloud.compute.Instance;
import brume.cloud.compute.InstanceState;
import brume.cloud.compute.Launch;
import brume.cloud.network.ElasticAddress;
import brume.cloud.sandbox.Caller;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The provider's refusals word for word. The last column says where the words were published: a thread or file of a
/// public repository.
class SourcedErrorsIT {

    private static final String IMAGE = "resolve:ssm:/aws/service/ami-amazon-linux-latest/"
            + "al2023-ami-kernel-default-x86_64&InstanceType=t3.micro&MinCount=1&MaxCount=1";
    private static final String GHOST = "0123456789abcdef0";
    private static RunningEndpoint endpoint;
    private static Map<String, String> known;

    @BeforeAll
    static void start() throws InterruptedException {
        endpoint = RunningEndpoint.start();
        Cloud cloud = endpoint.cloud(RunningEndpoint.ALICE);
        var paris = cloud.aws("eu-west-3");
        Caller alice = Caller.of("alice");
        String group = paris.securityGroups()
                .create(alice, "web", "d", Optional.empty(), Map.of())
                .id();
        String rule = "&IpProtocol=tcp&FromPort=22&ToPort=22&CidrIp=0.0.0.0/0";
        post("Action=AuthorizeSecurityGroupIngress&GroupId=" + group + rule);
        paris.keyPairs()
                .importKey(
                        alice,
                        "mine",
                        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJqoTGmzv4SIVmSYqi2R2g6AGZQPUDSpXeKRDmgFDYpX".getBytes(),
                        Map.of());
        String image = paris.images().describe(List.of()).stream()
                .filter(found -> found.architecture().toString().equals("x86_64"))
                .findFirst()
                .orElseThrow()
                .id();
        List<Instance> two = paris.instances()
                .run(alice, Launch.of(image).type("t3.micro").count(2, 2).build())
                .instances();
        Instance running = two.getFirst();
        Instance terminated = two.getLast();
        paris.instances().terminate(alice, List.of(terminated.id()));
        while (running.stateAt(cloud.sandbox().now()) != InstanceState.RUNNING) {
            Thread.sleep(20);
        }
        Thread.sleep(500);
        paris.instances().attributes().terminationProtection(alice, running.id(), true);
        ElasticAddress address = paris.addresses().allocate(alice, Map.of());
        post("Action=AssociateAddress&AllocationId=" + address.id() + "&InstanceId=" + running.id());
        known = Map.ofEntries(
                Map.entry("RUN", "Action=RunInstances&ImageId=" + IMAGE),
                Map.entry("GHOST", GHOST),
                Map.entry("GROUP", group),
                Map.entry("IMAGE", image),
                Map.entry("VPC", paris.vpcs().describe(List.of()).getFirst().id()),
                Map.entry("RUNNING", running.id()),
                Map.entry("TERMINATED", terminated.id()),
                Map.entry("ALLOCATION", address.id()),
                Map.entry("ADDRESS", address.address().toString()));
    }

    @AfterAll
    static void stop() {
        endpoint.close();
    }

    private static HttpResponse<String> post(String form) {
        return new SignedPost(endpoint.address(), RunningEndpoint.ALICE, "ec2", "eu-west-3")
                .form(form + "&Version=2016-11-15");
    }

    private static String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> entry : known.entrySet()) {
            filled = filled.replace("{" + entry.getKey() + "}", entry.getValue());
        }
        return filled;
    }

    private static long position() {
        return endpoint.cloud(RunningEndpoint.ALICE).sandbox().position();
    }

    @ParameterizedTest(name = "{2}: {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{RUN}&UserData=A | 400 | InvalidUserData.Malformed | Invalid BASE64 encoding of user data. |"
                        + " getmoto/moto tests of launch templates",
                "{RUN}&BlockDeviceMapping.1.DeviceName=/dev/sdf&BlockDeviceMapping.1.Ebs.VolumeType=gp2 | 400 |"
                        + " InvalidBlockDeviceMapping | Either snapshot ID or volume size must be provided for: /dev/sdf |"
                        + " nortontruter/infracoders-workshop#3",
                "{RUN}&SecurityGroup.1=nobody | 400 | InvalidGroup.NotFound |"
                        + " The security group 'nobody' does not exist in default VPC '{VPC}' | aws/aws-sdk#402",
                "{RUN}&SecurityGroupId.1=sg-{GHOST} | 400 | InvalidGroup.NotFound |"
                        + " The security group 'sg-{GHOST}' does not exist | hashicorp/terraform#23499",
                "{RUN}&TagSpecification.1.ResourceType=vpc&TagSpecification.1.Tag.1.Key=a&TagSpecification.1.Tag.1.Value=b |"
                        + " 400 | InvalidParameterValue | 'vpc' is not a valid taggable resource type for this operation. |"
                        + " getmoto/moto moto/ec2/exceptions.py",
                "{RUN}&TagSpecification.1.ResourceType=instance | 400 | InvalidParameterValue |"
                        + " Tag specification must have at least one tag | getmoto/moto moto/ec2/exceptions.py",
                "Action=RunInstances&ImageId=ami-{GHOST}&InstanceType=t3.micro&MinCount=1&MaxCount=1 | 400 |"
                        + " InvalidAMIID.NotFound | The image id '[ami-{GHOST}]' does not exist |"
                        + " getmoto/moto moto/ec2/exceptions.py",
                "Action=RunInstances&ImageId=ubuntu&InstanceType=t3.micro&MinCount=1&MaxCount=1 | 400 |"
                        + " InvalidAMIID.Malformed | Invalid id: \"ubuntu\" (expecting \"ami-...\") |"
                        + " getmoto/moto moto/ec2/exceptions.py",
                "Action=RunInstances&ImageId=resolve:ssm:/aws/service/ami-amazon-linux-latest/"
                        + "al2023-ami-kernel-default-x86_64&InstanceType=t3.large&MinCount=40&MaxCount=40 | 400 |"
                        + " VcpuLimitExceeded | You have requested more vCPU capacity than your current vCPU limit of 32"
                        + " allows for the instance bucket that the specified instance type belongs to. Please visit"
                        + " http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit. |"
                        + " openshift/installer messages in public issue trackers",
                "Action=RunInstances&ImageId=ami-{GHOST}&InstanceType=t3.micro&MinCount=0&MaxCount=0 | 400 |"
                        + " InvalidParameterValue | Maximum instance count must be greater than zero |"
                        + " jenkinsci/ec2-plugin#252",
                "{RUN}&LaunchTemplate.LaunchTemplateId=lt-{GHOST} | 400 | InvalidLaunchTemplateId.NotFound |"
                        + " The specified launch template, with template ID lt-{GHOST}, does not exist. |"
                        + " hashicorp/terraform-provider-aws internal/service/ec2/errors.go",
                "Action=DescribeLaunchTemplates&LaunchTemplateName.1=x | 400 | InvalidLaunchTemplateName.NotFoundException |"
                        + " At least one of the launch templates specified in the request does not exist. |"
                        + " getmoto/moto moto/ec2/exceptions.py",
                "Action=TerminateInstances&InstanceId.1={RUNNING} | 400 | OperationNotPermitted | The instance"
                        + " '{RUNNING}' may not be terminated. Modify its 'disableApiTermination' instance attribute and"
                        + " try again. | getmoto/moto moto/ec2/exceptions.py",
                "Action=StopInstances&InstanceId.1={TERMINATED} | 400 | IncorrectInstanceState | This instance"
                        + " '{TERMINATED}' is not in a state from which it can be stopped. |"
                        + " eucalyptus/eucalyptus, StopInstances",
                "Action=StartInstances&InstanceId.1={TERMINATED} | 400 | IncorrectInstanceState | The instance"
                        + " '{TERMINATED}' is not in a state from which it can be started. | burstable-ai/burst#42",
                "Action=ModifyInstanceAttribute&InstanceId={RUNNING}&InstanceType.Value=t3.small | 400 |"
                        + " IncorrectInstanceState | The instance '{RUNNING}' is not in the 'stopped' state. |"
                        + " eucalyptus/eucalyptus, ModifyInstanceAttribute",
                "Action=DescribeInstanceAttribute&InstanceId={RUNNING}&Attribute=colour | 400 | InvalidParameterValue |"
                        + " Value (colour) for parameter attribute is invalid. Unknown attribute. |"
                        + " getmoto/moto moto/ec2/exceptions.py",
                "Action=DescribeInstances&InstanceId.1=i-{GHOST}&InstanceId.2=i-0123456789abcdef1 | 400 |"
                        + " InvalidInstanceID.NotFound | The instance IDs 'i-{GHOST}, i-0123456789abcdef1' do not exist |"
                        + " getmoto/moto moto/ec2/exceptions.py",
                "Action=DescribeInstances&NextToken=x | 400 | InvalidNextToken | The token 'x' is invalid |"
                        + " getmoto/moto moto/ec2/exceptions.py",
                "Action=DescribeInstances&Filter.1.Name=x&Filter.1.Value.1=y | 400 | InvalidParameterValue |"
                        + " The filter 'x' is invalid | getmoto/moto moto/ec2/exceptions.py",
                "Action=DescribeInstanceTypes&InstanceType.1=x.y | 400 | InvalidInstanceType |"
                        + " The following supplied instance types do not exist: [x.y] |"
                        + " getmoto/moto moto/ec2/exceptions.py",
                "Action=DescribeRegions&RegionName.1=us--east-1 | 400 | InvalidParameterValue |"
                        + " Invalid region: [us--east-1] | awslabs/amazon-s3-tar-tool#7",
                "Action=CreateKeyPair | 400 | MissingParameter | The request must contain the parameter KeyName |"
                        + " getmoto/moto moto/ec2/exceptions.py",
                "Action=ImportKeyPair&KeyName=x&PublicKeyMaterial=YWJj | 400 | InvalidKey.Format |"
                        + " Key is not in valid OpenSSH public key format | getmoto/moto moto/ec2/exceptions.py",
                "Action=CreateTags&ResourceId.1={RUNNING}&Tag.1.Key=a | 400 | InvalidParameterValue |"
                        + " Tag value cannot be null. Use empty string instead. | getmoto/moto moto/ec2/exceptions.py",
                "Action=CreateTags&ResourceId.1=x&Tag.1.Key=a&Tag.1.Value=b | 400 | InvalidID | The ID 'x' is not valid |"
                        + " getmoto/moto moto/ec2/exceptions.py",
                "Action=AuthorizeSecurityGroupIngress&GroupId={GROUP}&IpProtocol=tcp&FromPort=22&ToPort=22&CidrIp=0.0.0.0/0 |"
                        + " 400 | InvalidPermission.Duplicate | the specified rule \"peer: 0.0.0.0/0, TCP, from port: 22,"
                        + " to port: 22, ALLOW\" already exists | notebooks of public courses on Redshift",
                "Action=AuthorizeSecurityGroupIngress&GroupId={GROUP}&IpProtocol=tcp&CidrIp=0.0.0.0/0 | 400 |"
                        + " InvalidParameterValue | Invalid value 'Must specify both from and to ports with TCP/UDP.' for"
                        + " portRange. | chef/chef-provisioning-aws#183",
                "Action=DescribeAddresses&PublicIp.1=eipalloc-1 | 400 | InvalidParameterValue |"
                        + " Invalid value 'eipalloc-1' for PublicIp. Not a valid IPv4 address |"
                        + " cloud-custodian/cloud-custodian#5069",
                "Action=DescribeAddresses&PublicIp.1=1.2.3.4 | 400 | InvalidAddress.NotFound |"
                        + " Address '1.2.3.4' not found. | getmoto/moto moto/ec2/exceptions.py",
                "Action=DescribeAddresses&AllocationId.1=eipalloc-{GHOST} | 400 | InvalidAllocationID.NotFound |"
                        + " The allocation ID 'eipalloc-{GHOST}' does not exist | mitchellh/vagrant-aws#213",
                "Action=DescribeVolumes&VolumeId.1=vol-{GHOST} | 400 | InvalidVolume.NotFound |"
                        + " The volume 'vol-{GHOST}' does not exist. | kubernetes-sigs/aws-ebs-csi-driver#1343",
                "Action=DescribeVolumeStatus&VolumeId.1=vol-{GHOST} | 400 | InvalidVolume.NotFound |"
                        + " The volume 'vol-{GHOST}' does not exist. | aws-quickstart/quickstart-sap-hana#29",
                "Action=DescribeVolumes&VolumeId.1=standard | 400 | InvalidParameterValue |"
                        + " Value (standard) for parameter volumes is invalid. Expected: 'vol-...'. |"
                        + " cloudavail/aws-missing-tools#59",
                "Action=DescribeSnapshots&Filter.1.Name=x&Filter.1.Value.1=y | 400 | InvalidParameterValue |"
                        + " The filter 'x' is invalid | getmoto/moto moto/ec2/exceptions.py",
                "Action=DescribeSpotInstanceRequests&NextToken=x | 400 | InvalidNextToken | The token 'x' is invalid |"
                        + " getmoto/moto moto/ec2/exceptions.py",
                "Action=DescribeLaunchTemplateVersions&LaunchTemplateName=x | 400 |"
                        + " InvalidLaunchTemplateName.NotFoundException |"
                        + " The specified launch template, with template name x, does not exist. |"
                        + " hashicorp/terraform-provider-aws internal/service/ec2/errors.go",
                "Action=DescribeVpcClassicLink | 400 | UnsupportedOperation | The functionality you requested is not"
                        + " available in this region. | ansible/ansible#35302",
                "Action=DescribeImageAttribute&ImageId=ami-{GHOST}&Attribute=description | 400 | InvalidAMIID.NotFound |"
                        + " The image id '[ami-{GHOST}]' does not exist | getmoto/moto moto/ec2/exceptions.py",
                "Action=DescribeImageAttribute&ImageId={IMAGE}&Attribute=launchPermission | 400 | AuthFailure |"
                        + " Not authorized for image:{IMAGE} | cloudquery/cloudquery#9403",
                "Action=DescribeIamInstanceProfileAssociations&AssociationId.1=x | 400 | InvalidAssociationID.NotFound |"
                        + " An invalid association-id of 'x' was given | getmoto/moto moto/ec2/exceptions.py",
            })
    void areTheProvidersOwn(String form, int status, String code, String message, String source) {
        long before = position();

        HttpResponse<String> answer = post(filled(form));

        assertThat(answer.statusCode()).as(source).isEqualTo(status);
        assertThat(answer.body())
                .as(source)
                .contains("<Code>" + code + "</Code><Message>" + filled(message) + "</Message>");
        assertThat(position()).isEqualTo(before);
    }
}
