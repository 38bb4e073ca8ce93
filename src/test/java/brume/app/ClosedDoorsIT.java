package brume.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import brume.api.SignedPost;
import brume.api.ssh.OpenSsh;
import brume.lab.Attempt;
import brume.lab.LabDesk;
import brume.school.AccessKey;
import brume.school.Accounts.Doer;
import brume.school.CourseDesk;
import brume.school.Person;
import brume.school.Principal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/// The ways into a sandbox of a course that is archived, and of an attempt that was started over: shut at once for
/// whoever is inside and whoever comes, open again when the course is brought back.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClosedDoorsIT {

    private static TwoSchools schools;
    private static Machine machine;
    private static OpenSsh client;
    private static Path key;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        OpenSsh.needs("ssh", "curl");
        schools = TwoSchools.in(folder);
        machine = Machine.of(schools, schools.alice());
        client = new OpenSsh(folder);
        key = client.write("alice", machine.privateKey());
        for (int tries = 0; tries < 300 && !page(); tries++) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    @AfterAll
    static void stop() {
        if (schools != null) {
            schools.close();
        }
    }

    private static String sandbox() {
        return schools.alice().owner().sandbox().value();
    }

    private static String[] ssh(String... arguments) {
        return OpenSsh.command(
                List.of(
                        "ssh",
                        "-F",
                        "/dev/null",
                        "-p",
                        "" + schools.brume().settings().sshPort(),
                        "-l",
                        sandbox()),
                Stream.concat(
                                Stream.of(
                                        "-i", key.toString(),
                                        "-o", "IdentitiesOnly=yes",
                                        "-o", "BatchMode=yes",
                                        "-o", "StrictHostKeyChecking=no",
                                        "-o", "UserKnownHostsFile=/dev/null"),
                                Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private static OpenSsh.Result jump() {
        return client.runWith(
                "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                ssh("-W", machine.name("publicIp") + ":80", "127.0.0.1"));
    }

    private static String proxy() {
        return client.run(
                        "curl",
                        "-s",
                        "--max-time",
                        "4",
                        "-w",
                        "\n%{http_code}",
                        "-x",
                        "http://127.0.0.1:" + schools.brume().settings().proxyPort(),
                        "--proxy-user",
                        sandbox() + ":" + schools.alice().key().secret(),
                        "http://" + machine.name("publicIp") + "/")
                .out();
    }

    private static boolean page() {
        return proxy().contains("the page of alice");
    }

    private static void api() {
        try (var ec2 = Machine.client(schools, schools.alice())) {
            ec2.describeInstances();
        }
    }

    private static CourseDesk courses() {
        return PortalParts.of(schools.brume(), Brume.CLOCK).school().courseDesk();
    }

    private static void archive(boolean over) {
        Person ines =
                schools.brume().school().people().find(TwoSchools.LYON, "ines").orElseThrow();
        courses().archive(new Doer(ines, "127.0.0.1"), TwoSchools.LYON, TwoSchools.OPEN, over);
    }

    private static Principal alice() {
        return Principal.of(schools.alice().person(), TwoSchools.LYON);
    }

    private static Attempt attempt() {
        return schools.brume().school().attempts().of(TwoSchools.LYON, alice().person()).stream()
                .filter(one -> one.course().equals(TwoSchools.OPEN))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Order(1)
    void anArchivedCourseShutsEveryWayInAtOnceAndEndsWhoIsInside() throws Exception {
        assertThat(jump().out()).contains("the page of alice");
        assertThatCode(ClosedDoorsIT::api).doesNotThrowAnyException();
        Process inside = new ProcessBuilder(ssh("-W", machine.name("publicIp") + ":22", "127.0.0.1")).start();
        assertThat(inside.inputReader().readLine()).startsWith("SSH-2.0-");

        archive(true);

        assertThat(inside.waitFor(5, TimeUnit.SECONDS))
                .as("the session that was open ends")
                .isTrue();
        assertThat(asked("ec2", "Action=DescribeInstances&Version=2016-11-15")).contains("<Code>AuthFailure</Code>");
        assertThat(asked("sts", "Action=GetCallerIdentity&Version=2011-06-15")).contains("InvalidClientTokenId");
        assertThat(jump().out()).isEmpty();
        assertThat(jump().err()).contains("This sandbox is closed: its course is archived.");
        assertThat(client.run(ssh("127.0.0.1")).err()).contains("This sandbox is closed: its course is archived.");
        assertThat(proxy()).endsWith("407").doesNotContain("the page of");
        assertThatThrownBy(() -> labs().reset(alice(), attempt().id())).isInstanceOf(Principal.Refused.class);
        assertThat(labs().find(alice(), attempt().id()))
                .as("what was done is still read")
                .isPresent();
    }

    @Test
    @Order(2)
    void whatIsBroughtBackOpensAgain() throws Exception {
        archive(false);
        for (int tries = 0; tries < 30 && !page(); tries++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(page()).isTrue();
        assertThat(jump().out()).contains("the page of alice");
        assertThatCode(ClosedDoorsIT::api).doesNotThrowAnyException();
    }

    @Test
    @Order(3)
    void startingOverShutsTheOldSandboxAndOpensTheNew() {
        Attempt fresh = labs().reset(alice(), attempt().id());
        assertThat(jump().err()).contains("This sandbox is closed: its lab was started over in a new one.");
        assertThatThrownBy(ClosedDoorsIT::api).isInstanceOf(Ec2Exception.class);
        assertThat(proxy()).endsWith("407");
        AccessKey newKey = schools.brume()
                .school()
                .accessKeys()
                .of(TwoSchools.LYON, fresh.sandbox())
                .getFirst();
        var there = new TwoSchools.Workplace(
                schools.alice().person(),
                schools.brume()
                        .school()
                        .sandboxes()
                        .find(TwoSchools.LYON, fresh.sandbox())
                        .orElseThrow(),
                newKey);
        try (var ec2 = Machine.client(schools, there)) {
            assertThat(ec2.describeInstances().reservations()).isEmpty();
        }
    }

    @Test
    @Order(4)
    void whoeverIsDisabledHasNoWayInUntilTheyAreEnabled() {
        try (var ec2 = Machine.client(schools, schools.bob())) {
            ec2.describeInstances();
            Person root = schools.brume()
                    .school()
                    .people()
                    .account("root")
                    .orElseThrow()
                    .person();
            var accounts = schools.brume().school().accounts();
            accounts.enable(new Doer(root, "127.0.0.1"), schools.bob().person().id(), false);
            assertThatThrownBy(ec2::describeInstances).isInstanceOf(Ec2Exception.class);
            accounts.enable(new Doer(root, "127.0.0.1"), schools.bob().person().id(), true);
            ec2.describeInstances();
        }
    }

    private static LabDesk labs() {
        return schools.brume().labDesk();
    }

    private static String asked(String service, String form) {
        URI endpoint = URI.create(schools.brume().plates().endpoint());
        return new SignedPost(endpoint, schools.alice().key(), service, "eu-west-3")
                .form(form)
                .body();
    }
}
