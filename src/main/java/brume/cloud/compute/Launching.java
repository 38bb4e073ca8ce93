package brume.cloud.compute;

import brume.cloud.network.InterfaceAttachment;
import brume.cloud.network.NetworkInterface;
import brume.cloud.network.NetworkInterfaces;
import brume.cloud.network.Place;
import brume.cloud.network.Regional;
import brume.cloud.network.SecurityGroups;
import brume.cloud.network.Subnet;
import brume.cloud.network.TagRules;
import brume.cloud.offer.InstanceType;
import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.State;
import brume.cloud.sandbox.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides one launch: checks the request against what is there, then makes instances with their interfaces and
/// volumes.
final class Launching {

    private final Place place;
    private final Images images;
    private final KeyPairs keyPairs;
    private final SecurityGroups groups;

    Launching(Place place, Images images, KeyPairs keyPairs, SecurityGroups groups) {
        this.place = place;
        this.images = images;
        this.keyPairs = keyPairs;
        this.groups = groups;
    }

    /// All that the instances of one launch share.
    private record Plan(
            Launch launch,
            Image image,
            InstanceType type,
            Optional<KeyPair> key,
            List<CardPlan> cards,
            List<Launch.BlockDevice> devices,
            MetadataOptions metadata) {}

    private record CardPlan(Launch.Card card, Subnet subnet, List<String> groupIds) {
        boolean takesPublicAddress(int cards) {
            return card.associatePublicAddress().orElse(cards == 1 && subnet.mapPublicIpOnLaunch());
        }
    }

    /// @param fresh false where the same client token had launched the reservation already
    record Decision(Reservation reservation, boolean fresh) {}

