package brume.portal.console;

import brume.cloud.network.Peer;
import brume.cloud.network.Permission;
import brume.cloud.sandbox.Problem;
import brume.portal.part.Words;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Optional;
import java.util.stream.Stream;

/// The fields of one rule: what kind of traffic, and from where or to where.
final class RuleForm extends Div {

    /// The kinds that people choose among.
    private enum Preset {
        SSH("tcp", "22"),
        HTTP("tcp", "80"),
        HTTPS("tcp", "443"),
        TCP("tcp", ""),
        UDP("udp", ""),
        ICMP("icmp", "-1"),
        ALL("-1", "");

        private final String protocol;
        private final String port;

        Preset(String protocol, String port) {
            this.protocol = protocol;
            this.port = port;
        }
    }

    private final Select<Preset> kind = new Select<>();
    private final TextField port = new TextField(Words.say("console.port"));
    private final TextField source = new TextField();
    private final boolean egress;
    private final TextField description = new TextField(Words.say("console.description"));

    RuleForm(boolean egress) {
        this.egress = egress;
        addClassNames("col", "ask");
        kind.setLabel(Words.say("console.type"));
        kind.setItems(Preset.values());
        kind.setItemLabelGenerator(
                preset -> Words.say("console.preset." + preset.name().toLowerCase(java.util.Locale.ROOT)));
        kind.addValueChangeListener(change -> {
            port.setValue(change.getValue().port);
            port.setEnabled(change.getValue().port.isEmpty());
            port.setVisible(change.getValue() != Preset.ALL && change.getValue() != Preset.ICMP);
        });
        kind.setValue(Preset.SSH);
        kind.setId("rule-kind");
        port.setId("rule-port");
        port.setHelperText(Words.say("console.port.help"));
        source.setId("rule-source");
        source.setLabel(Words.say(egress ? "console.destination" : "console.source"));
        source.setValue("0.0.0.0/0");
        source.setHelperText(Words.say("console.source.help"));
        add(kind, port, source, description);
    }

    Permission permission() {
        Preset preset = kind.getValue();
        Optional<Integer> from = port(0);
        Optional<Integer> to = port(1).or(() -> from);
        return new Permission(
                Permission.traffic(preset.protocol, from, to),
                peer(),
                description.getValue().strip());
    }

    private Peer peer() {
        String text = source.getValue().strip();
        if (text.startsWith("sg-")) {
            return new Peer.Group(text);
        }
        return text.contains(":") ? Permission.blockV6(text) : Permission.block(text);
    }

    private Optional<Integer> port(int end) {
        String[] ends = port.getValue().strip().split("(?<=\\d)-", 2);
        if (ends.length <= end || ends[end].isEmpty()) {
            return Optional.empty();
        }
        if (!ends[end].matches("-?\\d{1,5}")) {
            throw new Problem.InvalidValue("port", ends[end], "Invalid port: " + ends[end]).refused();
        }
        return Optional.of(Integer.parseInt(ends[end]));
    }

    String command(String groupId) {
        String ports = Stream.of(port.getValue().strip())
                .filter(text -> !text.isEmpty())
                .map(text -> " --port " + Shell.quoted(text))
                .findFirst()
                .orElse("");
        String from = source.getValue().strip();
        return "aws ec2 authorize-security-group-" + (egress ? "egress" : "ingress") + " --group-id " + groupId
                + " --protocol "
                + kind.getValue().protocol + ports
                + (from.startsWith("sg-") ? " --source-group " : " --cidr ") + Shell.quoted(from);
    }
}
