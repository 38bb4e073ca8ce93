package brume.api.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.network.Ipv4;
import brume.cloud.sandbox.SandboxId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SshConfigTest {

    private static final SandboxId SANDBOX = SandboxId.parse("sb-aaaaaaaaaaaa");

    private static SshConfig.Machine machine(String id, String name, String address) {
        return new SshConfig.Machine(
                id,
                Optional.of(name),
                Optional.of(address).filter(text -> !text.isEmpty()).map(Ipv4::parse),
                Ipv4.parse("172.31.5.12"),
                "ec2-user",
                Optional.of("mine"));
    }

    private static String text(SshConfig.Machine... machines) {
        return new SshConfig(SANDBOX, "127.0.0.1", 2222, "~/.ssh", List.of(machines)).text();
    }

    @Test
    void hasABlockForTheJumpAndOneForEachInstance() {
        assertThat(text(machine("i-01", "Web Server", "15.188.4.7"))).endsWith("""

                Host brume-sb-aaaaaaaaaaaa
                    HostName 127.0.0.1
                    Port 2222
                    User sb-aaaaaaaaaaaa
                    IdentityFile "~/.ssh/mine.pem"
                    StrictHostKeyChecking accept-new
                    UserKnownHostsFile ~/.ssh/known_hosts.brume-sb-aaaaaaaaaaaa

                Host web-server i-01 15.188.4.7
                    HostName 15.188.4.7
                    User ec2-user
                    ProxyJump brume-sb-aaaaaaaaaaaa
                    IdentityFile "~/.ssh/mine.pem"
                    IdentitiesOnly yes
                    StrictHostKeyChecking accept-new
                    UserKnownHostsFile ~/.ssh/known_hosts.brume-sb-aaaaaaaaaaaa
                """);
    }

    @Test
    void givesANameToOneInstanceOnly() {
        assertThat(text(machine("i-01", "web", "15.188.4.7"), machine("i-02", "web", "15.188.4.8")))
                .contains("Host web i-01 15.188.4.7\n")
                .contains("Host i-02 15.188.4.8\n");
    }

    @Test
    void letsNoTagWriteALineOfItsOwn() {
        assertThat(text(machine("i-01", "x\nProxyCommand touch /tmp/x *", "15.188.4.7")))
                .contains("Host x-proxycommand-touch-tmp-x i-01 15.188.4.7\n")
                .doesNotContain("\nProxyCommand");
    }

    @Test
    void saysHowToReachAnInstanceWithoutAPublicAddress() {
        assertThat(text(machine("i-01", "db", "")))
                .contains("# db (i-01) has no public address")
                .contains("ec2-user@172.31.5.12")
                .doesNotContain("Host db");
    }
}
