package brume.api.ssh;

import brume.cloud.network.Ipv4;
import brume.cloud.sandbox.SandboxId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A ready `ssh_config` for one sandbox: a block for the jump and one for each instance, by its Name tag, its id and
/// its
/// public address. With it `ssh -F <file> web` needs no `-J`, and neither do `scp`, `sftp`, `rsync` and Ansible.
///
/// The jump has a block of its own because `ssh -J` gives the jump's client nothing but the configuration file.
///
/// @param jumpHost the portal as students reach it
/// @param keyFolder where students keep the private keys, `~/.ssh`
public record SshConfig(SandboxId sandbox, String jumpHost, int jumpPort, String keyFolder, List<Machine> machines) {

    private static final String INDENT = "    ";

    /// One instance.
    ///
    /// @param name its Name tag
    /// @param user whom its image lets in: `ec2-user`, `ubuntu`, `admin`
    /// @param keyName its key pair
    public record Machine(
            String instanceId,
            Optional<String> name,
            Optional<Ipv4> publicAddress,
            Ipv4 privateAddress,
            String user,
            Optional<String> keyName) {}

    public SshConfig {
        machines = List.copyOf(machines);
        if (!jumpHost.matches("[A-Za-z0-9.:_-]{1,253}")) {
            throw new IllegalArgumentException("Not a host: " + jumpHost);
        }
    }

    /// The name of the jump in this configuration.
    public String jump() {
        return "brume-" + sandbox;
    }

    /// The file's text.
    public String text() {
        StringBuilder text =
                new StringBuilder("# Sandbox " + sandbox + " of Brume.  Use it with  ssh -F <this file> <host>\n");
        text.append("# or put it into ~/.ssh/config, or include it there.\n\n");
        jumpBlock(text);
        Set<String> taken = new HashSet<>(Set.of(jump(), jumpHost));
        for (Machine machine : machines) {
            if (machine.publicAddress().isPresent()) {
                block(text, machine, machine.publicAddress().get(), taken);
            } else {
                remark(text, machine);
            }
        }
        return text.toString();
    }

    private void jumpBlock(StringBuilder text) {
        line(text, "", "Host " + jump());
        line(text, INDENT, "HostName " + jumpHost);
        line(text, INDENT, "Port " + jumpPort);
        line(text, INDENT, "User " + sandbox);
        Set<String> keys = new TreeSet<>();
        machines.forEach(machine -> machine.keyName().flatMap(this::identity).ifPresent(keys::add));
        keys.forEach(key -> line(text, INDENT, key));
        hostKeys(text);
    }

    private void block(StringBuilder text, Machine machine, Ipv4 address, Set<String> taken) {
        List<String> names = new ArrayList<>();
        machine.name().map(SshConfig::alias).filter(alias -> !alias.isEmpty()).ifPresent(alias -> {
            if (taken.add(alias)) {
                names.add(alias);
            }
        });
        names.add(machine.instanceId());
        names.add(address.toString());
        line(text, "\n", "Host " + String.join(" ", names));
        line(text, INDENT, "HostName " + address);
        line(text, INDENT, "User " + machine.user());
        line(text, INDENT, "ProxyJump " + jump());
        machine.keyName().flatMap(this::identity).ifPresent(key -> {
            line(text, INDENT, key);
            line(text, INDENT, "IdentitiesOnly yes");
        });
        hostKeys(text);
    }

    private void hostKeys(StringBuilder text) {
        line(text, INDENT, "StrictHostKeyChecking accept-new");
        line(text, INDENT, "UserKnownHostsFile " + keyFolder + "/known_hosts." + jump());
    }

    private void remark(StringBuilder text, Machine machine) {
        String name = machine.name().map(SshConfig::alias).orElse("");
        text.append("\n# ")
                .append(name.isEmpty() ? machine.instanceId() : name + " (" + machine.instanceId() + ")")
                .append(
                        " has no public address: from an instance that reaches it,\n#   ssh -F <this file> -J <that instance> ")
                .append(machine.user())
                .append('@')
                .append(machine.privateAddress())
                .append('\n');
    }

    /// Empty for a key whose name cannot stand in a configuration file.
    private Optional<String> identity(String keyName) {
        return keyName.matches("[\\x20-\\x7e&&[^\"\\\\/]]+")
                ? Optional.of("IdentityFile \"" + keyFolder + "/" + keyName.replace("%", "%%") + ".pem\"")
                : Optional.empty();
    }

    /// A Name tag as a host name that `ssh` takes literally.
    private static String alias(String name) {
        return name.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]+", "-")
                .replaceAll("^[-.]+|[-.]+$", "");
    }

    private static void line(StringBuilder text, String indent, String line) {
        text.append(indent).append(line).append('\n');
    }
}
