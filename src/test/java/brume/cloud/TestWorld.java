package brume.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import brume.cloud.compute.Allowance;
import brume.cloud.compute.Image;
import brume.cloud.compute.Instance;
import brume.cloud.compute.Launch;
import brume.cloud.guest.image.OperatingSystem;
import brume.cloud.offer.Architecture;
import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.CloudException;
import brume.cloud.sandbox.MemoryBlobs;
import brume.cloud.sandbox.MemoryJournal;
import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.SandboxId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// A cloud in memory with a clock that moves only when told. Its machines never boot: what is handed to the executor is
/// dropped.
public final class TestWorld {

    public static final Caller STUDENT = Caller.of("lea");
    private static final SandboxId ID = new SandboxId("sb-aaaaaaaaaaaa");

    /// What the sandbox may have, from the next call on.
    public volatile Allowance allowance = Allowance.UNLIMITED;

    private volatile Instant now = Instant.parse("2026-11-23T08:00:00Z");
    private final Executor executor;
    public final MemoryJournal journal = new MemoryJournal();
    private final MemoryBlobs blobs = new MemoryBlobs();
    public final Clouds clouds;
    public final Cloud cloud;
    public final AwsRegion paris;

    public TestWorld() {
        this(task -> {});
    }

    /// A world whose machines may run.
    public TestWorld(Executor executor) {
        this.executor = executor;
        this.clouds = clouds();
        this.cloud = clouds.create(ID, "123456789012");
        this.paris = cloud.aws("eu-west-3");
    }

    private Clouds clouds() {
        return new Clouds(
                journal,
                blobs,
                CloudKinds.KINDS,
                () -> now,
                new SecureRandom(),
                executor,
                duration -> {},
                sandbox -> allowance);
    }

    /// The same journal, read again by a new process.
    public Cloud reopened() {
        return clouds().open(ID);
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    /// Long enough for every change of state.
    public void settle() {
        pass(Duration.ofSeconds(5));
    }

    public Image image(OperatingSystem os, Architecture architecture) {
        return paris.images().describe(List.of()).stream()
                .filter(image -> image.os() == os && image.architecture() == architecture)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    public String amazonLinux() {
        return image(OperatingSystem.AMAZON_LINUX_2023, Architecture.X86_64).id();
    }

    public Launch.Builder micro() {
        return Launch.of(amazonLinux()).type("t3.micro");
    }

    /// One running instance.
    public Instance running() {
        return running(micro());
    }

    public Instance running(Launch.Builder launch) {
        Instance instance =
                paris.instances().run(STUDENT, launch.build()).instances().getFirst();
        settle();
        return instance;
    }

    /// What the cloud refused, and that it changed nothing.
    public Problem refused(ThrowingCallable call) {
        long before = cloud.sandbox().position();
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(CloudException.class);
        assertThat(cloud.sandbox().position()).isEqualTo(before);
        return ((CloudException) thrown).problem();
    }

    /// The provider's code of a refusal that has its own.
    public String code(ThrowingCallable call) {
        return switch (refused(call)) {
            case Problem.Specific specific -> specific.code();
            case Problem.LimitExceeded limit -> limit.quota();
            case Problem other -> other.getClass().getSimpleName();
        };
    }
}
