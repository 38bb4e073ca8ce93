package brume.api.ssh;

import static brume.api.ssh.SshWorld.MINE;
import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.compute.Instance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a client may rely on when Brume is started again.
class RestartIT {

    @TempDir
    Path folder;

    @Test
    void hostKeysAndFilesSurviveARestart() throws IOException {
        OpenSsh.needs("ssh", "ssh-keygen");
        try (SshWorld world = new SshWorld(folder)) {
            Path key = world.key(MINE, "mine");
            Instance instance = world.launch(MINE, "mine");
            String address = world.address(MINE, instance.id());
            Path before = world.config(MINE, key, "ec2-user");
            OpenSsh.Result first = ssh(world, before, address, "echo kept > note");
            assertThat(first.code()).as(first.err()).isZero();
            world.restart();
            Path after = world.config(MINE, key, "ec2-user");
            OpenSsh.Result result = ssh(world, after, "-o", "StrictHostKeyChecking=yes", address, "cat note");
            assertThat(result.out()).as(result.err()).isEqualTo("kept\n");
            assertThat(result.err()).doesNotContain("IDENTIFICATION HAS CHANGED");
        }
    }

    @Test
    void hostKeysSurviveAReboot() throws IOException {
        OpenSsh.needs("ssh", "ssh-keygen");
        try (SshWorld world = new SshWorld(folder)) {
            Path key = world.key(MINE, "mine");
            Instance instance = world.launch(MINE, "mine");
            String address = world.address(MINE, instance.id());
            Path config = world.config(MINE, key, "ec2-user");
            OpenSsh.Result first = ssh(world, config, address, "true");
            assertThat(first.code()).as(first.err()).isZero();
            world.region(MINE).instances().reboot(SshWorld.STUDENT, List.of(instance.id()));
            OpenSsh.Result result = ssh(world, config, "-o", "StrictHostKeyChecking=yes", address, "echo up again");
            assertThat(result.out()).as(result.err()).isEqualTo("up again\n");
        }
    }

    private static OpenSsh.Result ssh(SshWorld world, Path config, String... arguments) {
        return world.client().run(OpenSsh.command(List.of("ssh", "-F", config.toString()), arguments));
    }
}
