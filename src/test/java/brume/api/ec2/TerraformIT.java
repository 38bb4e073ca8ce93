package brume.api.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import brume.api.RunningEndpoint;
import brume.api.RunningProcess;
import brume.cloud.compute.Instance;
import brume.cloud.compute.KeyPair;
import brume.cloud.network.ElasticAddress;
import brume.cloud.network.SecurityGroup;
import brume.cloud.network.Tags;
import brume.cloud.sandbox.State;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real Terraform with its real AWS provider, from a folder of plugins on this machine.
///
/// The folder is `BRUME_TERRAFORM_PLUGINS`, or one of the usual ones.
class TerraformIT {

    private static final String PUBLIC_KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJqoTGmzv4SIVmSYqi2R2g6AGZQPUDSpXeKRDmgFDYpX";

    @TempDir
    private Path folder;

    private RunningEndpoint endpoint;
    private Map<String, String> environment;

    @BeforeEach
    void prepare() throws IOException {
        Assumptions.assumeTrue(RunningProcess.onPath("terraform").isPresent(), "terraform is not installed");
        Optional<Path> plugins = plugins();
        Assumptions.assumeTrue(plugins.isPresent(), "no folder with Terraform's AWS provider");
        endpoint = RunningEndpoint.start();
        Path configuration = folder.resolve("terraform.rc");
        Files.writeString(configuration, """
                provider_installation {
                  filesystem_mirror {
                    path = "%s"
                  }
                }
                """.formatted(plugins.get()));
        environment = new HashMap<>(endpoint.environment(RunningEndpoint.ALICE));
        environment.put("TF_CLI_CONFIG_FILE", configuration.toString());
        environment.put("TF_VAR_public_key", PUBLIC_KEY);
        environment.put("TF_IN_AUTOMATION", "1");
        environment.put("CHECKPOINT_DISABLE", "1");
        try (InputStream main = Objects.requireNonNull(getClass().getResourceAsStream("/terraform/main.tf"))) {
            Files.copy(main, folder.resolve("main.tf"));
        }
    }

    @AfterEach
    void stop() {
        if (endpoint != null) {
            endpoint.close();
        }
    }

    private static Optional<Path> plugins() {
        Optional<Path> told =
                Optional.ofNullable(System.getenv("BRUME_TERRAFORM_PLUGINS")).map(Path::of);
        Path home = Path.of(System.getProperty("user.home"));
        Stream<Path> usual = Stream.of(
                home.resolve(".terraform.d/plugins"),
                home.resolve(".local/share/terraform/plugins"),
                Path.of("/usr/local/share/terraform/plugins"),
                Path.of("/usr/share/terraform/plugins"),
                Path.of("/opt/tf-plugins"));
        return Stream.concat(told.stream(), usual)
                .filter(root -> Files.isDirectory(root.resolve("registry.terraform.io/hashicorp/aws")))
                .findFirst();
    }

    private RunningProcess terraform(String... arguments) {
        List<String> command = new ArrayList<>(List.of("terraform"));
        command.addAll(List.of(arguments));
        command.add("-no-color");
        return RunningProcess.run(folder, environment, command);
    }

    private RunningProcess plan() {
        return terraform("plan", "-input=false", "-detailed-exitcode");
    }

    private String id(String address) {
        return terraform("state", "show", address)
                .out()
                .lines()
                .map(String::strip)
                .filter(line -> line.matches("id +=.*"))
                .map(line -> line.substring(line.indexOf('"') + 1, line.lastIndexOf('"')))
                .findFirst()
                .orElseThrow();
    }

    private State state() {
        return endpoint.cloud(RunningEndpoint.ALICE).sandbox().state();
    }

    @Test
    void appliesPlansNothingMoreChangesTagsAndDestroys() {
        RunningProcess init = terraform("init", "-input=false");
        assertThat(init.exit()).as(init.err()).isZero();

        RunningProcess apply = terraform("apply", "-input=false", "-auto-approve");
        assertThat(apply.exit()).as(apply.err()).isZero();
        assertThat(apply.out()).contains("Apply complete! Resources: 7 added", RunningEndpoint.ACCOUNT);
        Instance instance = state().all(Instance.KIND).iterator().next();
        assertThat(Tags.of(state(), instance.id())).containsEntry("Stage", "first");
        assertThat(plan())
                .as("a plan after apply")
                .extracting(RunningProcess::exit)
                .isEqualTo(0);

        environment.put("TF_VAR_stage", "second");
        RunningProcess change = terraform("apply", "-input=false", "-auto-approve");
        assertThat(change.exit()).as(change.err()).isZero();
        assertThat(change.out()).contains("0 added, 6 changed, 0 destroyed");
        assertThat(Tags.of(state(), instance.id())).containsEntry("Stage", "second");
        assertThat(plan())
                .as("a plan after the tags changed")
                .extracting(RunningProcess::exit)
                .isEqualTo(0);

        for (String address : List.of("aws_instance.web", "aws_security_group.web", "aws_eip.web")) {
            String id = id(address);
            terraform("state", "rm", address);
            RunningProcess imported = terraform("import", "-input=false", address, id);
            assertThat(imported.exit()).as(imported.err()).isZero();
        }
        assertThat(plan())
                .as("a plan after an import")
                .extracting(RunningProcess::exit)
                .isEqualTo(0);

        RunningProcess destroy = terraform("destroy", "-input=false", "-auto-approve");
        assertThat(destroy.exit()).as(destroy.err()).isZero();
        assertThat(state().all(KeyPair.KIND)).isEmpty();
        assertThat(state().all(ElasticAddress.KIND)).isEmpty();
        assertThat(state().all(SecurityGroup.KIND)).allMatch(SecurityGroup::isDefault);
        assertThat(state().all(Instance.KIND)).allMatch(Instance::isTerminating);
    }
}
