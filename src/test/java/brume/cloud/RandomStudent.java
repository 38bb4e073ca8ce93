package brume.cloud;

import static brume.cloud.TestWorld.STUDENT;

import brume.cloud.compute.Addresses.Named;
import brume.cloud.compute.Addresses.Target;
import brume.cloud.compute.Instance;
import brume.cloud.compute.KeyFormat;
import brume.cloud.compute.KeyType;
import brume.cloud.network.ElasticAddress;
import brume.cloud.network.Peer;
import brume.cloud.network.Permission;
import brume.cloud.network.SecurityGroup;
import brume.cloud.network.SecurityGroupRule;
import brume.cloud.network.Traffic;
import brume.cloud.sandbox.CloudException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// Somebody who tries everything, reproducibly.
final class RandomStudent {

    private final TestWorld world;
    private final AwsRegion paris;
    private final SplittableRandom random;
    private int done;

    RandomStudent(TestWorld world, long seed) {
        this.world = world;
        this.paris = world.paris;
        this.random = new SplittableRandom(seed);
    }

    int done() {
        return done;
    }

    void act() {
        try {
            attempt();
            done++;
        } catch (CloudException refused) {
            // a refusal is a fine answer; the books are checked all the same
        }
        if (random.nextInt(3) == 0) {
            world.pass(Duration.ofMillis(random.nextInt(1, 4000)));
        }
    }

    private void attempt() {
        switch (random.nextInt(16)) {
            case 0, 1, 2 -> launch();
            case 3 -> paris.instances().stop(STUDENT, anInstance(), random.nextBoolean(), false);
            case 4 -> paris.instances().start(STUDENT, anInstance());
            case 5 -> paris.instances().terminate(STUDENT, anInstance());
            case 6 ->
                paris.securityGroups()
                        .create(STUDENT, "g" + random.nextInt(12), "random", Optional.empty(), Map.of("k", "v"));
            case 7 -> paris.securityGroups().delete(STUDENT, aGroup());
            case 8, 9 ->
                paris.securityGroups()
                        .rules()
                        .authorize(STUDENT, aGroup(), random.nextBoolean(), List.of(permission()), Map.of());
            case 10 -> revoke();
            case 11 -> paris.addresses().allocate(STUDENT, Map.of("Name", "a" + random.nextInt(9)));
            case 12 ->
                paris.addresses()
                        .associate(
                                STUDENT,
                                new Named.Allocation(anAddress().id()),
                                new Target.ToInstance(anInstance().getFirst()),
                                Optional.empty(),
                                random.nextBoolean());
            case 13 ->
                anAddress().association().ifPresent(to -> paris.addresses().disassociate(STUDENT, to.id()));
            case 14 -> {
                if (random.nextInt(4) == 0) {
                    paris.addresses()
                            .release(STUDENT, new Named.Allocation(anAddress().id()));
                } else {
                    paris.instances()
                            .attributes()
                            .securityGroups(STUDENT, anInstance().getFirst(), List.of(aGroup()));
                }
            }
            default -> various();
        }
    }

    private void various() {
        switch (random.nextInt(5)) {
            case 0 ->
                paris.keyPairs().create(STUDENT, "k" + random.nextInt(5), KeyType.ED25519, KeyFormat.PEM, Map.of());
            case 1 -> paris.keyPairs().delete(STUDENT, Optional.of("k" + random.nextInt(5)), Optional.empty());
            case 2 -> paris.tags().create(STUDENT, anInstance(), Map.of("t" + random.nextInt(60), "x"));
            case 3 ->
                paris.instances()
                        .attributes()
                        .terminationProtection(STUDENT, anInstance().getFirst(), random.nextInt(4) == 0);
            default -> world.pass(Duration.ofMinutes(random.nextInt(90)));
        }
    }

    private void launch() {
        var launch = world.micro().count(1, random.nextInt(1, 4)).clientToken("t" + random.nextInt(200));
        if (random.nextBoolean()) {
            launch.groups(List.of(aGroup()));
        }
        paris.instances()
                .run(STUDENT, launch.tags("instance", Map.of("Name", "n")).build());
    }

    private void revoke() {
        List<SecurityGroupRule> rules = paris.securityGroups().rules().describe(List.of());
        SecurityGroupRule rule = rules.get(random.nextInt(rules.size()));
        paris.securityGroups().rules().revokeById(STUDENT, rule.groupId(), rule.egress(), List.of(rule.id()));
    }

    private Permission permission() {
        Peer peer = random.nextInt(3) == 0
                ? new Peer.Group(aGroup())
                : Permission.block("10." + random.nextInt(4) + ".0.0/16");
        return Permission.of(Traffic.tcp(random.nextInt(1, 6)), peer);
    }

    private List<String> anInstance() {
        List<Instance> all = paris.instances().describe(List.of());
        return List.of(
                all.isEmpty()
                        ? "i-0123456789abcdef0"
                        : all.get(random.nextInt(all.size())).id());
    }

    private String aGroup() {
        List<SecurityGroup> all = paris.securityGroups().describe(List.of(), List.of());
        return all.get(random.nextInt(all.size())).id();
    }

    private ElasticAddress anAddress() {
        List<ElasticAddress> all = paris.addresses().describe(List.of(), List.of());
        if (all.isEmpty()) {
            return paris.addresses().allocate(STUDENT, Map.of());
        }
        return all.get(random.nextInt(all.size()));
    }
}
