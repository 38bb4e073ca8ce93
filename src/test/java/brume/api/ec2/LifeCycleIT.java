package brume.api.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import brume.api.RunningEndpoint;
import brume.api.RunningProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The beginners' lab with the real `aws` client, from the first question to the clean-up.
class LifeCycleIT {

    private static final String IMAGE =
            "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";

    private RunningEndpoint endpoint;

    @BeforeEach
    void start() {
        endpoint = RunningEndpoint.start();
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    private String ec2(String command, String query) {
        return run("ec2 " + command + " --output text --query " + query);
    }

    private String run(String command) {
        RunningProcess answer = endpoint.aws(command.split(" "));
        assertThat(answer.err()).as(command).isEmpty();
        return answer.out();
    }

    @Test
    void launchesWaitsTagsStopsStartsAndTerminates() {
        assertThat(run("sts get-caller-identity --query Arn --output text"))
                .isEqualTo("arn:aws:iam::" + RunningEndpoint.ACCOUNT + ":user/alice");
        String image =
                run("ssm get-parameters --names " + IMAGE.substring(12) + " --query Parameters[0].Value --output text");
        assertThat(ec2("describe-images --image-ids " + image, "Images[0].Architecture"))
                .isEqualTo("x86_64");
        String group = ec2("create-security-group --group-name web --description Web", "GroupId");
        run("ec2 authorize-security-group-ingress --group-id " + group + " --protocol tcp --port 22 --cidr 0.0.0.0/0");
        run("ec2 create-key-pair --key-name mine");

        String id = ec2(
                "run-instances --image-id " + IMAGE + " --instance-type t3.micro --key-name mine --security-group-ids "
                        + group + " --tag-specifications ResourceType=instance,Tags=[{Key=Name,Value=web}]",
                "Instances[0].InstanceId");
        run("ec2 wait instance-running --instance-ids " + id);
        assertThat(
                        ec2(
                                "describe-instances --filters Name=tag:Name,Values=w* Name=instance-state-name,Values=running",
                                "Reservations[].Instances[].[InstanceId,ImageId,KeyName,State.Name,SecurityGroups[0].GroupName]"))
                .isEqualTo(String.join("\t", id, image, "mine", "running", "web"));
        String lent = ec2("describe-instances --instance-ids " + id, "Reservations[0].Instances[0].PublicIpAddress");
        assertThat(lent).matches("\\d+\\.\\d+\\.\\d+\\.\\d+");

        run("ec2 stop-instances --instance-ids " + id);
        run("ec2 wait instance-stopped --instance-ids " + id);
        assertThat(ec2("describe-instances --instance-ids " + id, "Reservations[0].Instances[0].PublicIpAddress"))
                .isEqualTo("None");
        run("ec2 modify-instance-attribute --instance-id " + id + " --instance-type t3.small");
        run("ec2 start-instances --instance-ids " + id);
        run("ec2 wait instance-running --instance-ids " + id);
        assertThat(ec2(
                        "describe-instances --instance-ids " + id,
                        "Reservations[0].Instances[0].[InstanceType,PublicIpAddress]"))
                .startsWith("t3.small\t")
                .doesNotContain(lent);

        String allocation = ec2("allocate-address --domain vpc", "AllocationId");
        run("ec2 associate-address --instance-id " + id + " --allocation-id " + allocation);
        String elastic = ec2("describe-addresses --allocation-ids " + allocation, "Addresses[0].PublicIp");
        assertThat(ec2("describe-instances --instance-ids " + id, "Reservations[0].Instances[0].PublicIpAddress"))
                .isEqualTo(elastic);

        run("ec2 terminate-instances --instance-ids " + id);
        run("ec2 wait instance-terminated --instance-ids " + id);
        assertThat(ec2("describe-addresses --allocation-ids " + allocation, "Addresses[0].AssociationId"))
                .isEqualTo("None");
        run("ec2 release-address --allocation-id " + allocation);
        run("ec2 delete-security-group --group-id " + group);
        run("ec2 delete-key-pair --key-name mine");
    }
}
