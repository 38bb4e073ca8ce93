package brume.cloud.network.reach;

import brume.cloud.network.AddressAssociation;
import brume.cloud.network.ElasticAddress;
import brume.cloud.network.InternetGateway;
import brume.cloud.network.Ipv4;
import brume.cloud.network.NetworkInterface;
import brume.cloud.network.Protocol;
import brume.cloud.network.Route;
import brume.cloud.network.reach.Flow.Origin;
import brume.cloud.network.reach.Hop.Place;
import brume.cloud.network.reach.Step.Question;
import brume.cloud.sandbox.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The forwarding engine: follows one packet through the sandbox's network as it stands in a [State].
///
/// A conversation that is let in may answer (security groups remember), so only the first packet is asked of groups; a
/// network ACL does not remember, so the way back is asked as well.
public final class Reach {

    /// Ports from which clients speak, asked of a network ACL on the way back.
    private static final int CLIENT_PORT = 40_000;

    private final State state;
    private final Machines machines;
    private final Filters filters;
    private final Tables tables;

    public Reach(State state, Machines machines) {
        this.state = state;
        this.machines = machines;
        this.filters = new Filters(state);
        this.tables = new Tables(state);
    }

    public Trace trace(Flow flow) {
        Way way = new Way(flow);
        return switch (flow.from()) {
            case Origin.Internet(Ipv4 source) -> fromInternet(way, source);
            case Origin.Card(String id) -> fromCard(way, state.get(NetworkInterface.KIND, id));
        };
    }

    /// The interface that answers to a public address, elastic or lent.
    public static Optional<NetworkInterface> publicly(State state, Ipv4 address) {
        return state.by(ElasticAddress.KIND, ElasticAddress.BY_ADDRESS, address.toString()).stream()
                .flatMap(elastic -> elastic.association().stream())
                .map(AddressAssociation::networkInterfaceId)
                .flatMap(id -> state.find(NetworkInterface.KIND, id).stream())
                .findFirst()
                .or(() ->
                        state.by(NetworkInterface.KIND, NetworkInterface.BY_PUBLIC_ADDRESS, address.toString()).stream()
                                .filter(card -> elastic(state, card).isEmpty())
                                .findFirst());
    }

    /// The address by which the internet knows an interface.
    public static Optional<Ipv4> publicAddress(State state, NetworkInterface card) {
        return elastic(state, card).map(ElasticAddress::address).or(card::publicAddress);
    }

    private static Optional<ElasticAddress> elastic(State state, NetworkInterface card) {
        return state.by(ElasticAddress.KIND, ElasticAddress.BY_INTERFACE, card.id()).stream()
                .findFirst();
    }

    private Trace fromInternet(Way way, Ipv4 source) {
        way.at(Place.INTERNET, source.toString());
        Optional<NetworkInterface> found = publicly(state, way.flow.to());
        way.ask(
                Question.PUBLIC_ADDRESS,
                way.flow.to().toString(),
                found.isPresent(),
                found.map(NetworkInterface::id).orElse(""));
        if (found.isEmpty()) {
            return way.ends(Disposition.NO_SUCH_ADDRESS);
        }
        NetworkInterface card = found.get();
        Optional<InternetGateway> gateway = tables.gateway(card.vpcId());
        way.at(Place.GATEWAY, gateway.map(InternetGateway::id).orElse(card.vpcId()));
        way.ask(
                Question.GATEWAY,
                card.vpcId(),
                gateway.isPresent(),
                gateway.map(InternetGateway::id).orElse(""));
        if (gateway.isEmpty()) {
            return way.ends(Disposition.NO_GATEWAY);
        }
        Optional<Disposition> dropped = intoSubnet(way, card, source);
        return dropped.isPresent() ? way.ends(dropped.get()) : intoCard(way, card, source, Optional.empty());
    }

    private Optional<Disposition> intoSubnet(Way way, NetworkInterface card, Ipv4 source) {
        way.at(Place.SUBNET, card.subnetId());
        if (!acl(way, card, source)) {
            return Optional.of(Disposition.DENIED_BY_ACL);
        }
        Optional<Route> back = tables.route(card, source);
        way.ask(Question.ROUTE_BACK, tables.tableId(card), back.isPresent(), Tables.written(back));
        return back.isPresent() ? Optional.empty() : Optional.of(Disposition.NO_ROUTE_BACK);
    }

    private boolean acl(Way way, NetworkInterface card, Ipv4 far) {
        Flow flow = way.flow;
        boolean passes = filters.acl(card.subnetId(), false, flow.protocol(), far, flow.port())
                && filters.acl(card.subnetId(), true, flow.protocol(), far, back(flow));
        way.ask(Question.ACL, filters.aclId(card.subnetId()), passes, "");
        return passes;
    }

    private static int back(Flow flow) {
        return flow.protocol() == Protocol.ICMP ? 0 : CLIENT_PORT;
    }

