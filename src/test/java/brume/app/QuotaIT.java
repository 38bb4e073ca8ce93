package brume.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import brume.school.Accounts.Doer;
import brume.school.Person;
import brume.school.Principal;
import brume.school.Quota;
import brume.school.QuotaDesk;
import brume.school.QuotaFull;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.InstanceType;

/// The quotas of a school and its courses, as students of two schools meet them by the provider's API.
class QuotaIT {

    private static final String IMAGE =
            "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";

    private static TwoSchools schools;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        schools = TwoSchools.in(folder);
    }

    @AfterAll
    static void stop() {
        schools.close();
    }

    @AfterEach
    void limitNothing() {
        desk().setCourse(root(), TwoSchools.LYON, TwoSchools.OPEN, Quota.NONE);
        desk().setSchool(root(), TwoSchools.LYON, Quota.NONE);
    }

    private static QuotaDesk desk() {
        return PortalParts.of(schools.brume(), Brume.CLOCK).school().quotas();
    }

    private static Doer root() {
        return new Doer(
                schools.brume().school().people().account("root").orElseThrow().person(), "127.0.0.1");
    }

    private static Quota instances(int most) {
        return new Quota(Optional.empty(), Optional.of(most), Optional.empty());
    }

    private static Quota sandboxes(int most) {
        return new Quota(Optional.of(most), Optional.empty(), Optional.empty());
    }

    private static String launch(TwoSchools.Workplace place) {
        try (Ec2Client ec2 = Machine.client(schools, place)) {
            return ec2.runInstances(run -> run.imageId(IMAGE)
                            .instanceType(InstanceType.T3_NANO)
                            .minCount(1)
                            .maxCount(1))
                    .instances()
                    .getFirst()
                    .instanceId();
        }
    }

    private static String refusal(TwoSchools.Workplace place) {
        try {
            return "launched " + launch(place);
        } catch (Ec2Exception refused) {
            return refused.awsErrorDetails().errorCode() + ": "
                    + refused.awsErrorDetails().errorMessage();
        }
    }

    private static String most(TwoSchools.Workplace place) {
        try (Ec2Client ec2 = Machine.client(schools, place)) {
            return ec2.describeAccountAttributes(asked -> asked.attributeNamesWithStrings("max-instances"))
                    .accountAttributes()
                    .getFirst()
                    .attributeValues()
                    .getFirst()
                    .attributeValue();
        }
    }

    @Test
    void theNarrowerOfSchoolAndCourseHoldsAtOnceForOneSchoolOnly() {
        launch(schools.alice());
        desk().setSchool(root(), TwoSchools.LYON, instances(2));
        launch(schools.alice());
        assertThat(most(schools.alice())).isEqualTo("2");
        assertThat(most(schools.bob())).as("the provider's own").isEqualTo("20");
        assertThat(refusal(schools.alice()))
                .isEqualTo("InstanceLimitExceeded: You have requested more instances (3) than your current instance"
                        + " limit of 2 allows for the specified instance type. Please visit"
                        + " http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.");
        desk().setCourse(root(), TwoSchools.LYON, TwoSchools.OPEN, instances(1));
        assertThat(refusal(schools.alice())).contains("current instance limit of 1 allows");
        for (int more = 0; more < 3; more++) {
            launch(schools.bob());
        }
        desk().setCourse(root(), TwoSchools.LYON, TwoSchools.OPEN, Quota.NONE);
        desk().setSchool(root(), TwoSchools.LYON, instances(3));
        launch(schools.alice());
        desk().setSchool(root(), TwoSchools.LYON, Quota.NONE);
        desk().setCourse(
                        root(),
                        TwoSchools.LYON,
                        TwoSchools.OPEN,
                        new Quota(Optional.empty(), Optional.empty(), Optional.of(30)));
        assertThat(refusal(schools.alice()))
                .isEqualTo("VolumeLimitExceeded: You have exceeded your maximum gp3 storage limit of 30 GiB in this"
                        + " region. Please contact AWS Support to request an Elastic Block Store service limit"
                        + " increase.");
    }

    @Test
    void aLabIsNotStartedWhereNoSandboxIsLeftAndIsOnceThereIsOne() {
        Person fred =
                schools.brume().school().people().find(TwoSchools.LYON, "fred").orElseThrow();
        Principal him = Principal.of(fred, TwoSchools.LYON);
        desk().setSchool(root(), TwoSchools.LYON, sandboxes(1));
        assertThatThrownBy(() -> schools.brume().labDesk().enter(him, TwoSchools.OPEN, TwoSchools.LAB))
                .isInstanceOfSatisfying(
                        QuotaFull.class, full -> assertThat(full.whose()).isEqualTo(QuotaFull.Whose.SCHOOL));
        assertThat(schools.brume().school().sandboxes().of(TwoSchools.LYON, fred.id()))
                .isEmpty();
        assertThat(schools.brume().school().attempts().of(TwoSchools.LYON, fred.id()))
                .isEmpty();
        Principal alice = Principal.of(schools.alice().person(), TwoSchools.LYON);
        assertThat(schools.brume()
                        .labDesk()
                        .enter(alice, TwoSchools.OPEN, TwoSchools.LAB)
                        .sandbox())
                .as("what was begun goes on")
                .isEqualTo(schools.alice().owner().sandbox());
        desk().setSchool(root(), TwoSchools.LYON, sandboxes(2));
        assertThat(schools.brume()
                        .labDesk()
                        .enter(him, TwoSchools.OPEN, TwoSchools.LAB)
                        .person())
                .isEqualTo(fred.id());
    }
}
