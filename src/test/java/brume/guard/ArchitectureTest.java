package brume.guard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The arrows of ARCHITECTURE.md. Whoever changes an arrow changes that page and this test in one commit, and says why.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {

    private static final Map<String, Set<String>> FLOORS = Map.of(
            "app", Set.of("portal", "api", "lab", "school", "store", "cloud"),
            "portal", Set.of("lab", "school", "cloud"),
            "api", Set.of("school", "cloud"),
            "lab", Set.of("school", "cloud"),
            "store", Set.of("school", "lab", "cloud"),
            "school", Set.of("cloud"),
            "cloud", Set.of());

    private static final String[] STACK = {"sandbox", "offer", "network", "storage", "guest", "container", "compute"};

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("brume");

    @Test
    void floorsImportOnlyDownwards() {
        for (var floor : FLOORS.entrySet()) {
            String[] forbidden = FLOORS.keySet().stream()
                    .filter(other ->
                            !other.equals(floor.getKey()) && !floor.getValue().contains(other))
                    .map(other -> "brume." + other + "..")
                    .toArray(String[]::new);
            check(noClasses()
                    .that()
                    .resideInAPackage("brume." + floor.getKey() + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    .because("floor " + floor.getKey() + " may see only " + floor.getValue()));
        }
    }

    @Test
    void theCloudIsAStack() {
        for (int room = 0; room < STACK.length; room++) {
            String[] above = new String[STACK.length - room];
            for (int i = room + 1; i < STACK.length; i++) {
                above[i - room - 1] = "brume.cloud." + STACK[i] + "..";
            }
            above[above.length - 1] = "brume.cloud";
            check(noClasses()
                    .that()
                    .resideInAPackage("brume.cloud." + STACK[room] + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above)
                    .because("a room of the cloud knows only the rooms before it: " + String.join(" < ", STACK)));
        }
    }

    @Test
    void theCloudIsPlainJava() {
        check(noClasses()
                .that()
                .resideInAPackage("brume.cloud..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta..",
                        "com.vaadin..",
                        "java.sql..",
                        "javax.sql..",
                        "software.amazon..",
                        "org.eclipse.jetty..",
                        "org.apache.sshd..",
                        "org.jdbi..")
                .because("the simulated provider must run, and be tested, without any server"));
        check(noClasses()
                .that()
                .resideInAPackage("brume.cloud..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml..")
                .because("JSON is the protocols' and the store's business"));
        check(noClasses()
                .that()
                .resideInAPackage("brume.cloud..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.Socket")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.ServerSocket")
                .because("a simulated connection never touches the host's network"));
    }

    @Test
    void timeAndChanceAreHandedIn() {
        check(noClasses()
                .that()
                .resideInAPackage("brume.cloud..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callConstructor(Random.class)
                .because("a sandbox has its own clock, and the same seed must give the same history"));
    }

    @Test
    void roomsOfTheApiDoNotKnowEachOther() {
        check(slices().matching("brume.api.(ec2|sts|ssm|connect|ssh|proxy)..")
                .should()
                .notDependOnEachOther()
                .because("each protocol stands alone"));
    }

    @Test
    void noRoomDependsOnItself() {
        check(slices().matching("brume.(*).(*)..")
                .should()
                .beFreeOfCycles()
                .because("one reads a room after the rooms it uses, and that needs an order"));
    }

    private void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(classes);
    }
}
