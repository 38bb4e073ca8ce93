package brume.api.ec2;

import brume.api.aws.Call;
import brume.cloud.compute.Addresses;
import brume.cloud.network.AddressAssociation;
import brume.cloud.network.ElasticAddress;
import brume.cloud.network.Ipv4;
import brume.cloud.sandbox.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AddressAttribute;
import software.amazon.awssdk.services.ec2.model.AllocateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AllocateAddressResponse;
import software.amazon.awssdk.services.ec2.model.AssociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AssociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressRequest;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressResponse;

/// Elastic addresses.
final class AddressActions {

    static final List<Action> TABLE = List.of(
            Action.of("AllocateAddress", AllocateAddressRequest::builder, AddressActions::allocate),
            Action.of("DescribeAddresses", DescribeAddressesRequest::builder, AddressActions::describe),
            Action.of(
                    "DescribeAddressesAttribute",
                    DescribeAddressesAttributeRequest::builder,
                    AddressActions::describeAttribute),
            Action.of("AssociateAddress", AssociateAddressRequest::builder, AddressActions::associate),
            Action.of("DisassociateAddress", DisassociateAddressRequest::builder, AddressActions::disassociate),
            Action.of("ReleaseAddress", ReleaseAddressRequest::builder, AddressActions::release));

    static final Listing<ElasticAddress> ADDRESSES = new Listing<>(
            ElasticAddress.KIND,
            ElasticAddress.BY_REGION,
            ElasticAddress::region,
            "eipalloc-",
            new Filters<Row<ElasticAddress>>()
                    .on("allocation-id", row -> row.it().id())
                    .onOptional("association-id", associated(AddressAssociation::id))
                    .on("domain", row -> "vpc")
                    .onOptional("instance-id", row -> row.it().association().flatMap(AddressAssociation::instanceId))
                    .on("network-border-group", row -> row.it().networkBorderGroup())
                    .onOptional("network-interface-id", associated(AddressAssociation::networkInterfaceId))
                    .onOptional(
                            "network-interface-owner-id",
                            row -> row.it().association().map(association -> row.account()))
                    .onOptional("private-ip-address", associated(AddressAssociation::privateAddress))
                    .on("public-ip", row -> row.it().address()));

    private static final String RESOURCE_TYPE = "elastic-ip";
    private static final int MOST_ATTRIBUTES = 1000;

    private AddressActions() {}

    private static Function<Row<ElasticAddress>, Optional<?>> associated(Function<AddressAssociation, ?> value) {
        return row -> row.it().association().map(value);
    }

    static AllocateAddressResponse allocate(AllocateAddressRequest request, Call call) {
        String domain = Optional.ofNullable(request.domainAsString()).orElse("vpc");
        if (!domain.equals("vpc") && !domain.equals("standard")) {
            throw new Problem.InvalidValue("Domain", domain, "Invalid value '" + domain + "' for domain.").refused();
        }
        if (request.address() != null || request.ipamPoolId() != null || request.customerOwnedIpv4Pool() != null) {
            throw new Problem.Specific(
                            "InvalidAddress.NotFound", "The address was not found in a pool of this account.")
                    .refused();
        }
        LaunchActions.text(request.publicIpv4Pool())
                .filter(pool -> !pool.equals("amazon"))
                .ifPresent(pool -> {
                    throw new Problem.Specific(
                                    "InvalidPublicIpv4PoolID.NotFound", "The pool ID '" + pool + "' does not exist.")
                            .refused();
                });
        LaunchActions.text(request.networkBorderGroup())
                .filter(group -> !group.equals(call.region()))
                .ifPresent(group -> {
                    throw new Problem.InvalidValue(
                                    "NetworkBorderGroup", group, "The network border group " + group + " is not valid.")
                            .refused();
                });
        Map<String, String> tags = TagSpecifications.of(request.tagSpecifications(), RESOURCE_TYPE);
        ElasticAddress address = call.aws().addresses().allocate(call.caller(), tags);
        return AllocateAddressResponse.builder()
                .allocationId(address.id())
                .publicIp(address.address().toString())
                .domain("vpc")
                .publicIpv4Pool("amazon")
                .networkBorderGroup(address.networkBorderGroup())
                .build();
    }

    static DescribeAddressesResponse describe(DescribeAddressesRequest request, Call call) {
        List<Ipv4> addresses =
                request.publicIps().stream().map(AddressActions::address).toList();
        List<String> named = addresses.isEmpty()
                ? List.of()
                : call.aws().addresses().describe(List.of(), addresses).stream()
                        .map(ElasticAddress::id)
                        .toList();
        List<String> ids =
                Stream.concat(request.allocationIds().stream(), named.stream()).toList();
        return DescribeAddressesResponse.builder()
                .addresses(ADDRESSES.page(call, ids, request.filters(), Page.Wanted.all()).rows().stream()
                        .map(AddressActions::view)
                        .toList())
                .build();
    }

