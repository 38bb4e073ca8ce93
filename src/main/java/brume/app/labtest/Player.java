package brume.app.labtest;

import brume.cloud.compute.Instance;
import brume.cloud.guest.Guest;
import brume.cloud.guest.Login;
import brume.cloud.guest.Stdio;
import brume.cloud.network.Connection;
import brume.cloud.network.ElasticAddress;
import brume.cloud.network.Endpoint;
import brume.cloud.network.Ipv4;
import brume.cloud.network.NetworkInterface;
import brume.cloud.sandbox.State;
import brume.lab.CheckResult;
import brume.lab.Lab;
import brume.lab.LabText;
import brume.lab.Rehearsal;
import brume.lab.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;

/// Plays commands in one sandbox, and is judged after each of them as a student would be.
final class Player implements AutoCloseable {

    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final Duration A_WAIT = Duration.ofSeconds(5);

    private final Playground playground;
    private final Playground.Seat seat;
    private final Rehearsal rehearsal;
    private final Map<String, String> values;

    Player(Playground playground, Lab lab, long seed) {
        this.playground = playground;
        this.seat = playground.seat(lab.region());
        this.rehearsal = new Rehearsal(lab, seat.cloud(), seed);
        this.values = new HashMap<>(rehearsal.values());
    }

    /// A command did not work.
    static final class Stuck extends Exception {
        private static final long serialVersionUID = 1;

        Stuck(Script.Command command, String why) {
            super((command.id().isEmpty() ? command.line() : command.id()) + ": " + why);
        }
    }

    Map<String, CheckResult> judged() {
        return rehearsal.judge();
    }

    List<String> faults() {
        return rehearsal.faults();
    }

    void play(List<Script.Command> commands) throws Stuck {
        for (Script.Command command : commands) {
            try {
                switch (command) {
                    case Script.Aws aws -> aws(aws);
                    case Script.Ssh ssh -> ssh(ssh);
                }
            } catch (SdkException | IllegalArgumentException refused) {
                throw new Stuck(command, String.valueOf(refused.getMessage()));
            }
            playground.pass(A_MOMENT);
            rehearsal.judge();
        }
    }

    private void aws(Script.Aws command) {
        AwsLine line = AwsLine.parse(LabText.filled(command.line(), values));
        if (line.isWait()) {
            playground.pass(A_WAIT);
            return;
        }
        SdkPojo answer = line.send(seat.ec2());
        command.keep().forEach((name, path) -> values.put(name, AnswerPath.find(answer, path)));
    }

    /// Port 22 must answer from the internet; then the line runs as sshd would run it.
    private void ssh(Script.Ssh command) throws Stuck {
        Ipv4 address = Ipv4.parse(LabText.filled(command.on(), values));
        try (Connection connection =
                seat.cloud().internet().connect(new Endpoint(address, 22), Duration.ofSeconds(1))) {
            if (connection.peer().port() != 22) {
                throw new Stuck(command, "reached " + connection.peer());
            }
        } catch (IOException unreachable) {
            throw new Stuck(command, unreachable.getMessage() + " (" + address + ":22)");
        }
        Guest guest = behind(address).orElseThrow(() -> new Stuck(command, "nothing runs behind " + address));
        Login login = guest.login(guest.os().user()).orElseThrow(() -> new Stuck(command, "no such user"));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int exit = guest.exec(
                login, LabText.filled(command.line(), values), new Stdio(InputStream.nullInputStream(), said, said));
        if (exit != 0) {
            throw new Stuck(
                    command,
                    "exit " + exit + ": "
                            + said.toString(StandardCharsets.UTF_8).strip());
        }
    }

    private Optional<Guest> behind(Ipv4 address) {
        State state = seat.cloud().sandbox().state();
        String text = address.toString();
        Optional<String> elastic = state.by(ElasticAddress.KIND, ElasticAddress.BY_ADDRESS, text).stream()
                .flatMap(one -> one.association().stream())
                .flatMap(association -> association.instanceId().stream())
                .findFirst();
        return elastic.or(() -> state.by(NetworkInterface.KIND, NetworkInterface.BY_PUBLIC_ADDRESS, text).stream()
                        .flatMap(card -> card.attachment().stream())
                        .map(attachment -> attachment.instanceId())
                        .findFirst())
                .filter(id -> state.find(Instance.KIND, id).isPresent())
                .flatMap(id -> seat.cloud().guests().of(id));
    }

    @Override
    public void close() {
        seat.close();
    }
}
