package brume.cloud.compute;

import static brume.cloud.TestWorld.STUDENT;
import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.TestWorld;
import brume.cloud.sandbox.Problem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What whoever pays for an account allows in it, in the provider's words.
class AllowanceTest {

    private final TestWorld world = new TestWorld();
    private final Instances instances = world.paris.instances();

    private void allow(int running) {
        world.allowance = new Allowance(Optional.of(running), Optional.empty());
    }

    private void store(int gib) {
        world.allowance = new Allowance(Optional.empty(), Optional.of(gib));
    }

    private int launch(int least, int most) {
        return instances
                .run(STUDENT, world.micro().count(least, most).build())
                .instances()
                .size();
    }

    @Test
    void refusesTheInstanceThatIsOneTooManyAndCountsThoseThatRun() {
        allow(2);
        assertThat(launch(2, 2)).isEqualTo(2);
        assertThat(world.refused(() -> launch(1, 1)))
                .isEqualTo(new Problem.LimitExceeded(
                        Instance.KIND,
                        "InstanceLimitExceeded",
                        "You have requested more instances (3) than your current instance limit of 2 allows for the"
                                + " specified instance type. Please visit http://aws.amazon.com/contact-us/ec2-request"
                                + " to request an adjustment to this limit."));
    }

    @Test
    void launchesAsManyAsThereIsRoomForBetweenMinimumAndMaximum() {
        allow(3);
        assertThat(launch(1, 10)).isEqualTo(3);
    }

    @Test
    void saysTheProvidersOwnQuotaWhereThatIsNarrower() {
        allow(100);
        assertThat(world.code(() -> launch(17, 17))).isEqualTo("VcpuLimitExceeded");
        assertThat(launch(1, 100)).isEqualTo(16);
    }

    @Test
    void countsTheInstancesOfEveryRegion() {
        allow(1);
        launch(1, 1);
        var frankfurt = world.cloud.aws("eu-central-1");
        String image = frankfurt.images().describe(List.of()).getLast().id();
        String type = frankfurt
                        .images()
                        .describe(List.of())
                        .getLast()
                        .architecture()
                        .toString()
                        .startsWith("x86")
                ? "t3.micro"
                : "t4g.micro";
        assertThat(world.code(() -> frankfurt
                        .instances()
                        .run(STUDENT, Launch.of(image).type(type).build())))
                .isEqualTo("InstanceLimitExceeded");
    }

    @Test
    void oneThatWasStoppedMakesRoomAndStartsOnlyWhereThereIsSome() {
        allow(1);
        String first = world.running().id();
        instances.stop(STUDENT, List.of(first), false, false);
        world.settle();
        String second = world.running().id();
        assertThat(world.code(() -> instances.start(STUDENT, List.of(first)))).isEqualTo("InstanceLimitExceeded");
        allow(2);
        assertThat(instances.start(STUDENT, List.of(first))).hasSize(1);
        assertThat(instances.start(STUDENT, List.of(second))).as("runs already").hasSize(1);
    }

    @Test
    void aLowerLimitStopsNothingAndHoldsForWhatIsNew() {
        launch(3, 3);
        world.settle();
        allow(1);
        assertThat(instances.describe(List.of()))
                .allMatch(one -> one.stateAt(world.paris.now()) == InstanceState.RUNNING);
        assertThat(world.code(() -> launch(1, 1))).isEqualTo("InstanceLimitExceeded");
        world.allowance = Allowance.UNLIMITED;
        assertThat(launch(1, 1)).isEqualTo(1);
    }

    @Test
    void refusesVolumesThatAreTooLargeTogetherAndForgetsThoseOfTerminatedInstances() {
        store(20);
        Instance first = world.running();
        launch(1, 1);
        assertThat(world.refused(() -> launch(1, 1))).isInstanceOfSatisfying(Problem.LimitExceeded.class, limit -> {
            assertThat(limit.quota()).isEqualTo("VolumeLimitExceeded");
            assertThat(limit.reason())
                    .isEqualTo("You have exceeded your maximum gp3 storage limit of 20 GiB in this region."
                            + " Please contact AWS Support to request an Elastic Block Store service limit"
                            + " increase.");
        });
        instances.terminate(STUDENT, List.of(first.id()));
        world.settle();
        assertThat(launch(1, 5)).isEqualTo(1);
    }

    @Test
    void aRepeatedRequestWithTheSameTokenNeedsNoRoom() {
        allow(1);
        Launch launch = world.micro().clientToken("again").build();
        Reservation first = instances.run(STUDENT, launch);
        assertThat(instances.run(STUDENT, launch)).isEqualTo(first);
    }
}