    private static Address view(Row<ElasticAddress> row) {
        ElasticAddress elastic = row.it();
        Address.Builder view = Address.builder()
                .allocationId(elastic.id())
                .publicIp(elastic.address().toString())
                .domain("vpc")
                .publicIpv4Pool("amazon")
                .networkBorderGroup(elastic.networkBorderGroup())
                .tags(row.tags().isEmpty() ? null : row.tagViews());
        elastic.association().ifPresent(association -> {
            view.associationId(association.id())
                    .networkInterfaceId(association.networkInterfaceId())
                    .networkInterfaceOwnerId(row.account())
                    .privateIpAddress(association.privateAddress().toString());
            association.instanceId().ifPresent(view::instanceId);
        });
        return view.build();
    }

    /// Differs from AWS: no address has a reverse name.
    static DescribeAddressesAttributeResponse describeAttribute(DescribeAddressesAttributeRequest request, Call call) {
        LaunchActions.text(request.attributeAsString())
                .filter(attribute -> !attribute.equals("domain-name"))
                .ifPresent(attribute -> {
                    throw new Problem.InvalidValue(
                                    "Attribute",
                                    attribute,
                                    "Value (" + attribute + ") for parameter attribute is invalid. Unknown attribute.")
                            .refused();
                });
        Page<Row<ElasticAddress>> page = ADDRESSES.page(
                call,
                request.allocationIds(),
                List.of(),
                Page.Wanted.of(request.maxResults(), request.nextToken()).atLeast(1));
        return DescribeAddressesAttributeResponse.builder()
                .addresses(page.rows().stream()
                        .limit(MOST_ATTRIBUTES)
                        .map(row -> AddressAttribute.builder()
                                .allocationId(row.it().id())
                                .publicIp(row.it().address().toString())
                                .build())
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    static AssociateAddressResponse associate(AssociateAddressRequest request, Call call) {
        Addresses.Named named = named(request.allocationId(), request.publicIp());
        Optional<String> instance = LaunchActions.text(request.instanceId());
        Optional<String> card = LaunchActions.text(request.networkInterfaceId());
        if (instance.isPresent() && card.isPresent()) {
            throw new Problem.InvalidCombination("You may specify an instance ID or a network interface ID, not both")
                    .refused();
        }
        Addresses.Target target = card.<Addresses.Target>map(Addresses.Target.ToInterface::new)
                .or(() -> instance.map(Addresses.Target.ToInstance::new))
                .orElseThrow(() -> new Problem.Specific(
                                "MissingParameter", "Either instance ID or network interface id must be specified")
                        .refused());
        ElasticAddress elastic = call.aws()
                .addresses()
                .associate(
                        call.caller(),
                        named,
                        target,
                        LaunchActions.text(request.privateIpAddress()).map(AddressActions::address),
                        !Boolean.FALSE.equals(request.allowReassociation()));
        return AssociateAddressResponse.builder()
                .associationId(elastic.association().map(AddressAssociation::id).orElse(null))
                .build();
    }

    static DisassociateAddressResponse disassociate(DisassociateAddressRequest request, Call call) {
        Optional<String> association = LaunchActions.text(request.associationId());
        Optional<String> address = LaunchActions.text(request.publicIp());
        if (association.isPresent() && address.isPresent()) {
            throw new Problem.InvalidCombination("You may specify public IP or association ID, but not both").refused();
        }
        if (association.isPresent()) {
            call.aws().addresses().disassociate(call.caller(), association.get());
        } else {
            call.aws()
                    .addresses()
                    .disassociate(call.caller(), address(Required.of(request.publicIp(), "AssociationId")));
        }
        return DisassociateAddressResponse.builder().build();
    }

    static ReleaseAddressResponse release(ReleaseAddressRequest request, Call call) {
        if (LaunchActions.text(request.allocationId()).isEmpty()
                && LaunchActions.text(request.publicIp()).isPresent()) {
            throw new Problem.InvalidValue(
                            "PublicIp",
                            String.valueOf(request.publicIp()),
                            "You must specify an allocation id when releasing a VPC elastic IP address")
                    .refused();
        }
        call.aws()
                .addresses()
                .release(
                        call.caller(),
                        new Addresses.Named.Allocation(Required.of(request.allocationId(), "AllocationId")));
        return ReleaseAddressResponse.builder().build();
    }

    private static Addresses.Named named(@Nullable String allocationId, @Nullable String publicIp) {
        Optional<String> id = LaunchActions.text(allocationId);
        Optional<String> address = LaunchActions.text(publicIp);
        if (id.isPresent() && address.isPresent()) {
            throw new Problem.InvalidCombination(
                            "You may specify public IP or allocation id, but not both in the same call")
                    .refused();
        }
        return id.<Addresses.Named>map(Addresses.Named.Allocation::new)
                .or(() -> address.map(AddressActions::address).map(Addresses.Named.Address::new))
                .orElseThrow(() -> new Problem.Specific(
                                "MissingParameter", "Either public IP or allocation id must be specified")
                        .refused());
    }

    private static Ipv4 address(String text) {
        return Ipv4.tryParse(text)
                .orElseThrow(() -> new Problem.InvalidValue(
                                "PublicIp", text, "Invalid value '" + text + "' for PublicIp. Not a valid IPv4 address")
                        .refused());
    }
}