    private Trace intoCard(Way way, NetworkInterface card, Ipv4 source, Optional<NetworkInterface> sender) {
        way.at(Place.INTERFACE, card.id());
        way.reached(card, source);
        Filters.Verdict verdict = filters.ingress(card, way.flow, source, sender);
        way.ask(Question.SECURITY_GROUP, verdict.groups(), verdict.allowed(), verdict.rule());
        if (!verdict.allowed()) {
            return way.ends(Disposition.DENIED_BY_GROUP);
        }
        String machine =
                card.attachment().map(attachment -> attachment.instanceId()).orElse("");
        boolean running = !machine.isEmpty() && machines.isRunning(machine);
        way.ask(Question.MACHINE, machine, running, "");
        if (!running) {
            return way.ends(Disposition.INSTANCE_NOT_RUNNING);
        }
        if (way.flow.protocol() != Protocol.TCP) {
            return way.ends(Disposition.DELIVERED);
        }
        boolean listens = machines.listens(machine, way.flow.port());
        way.ask(Question.PORT, Integer.toString(way.flow.port()), listens, "");
        return way.ends(listens ? Disposition.DELIVERED : Disposition.NOTHING_LISTENS);
    }

    private Trace fromCard(Way way, NetworkInterface card) {
        Flow flow = way.flow;
        way.at(Place.INTERFACE, card.id());
        Filters.Verdict verdict = filters.egress(card, flow);
        way.ask(Question.SECURITY_GROUP, verdict.groups(), verdict.allowed(), verdict.rule());
        if (!verdict.allowed()) {
            return way.ends(Disposition.DENIED_BY_SOURCE_GROUP);
        }
        way.at(Place.SUBNET, card.subnetId());
        Optional<Route> route = tables.route(card, flow.to());
        way.ask(Question.ROUTE, tables.tableId(card), route.isPresent(), Tables.written(route));
        if (route.isEmpty()) {
            return way.ends(Disposition.NO_ROUTE);
        }
        return route.get().isLocal() ? inside(way, card) : outside(way, card, route.get());
    }

    private Trace inside(Way way, NetworkInterface sender) {
        Ipv4 to = way.flow.to();
        Optional<NetworkInterface> found = tables.privately(sender.vpcId(), to);
        if (found.isEmpty()) {
            return way.ends(Disposition.NO_SUCH_ADDRESS);
        }
        NetworkInterface receiver = found.get();
        Ipv4 source = sender.privateAddress();
        if (!receiver.subnetId().equals(sender.subnetId())) {
            if (!leaves(way, sender, to)) {
                return way.ends(Disposition.DENIED_BY_ACL);
            }
            Optional<Disposition> dropped = intoSubnet(way, receiver, source);
            if (dropped.isPresent()) {
                return way.ends(dropped.get());
            }
        }
        return intoCard(way, receiver, source, Optional.of(sender));
    }

    private Trace outside(Way way, NetworkInterface sender, Route route) {
        Ipv4 to = way.flow.to();
        if (!leaves(way, sender, to)) {
            return way.ends(Disposition.DENIED_BY_ACL);
        }
        Optional<InternetGateway> gateway =
                tables.gateway(sender.vpcId()).filter(found -> found.id().equals(route.target()));
        way.at(Place.GATEWAY, route.target());
        way.ask(Question.GATEWAY, route.target(), gateway.isPresent(), "");
        if (gateway.isEmpty()) {
            return way.ends(Disposition.NO_GATEWAY);
        }
        Optional<Ipv4> known = publicAddress(state, sender);
        way.ask(
                Question.PUBLIC_ADDRESS,
                sender.id(),
                known.isPresent(),
                known.map(Ipv4::toString).orElse(""));
        if (known.isEmpty()) {
            return way.ends(Disposition.NO_PUBLIC_ADDRESS);
        }
        if (publicly(state, to).isPresent()) {
            return fromInternet(way, known.get());
        }
        way.at(Place.INTERNET, to.toString());
        way.seenAs(known.get());
        return way.ends(Disposition.LEFT_TO_INTERNET);
    }

    private boolean leaves(Way way, NetworkInterface sender, Ipv4 to) {
        Flow flow = way.flow;
        boolean passes = filters.acl(sender.subnetId(), true, flow.protocol(), to, flow.port())
                && filters.acl(sender.subnetId(), false, flow.protocol(), to, back(flow));
        way.ask(Question.ACL, filters.aclId(sender.subnetId()), passes, "");
        return passes;
    }

    /// The trace as it grows.
    private static final class Way {
        private final Flow flow;
        private final List<Hop> hops = new ArrayList<>();
        private List<Step> steps = new ArrayList<>();
        private Optional<String> receiver = Optional.empty();
        private Optional<Ipv4> sourceSeen = Optional.empty();

        Way(Flow flow) {
            this.flow = flow;
        }

        void at(Place place, String id) {
            steps = new ArrayList<>();
            hops.add(new Hop(place, id, List.of()));
        }

        void ask(Question question, String subject, boolean passed, String detail) {
            steps.add(new Step(question, subject, passed, detail));
            Hop last = hops.removeLast();
            hops.add(new Hop(last.place(), last.id(), steps));
        }

        void reached(NetworkInterface card, Ipv4 source) {
            receiver = Optional.of(card.id());
            sourceSeen = Optional.of(source);
        }

        void seenAs(Ipv4 source) {
            sourceSeen = Optional.of(source);
        }

        Trace ends(Disposition disposition) {
            return new Trace(flow, hops, disposition, receiver, sourceSeen);
        }
    }
}