    Decision decide(Transaction tx, Launch launch, Allowance allowance) {
        LaunchChecks.shape(launch);
        Optional<Reservation> known = known(tx.state(), launch);
        if (known.isPresent()) {
            return new Decision(known.get(), false);
        }
        Plan plan = plan(tx, launch);
        int count = Math.min(launch.maxCount(), Capacity.room(tx.state(), place.name(), plan.type()));
        if (count < launch.minCount()) {
            throw Capacity.exceeded(tx.state(), place.name(), plan.type());
        }
        count = allowance.room(tx.state(), count, launch.minCount(), plan.devices());
        String reservationId = tx.newId("r-");
        List<Instance> instances = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            if (index >= launch.minCount() && !roomFor(tx.state(), plan)) {
                break;
            }
            instances.add(launched(tx, plan, reservationId, index));
        }
        launch.clientToken()
                .ifPresent(token -> tx.put(new LaunchToken(tokenKey(token), reservationId, fingerprint(launch))));
        return new Decision(new Reservation(reservationId, instances), true);
    }

    private static boolean roomFor(State state, Plan plan) {
        return plan.cards().stream().allMatch(card -> card.subnet().availableAddresses(state) > 0);
    }

    /// The reservation that the same token has launched already.
    private Optional<Reservation> known(State state, Launch launch) {
        return launch.clientToken()
                .flatMap(token -> state.find(LaunchToken.KIND, tokenKey(token)))
                .map(token -> {
                    if (!token.fingerprint().equals(fingerprint(launch))) {
                        throw new Problem.Specific(
                                        "IdempotentParameterMismatch",
                                        "Arguments on this idempotent request are inconsistent with arguments used in"
                                                + " previous request(s).")
                                .refused();
                    }
                    return new Reservation(
                            token.reservationId(),
                            List.copyOf(state.by(Instance.KIND, Instance.BY_RESERVATION, token.reservationId())));
                });
    }

    private String tokenKey(String token) {
        return place.name() + "/" + token;
    }

    private static String fingerprint(Launch launch) {
        return HexFormat.of()
                .formatHex(Digests.of("SHA-256", launch.toString().getBytes(StandardCharsets.UTF_8)), 0, 16);
    }

    private Plan plan(Transaction tx, Launch launch) {
        State state = tx.state();
        Image image = images.get(state, launch.imageId());
        InstanceType type = LaunchChecks.type(
                launch.type().orElseThrow(() -> LaunchChecks.noType(place.name())), image, place.region());
        Optional<KeyPair> key = launch.keyName()
                .map(name -> keyPairs.find(state, name)
                        .orElseThrow(() -> new Problem.NotFound(KeyPair.KIND, name).refused()));
        List<CardPlan> cards = cards(tx, launch, type);
        if (launch.privateAddress().isPresent() && launch.maxCount() > 1) {
            throw new Problem.InvalidCombination(
                            "The parameter privateIpAddress cannot be used when launching more than one instance")
                    .refused();
        }
        if (launch.credits().isPresent() && !type.burstable()) {
            throw new Problem.InvalidCombination("The instance type " + type.name()
                            + " does not support CPU credits; the parameter creditSpecification cannot be used")
                    .refused();
        }
        launch.tags().values().forEach(TagRules::check);
        MetadataOptions usual = new MetadataOptions(image.imdsV2(), image.imdsV2() ? 2 : 1, true, false, false);
        return new Plan(
                launch,
                image,
                type,
                key,
                cards,
                VolumeRules.complete(image, launch.blockDevices()),
                launch.metadata().applied(usual));
    }

    private List<CardPlan> cards(Transaction tx, Launch launch, InstanceType type) {
        if (!launch.cards().isEmpty()) {
            if (launch.cards().size() > type.maxInterfaces()) {
                throw new Problem.LimitExceeded(
                                NetworkInterface.KIND,
                                "AttachmentLimitExceeded",
                                "Interface count " + launch.cards().size() + " exceeds the limit for " + type.name())
                        .refused();
            }
            return launch.cards().stream()
                    .sorted(java.util.Comparator.comparingInt(Launch.Card::deviceIndex))
                    .map(card -> cardPlan(tx, launch, type, card, card.groupIds()))
                    .toList();
        }
        Launch.Card only = new Launch.Card(
                0,
                launch.subnetId(),
                launch.groupIds(),
                launch.privateAddress(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        List<String> ids = new ArrayList<>(launch.groupIds());
        if (!launch.groupNames().isEmpty()) {
            if (launch.subnetId().isPresent()) {
                throw new Problem.InvalidCombination("The parameter groupName cannot be used with the parameter subnet")
                        .refused();
            }
            launch.groupNames()
                    .forEach(name -> ids.add(groups.named(tx.state(), name).id()));
        }
        return List.of(cardPlan(tx, launch, type, only, ids));
    }

    private CardPlan cardPlan(
            Transaction tx, Launch launch, InstanceType type, Launch.Card card, List<String> groupIds) {
        Subnet subnet = LaunchChecks.subnet(tx, place, type, card.subnetId(), launch.zone());
        return new CardPlan(card, subnet, groups.toWear(tx, subnet, groupIds));
    }

    private Instance launched(Transaction tx, Plan plan, String reservationId, int index) {
        String id = tx.newId("i-");
        Launch launch = plan.launch();
        List<String> cardIds = new ArrayList<>();
        for (CardPlan card : plan.cards()) {
            NetworkInterface made = plugged(tx, id, card, plan.cards().size());
            cardIds.add(made.id());
            TagRules.put(tx, place.name(), made.id(), "network-interface", tags(launch, "network-interface"));
        }
        Subnet subnet = plan.cards().getFirst().subnet();
        plan.devices().forEach(device -> {
            String volume = VolumeRules.create(tx, place.name(), subnet.zone(), id, device)
                    .id();
            TagRules.put(tx, place.name(), volume, "volume", tags(launch, "volume"));
        });
        TagRules.put(tx, place.name(), id, "instance", tags(launch, "instance"));
        return tx.put(new Instance(
                id,
                place.name(),
                reservationId,
                index,
                launch.clientToken(),
                plan.image().id(),
                plan.type().name(),
                launch.keyName(),
                plan.key().map(KeyPair::publicKey),
                subnet.vpcId(),
                subnet.id(),
                subnet.zone(),
                cardIds.getFirst(),
                tx.now(),
                tx.now(),
                new Power(Power.Wanted.RUNNING, tx.now()),
                "",
                Optional.empty(),
                plan.type().architecture().toString(),
                plan.image().rootDeviceName(),
                launch.userData().filter(data -> !data.isEmpty()),
                plan.metadata(),
                launch.monitoring(),
                launch.terminationProtected(),
                launch.stopProtected(),
                launch.shutdownBehavior().map("terminate"::equals).orElse(false),
                launch.ebsOptimized().orElse(false),
                launch.credits().or(plan.type()::defaultCredits),
                launch.tenancy()
                        .orElse(Regional.vpcs(place)
                                .get(tx.state(), subnet.vpcId())
                                .tenancy())));
    }

    private static NetworkInterface plugged(Transaction tx, String instanceId, CardPlan plan, int cards) {
        Launch.Card card = plan.card();
        return NetworkInterfaces.create(
                tx,
                plan.subnet(),
                card.privateAddress(),
                plan.groupIds(),
                card.description().orElse(""),
                Optional.of(new InterfaceAttachment(
                        tx.newId("eni-attach-"),
                        instanceId,
                        card.deviceIndex(),
                        card.deleteOnTermination().orElse(true),
                        tx.now())),
                plan.takesPublicAddress(cards));
    }

    private static Map<String, String> tags(Launch launch, String type) {
        return launch.tags().getOrDefault(type, Map.of());
    }
}
