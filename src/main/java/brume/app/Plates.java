package brume.app;

import brume.api.proxy.ProxyKey;
import brume.api.ssh.SshConfig;
import brume.cloud.Clouds;
import brume.cloud.compute.Image;
import brume.cloud.compute.Instance;
import brume.cloud.network.NetworkInterface;
import brume.cloud.network.Tags;
import brume.cloud.network.reach.Reach;
import brume.cloud.sandbox.Sandbox;
import brume.cloud.sandbox.SandboxId;
import brume.cloud.sandbox.State;
import brume.portal.frame.DoorPlates;
import java.util.List;
import java.util.Optional;

/// Where the doors are, from the settings, and what is behind them, from the clouds.
record Plates(Settings settings, Clouds clouds) implements DoorPlates {

    private static final String KEY_FOLDER = "~/.ssh";

    @Override
    public String endpoint() {
        return "http://" + settings.host() + ":" + settings.endpointPort();
    }

    @Override
    public String sshHost() {
        return settings.host();
    }

    @Override
    public int sshPort() {
        return settings.sshPort();
    }

    @Override
    public String proxy() {
        return settings.host() + ":" + settings.proxyPort();
    }

    @Override
    public String proxy(SandboxId sandbox, String secretAccessKey) {
        return ProxyKey.of(secretAccessKey).url(sandbox, proxy());
    }

    @Override
    public String sshConfig(SandboxId id) {
        Sandbox sandbox = clouds.open(id).sandbox();
        State state = sandbox.state();
        List<SshConfig.Machine> machines = state.all(Instance.KIND).stream()
                .filter(instance -> !instance.isTerminating())
                .flatMap(instance -> machine(id, state, instance).stream())
                .toList();
        return new SshConfig(id, sshHost(), sshPort(), KEY_FOLDER, machines).text();
    }

    private Optional<SshConfig.Machine> machine(SandboxId id, State state, Instance instance) {
        return state.find(NetworkInterface.KIND, instance.primaryInterfaceId())
                .map(card -> new SshConfig.Machine(
                        instance.id(),
                        Optional.ofNullable(Tags.of(state, instance.id()).get("Name")),
                        Reach.publicAddress(state, card),
                        card.privateAddress(),
                        user(id, instance),
                        instance.keyName()));
    }

    private String user(SandboxId id, Instance instance) {
        return clouds.open(id)
                .aws(instance.region())
                .images()
                .find(instance.imageId())
                .map(Image::os)
                .map(os -> os.user())
                .orElse("ec2-user");
    }
}
