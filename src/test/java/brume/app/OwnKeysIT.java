package brume.app;

import static org.assertj.core.api.Assertions.assertThat;

import brume.api.SignedPost;
import brume.api.ssh.OpenSsh;
import brume.school.AccessKey;
import brume.school.AccessKeys.Listed;
import brume.school.OwnAccessKeys;
import brume.school.OwnSshKeys;
import brume.school.SshKey;
import brume.school.TenantId;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys replaced by their owner, as the doors see it: the next call of a key that was taken away is refused as the
/// provider refuses it.
class OwnKeysIT {

    private static TwoSchools schools;
    private static OwnAccessKeys keys;
    private static OpenSsh client;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        schools = TwoSchools.in(folder);
        client = new OpenSsh(folder);
        keys = of(schools.alice());
    }

    private static OwnAccessKeys of(TwoSchools.Workplace place) {
        return new OwnAccessKeys(
                schools.brume().school().accessKeys(),
                place.owner().tenant(),
                place.owner().sandbox(),
                place.person().username(),
                new SecureRandom(),
                (action, key) -> {});
    }

    @AfterAll
    static void stop() {
        if (schools != null) {
            schools.close();
        }
    }

    private static HttpResponse<String> identity(AccessKey key) {
        return ask(key, "sts", "Action=GetCallerIdentity&Version=2011-06-15");
    }

    private static HttpResponse<String> ask(AccessKey key, String service, String form) {
        return new SignedPost(URI.create(schools.brume().plates().endpoint()), key, service, "eu-west-3").form(form);
    }

    @Test
    void aKeyIsReplacedWithoutAMomentInWhichNoneWorks() throws Exception {
        AccessKey old = keys.all().getFirst().key();
        assertThat(keys.all().getFirst().lastUsed()).isEmpty();
        AccessKey fresh = keys.create().orElseThrow();
        assertThat(keys.create()).as("a third").isEmpty();
        assertThat(identity(old).statusCode()).isEqualTo(200);
        assertThat(identity(fresh).statusCode()).isEqualTo(200);
        assertThat(keys.all()).extracting(Listed::lastUsed).noneMatch(Optional::isEmpty);

        keys.deactivate(old.accessKeyId());
        assertThat(identity(old).body()).contains("<Code>InvalidClientTokenId</Code>");
        assertThat(ask(old, "ec2", "Action=DescribeInstances&Version=2016-11-15")
                        .body())
                .contains("<Code>AuthFailure</Code>");
        assertThat(identity(fresh).statusCode()).isEqualTo(200);

        keys.activate(old.accessKeyId());
        assertThat(identity(old).statusCode()).isEqualTo(200);
        keys.remove(old.accessKeyId());
        assertThat(identity(old).body()).contains("<Code>InvalidClientTokenId</Code>");
        keys.activate(old.accessKeyId());
        assertThat(identity(old).statusCode()).isEqualTo(403);
        assertThat(keys.all()).extracting(one -> one.key().accessKeyId()).containsExactly(fresh.accessKeyId());
    }

    @Test
    void aSecretIsShownOnce() {
        OwnAccessKeys bobs = of(schools.bob());
        String first = bobs.all().getFirst().key().accessKeyId();
        assertThat(bobs.all().getFirst().shown()).isFalse();
        assertThat(bobs.reveal(first)).contains(schools.bob().key());
        assertThat(bobs.reveal(first)).isEmpty();
        AccessKey second = bobs.create().orElseThrow();
        assertThat(bobs.reveal(second.accessKeyId())).isEmpty();
        assertThat(bobs.all()).extracting(Listed::shown).containsExactly(true, true);
        bobs.remove(second.accessKeyId());
    }

    @Test
    void nobodyTouchesTheKeyOfAnotherSandbox() {
        OwnAccessKeys bobs = of(schools.bob());
        AccessKey hers = keys.all().getLast().key();
        assertThat(bobs.reveal(hers.accessKeyId())).isEmpty();
        bobs.deactivate(hers.accessKeyId());
        bobs.remove(hers.accessKeyId());
        assertThat(identity(hers).statusCode()).isEqualTo(200);
    }

    @Test
    void ofManyMadeAtOnceNoMoreThanTwoStay() throws Exception {
        OwnAccessKeys operators = new OwnAccessKeys(
                schools.brume().school().accessKeys(),
                TenantId.parse("operator"),
                brume.cloud.sandbox.SandboxId.parse(
                        schools.brume().operator().open().sandbox()),
                "operator",
                new SecureRandom(),
                (action, key) -> {});
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> create = () -> operators.create().isPresent();
            assertThat(threads.invokeAll(Stream.generate(() -> create).limit(8).toList()))
                    .filteredOn(Future::resultNow)
                    .hasSize(1);
        }
        assertThat(operators.all()).hasSize(2);
    }

    @Test
    void anSshKeyThatWasTakenAwayOpensTheJumpNoMore() {
        OpenSsh.needs("ssh", "ssh-keygen");
        OwnSshKeys own = new OwnSshKeys(
                schools.brume().school().sshKeys(),
                TwoSchools.LYON,
                schools.alice().person().id(),
                new SecureRandom(),
                (action, key) -> {});
        Path old = client.key("old", "ed25519");
        Path fresh = client.key("fresh", "ed25519");
        SshKey first = own.add(client.publicLine(old));
        own.add(client.publicLine(fresh));
        assertThat(jump(old).err()).doesNotContain("Permission denied");
        assertThat(jump(fresh).err()).doesNotContain("Permission denied");
        own.remove(first.id());
        assertThat(jump(old).err()).contains("Permission denied (publickey");
        assertThat(jump(fresh).err()).doesNotContain("Permission denied");
    }

    /// To an address where nobody is: whoever was let in hears that, the others never get so far.
    private static OpenSsh.Result jump(Path key) {
        return client.run(
                "timeout",
                "20",
                "ssh",
                "-F",
                "/dev/null",
                "-p",
                "" + schools.brume().settings().sshPort(),
                "-l",
                schools.alice().owner().sandbox().value(),
                "-i",
                key.toString(),
                "-o",
                "IdentitiesOnly=yes",
                "-o",
                "BatchMode=yes",
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=/dev/null",
                "-W",
                "no-such-host.invalid:22",
                "127.0.0.1");
    }
}
