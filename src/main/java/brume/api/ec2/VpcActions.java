package brume.api.ec2;

import brume.api.aws.Call;
import brume.cloud.network.DhcpOptions;
import brume.cloud.network.InternetGateway;
import brume.cloud.network.Subnet;
import brume.cloud.network.Vpc;
import brume.cloud.sandbox.Problem;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.DescribeDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeDhcpOptionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.DhcpConfiguration;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;

/// VPCs, their subnets, gateways and DHCP options: reading.
final class VpcActions {

    static final List<Action> TABLE = List.of(
            Action.of("DescribeVpcs", DescribeVpcsRequest::builder, VpcActions::describeVpcs),
            Action.of("DescribeVpcAttribute", DescribeVpcAttributeRequest::builder, VpcActions::describeVpcAttribute),
            Action.of("DescribeSubnets", DescribeSubnetsRequest::builder, VpcActions::describeSubnets),
            Action.of(
                    "DescribeInternetGateways",
                    DescribeInternetGatewaysRequest::builder,
                    VpcActions::describeInternetGateways),
            Action.of("DescribeDhcpOptions", DescribeDhcpOptionsRequest::builder, VpcActions::describeDhcpOptions));

    static final Listing<Vpc> VPCS = new Listing<>(
            Vpc.KIND,
            Vpc.BY_REGION,
            Vpc::region,
            "vpc-",
            new Filters<Row<Vpc>>()
                    .on("cidr", row -> row.it().cidr())
                    .on("cidr-block-association.association-id", row -> row.it().cidrAssociationId())
                    .on("cidr-block-association.cidr-block", row -> row.it().cidr())
                    .on("cidr-block-association.state", row -> "associated")
                    .on("dhcp-options-id", row -> row.it().dhcpOptionsId())
                    .onEach("ipv6-cidr-block-association.association-id", row -> List.of())
                    .onEach("ipv6-cidr-block-association.ipv6-cidr-block", row -> List.of())
                    .onEach("ipv6-cidr-block-association.ipv6-pool", row -> List.of())
                    .onEach("ipv6-cidr-block-association.state", row -> List.of())
                    .on("is-default", row -> row.it().isDefault())
                    .on("isDefault", row -> row.it().isDefault())
                    .on("owner-id", Row::account)
                    .on("state", row -> "available")
                    .on("vpc-id", row -> row.it().id()));

    static final Listing<Subnet> SUBNETS = new Listing<>(
                    Subnet.KIND,
                    Subnet.BY_REGION,
                    Subnet::region,
                    "subnet-",
                    new Filters<Row<Subnet>>()
                            .on("availability-zone", row -> row.it().zone())
                            .on("availabilityZone", row -> row.it().zone())
                            .on("availability-zone-id", row -> row.it().zoneId())
                            .on("availabilityZoneId", row -> row.it().zoneId())
                            .on("available-ip-address-count", row -> row.it().availableAddresses(row.state()))
                            .on("cidr-block", row -> row.it().cidr())
                            .on("cidr", row -> row.it().cidr())
                            .on("cidrBlock", row -> row.it().cidr())
                            .onEach("customer-owned-ipv4-pool", row -> List.of())
                            .on("default-for-az", row -> row.it().defaultForZone())
                            .on("defaultForAz", row -> row.it().defaultForZone())
                            .on("enable-dns64", row -> false)
                            .onEach("enable-lni-at-device-index", row -> List.of())
                            .onEach("ipv6-cidr-block-association.association-id", row -> List.of())
                            .onEach("ipv6-cidr-block-association.ipv6-cidr-block", row -> List.of())
                            .onEach("ipv6-cidr-block-association.state", row -> List.of())
                            .on("ipv6-native", row -> false)
                            .on("map-customer-owned-ip-on-launch", row -> false)
                            .on("map-public-ip-on-launch", row -> row.it().mapPublicIpOnLaunch())
                            .onEach("outpost-arn", row -> List.of())
                            .on("owner-id", Row::account)
                            .on("private-dns-name-options-on-launch.hostname-type", row -> "ip-name")
                            .on("private-dns-name-options-on-launch.enable-resource-name-dns-a-record", row -> false)
                            .on("private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record", row -> false)
                            .on("state", row -> "available")
                            .on("subnet-arn", VpcActions::arn)
                            .on("subnet-id", row -> row.it().id())
                            .on("vpc-id", row -> row.it().vpcId()))
            .indexed("vpc-id", Subnet.BY_VPC);

    static final Listing<InternetGateway> GATEWAYS = new Listing<>(
                    InternetGateway.KIND,
                    InternetGateway.BY_REGION,
                    InternetGateway::region,
                    "igw-",
                    new Filters<Row<InternetGateway>>()
                            .onEach(
                                    "attachment.state",
                                    row -> row.it().vpcId().map(vpc -> "available").stream()
                                            .toList())
                            .onOptional("attachment.vpc-id", row -> row.it().vpcId())
                            .on("internet-gateway-id", row -> row.it().id())
                            .on("owner-id", Row::account))
            .indexed("attachment.vpc-id", InternetGateway.BY_VPC);

    static final Listing<DhcpOptions> DHCP_OPTIONS = new Listing<>(
            DhcpOptions.KIND,
            DhcpOptions.BY_REGION,
            DhcpOptions::region,
            "dopt-",
            new Filters<Row<DhcpOptions>>()
                    .on("dhcp-options-id", row -> row.it().id())
                    .onEach("key", row -> List.of("domain-name", "domain-name-servers"))
                    .on("owner-id", Row::account)
                    .onEach("value", VpcActions::values));

    private VpcActions() {}

    static DescribeVpcsResponse describeVpcs(DescribeVpcsRequest request, Call call) {
        Page<Row<Vpc>> page = VPCS.page(
                call,
                request.vpcIds(),
                request.filters(),
                Page.Wanted.of(request.maxResults(), request.nextToken()).notWith("vpcIds", request.vpcIds()));
        return DescribeVpcsResponse.builder()
                .vpcs(page.rows().stream().map(VpcActions::view).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static software.amazon.awssdk.services.ec2.model.Vpc view(Row<Vpc> row) {
        Vpc vpc = row.it();
        return software.amazon.awssdk.services.ec2.model.Vpc.builder()
                .vpcId(vpc.id())
                .ownerId(row.account())
                .state("available")
                .cidrBlock(vpc.cidr().toString())
                .cidrBlockAssociationSet(VpcCidrBlockAssociation.builder()
                        .associationId(vpc.cidrAssociationId())
                        .cidrBlock(vpc.cidr().toString())
                        .cidrBlockState(state -> state.state("associated"))
                        .build())
                .dhcpOptionsId(vpc.dhcpOptionsId())
                .instanceTenancy(vpc.tenancy())
                .isDefault(vpc.isDefault())
                .blockPublicAccessStates(states -> states.internetGatewayBlockMode("off"))
                .tags(row.tagViews())
                .build();
    }

    static DescribeVpcAttributeResponse describeVpcAttribute(DescribeVpcAttributeRequest request, Call call) {
        String id = Required.of(request.vpcId(), "vpcId");
        String attribute = Required.of(request.attributeAsString(), "attribute");
        Vpc vpc = VPCS.one(call, id).it();
        DescribeVpcAttributeResponse.Builder response =
                DescribeVpcAttributeResponse.builder().vpcId(id);
        switch (attribute) {
            case "enableDnsSupport" -> response.enableDnsSupport(truth(vpc.dnsSupport()));
            case "enableDnsHostnames" -> response.enableDnsHostnames(truth(vpc.dnsHostnames()));
            case "enableNetworkAddressUsageMetrics" -> response.enableNetworkAddressUsageMetrics(truth(false));
            default ->
                throw new Problem.InvalidValue(
                                "attribute",
                                attribute,
                                "Value (" + attribute + ") for parameter attribute is invalid. Unknown VPC attribute")
                        .refused();
        }
        return response.build();
    }

    private static AttributeBooleanValue truth(boolean value) {
        return AttributeBooleanValue.builder().value(value).build();
    }

    static DescribeSubnetsResponse describeSubnets(DescribeSubnetsRequest request, Call call) {
        Page<Row<Subnet>> page = SUBNETS.page(
                call,
                request.subnetIds(),
                request.filters(),
                Page.Wanted.of(request.maxResults(), request.nextToken()).notWith("subnetIds", request.subnetIds()));
        return DescribeSubnetsResponse.builder()
                .subnets(page.rows().stream().map(VpcActions::subnetView).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static String arn(Row<Subnet> row) {
        return "arn:aws:ec2:" + row.it().region() + ":" + row.account() + ":subnet/"
                + row.it().id();
    }

    private static software.amazon.awssdk.services.ec2.model.Subnet subnetView(Row<Subnet> row) {
        Subnet subnet = row.it();
        return software.amazon.awssdk.services.ec2.model.Subnet.builder()
                .subnetId(subnet.id())
                .subnetArn(arn(row))
                .ownerId(row.account())
                .vpcId(subnet.vpcId())
                .state("available")
                .cidrBlock(subnet.cidr().toString())
                .availabilityZone(subnet.zone())
                .availabilityZoneId(subnet.zoneId())
                .availableIpAddressCount((int) subnet.availableAddresses(row.state()))
                .defaultForAz(subnet.defaultForZone())
                .mapPublicIpOnLaunch(subnet.mapPublicIpOnLaunch())
                .mapCustomerOwnedIpOnLaunch(false)
                .assignIpv6AddressOnCreation(false)
                .ipv6CidrBlockAssociationSet(List.of())
                .enableDns64(false)
                .ipv6Native(false)
                .privateDnsNameOptionsOnLaunch(options -> options.hostnameType("ip-name")
                        .enableResourceNameDnsARecord(false)
                        .enableResourceNameDnsAAAARecord(false))
                .blockPublicAccessStates(states -> states.internetGatewayBlockMode("off"))
                .tags(row.tagViews())
                .build();
    }

    static DescribeInternetGatewaysResponse describeInternetGateways(
            DescribeInternetGatewaysRequest request, Call call) {
        Page<Row<InternetGateway>> page = GATEWAYS.page(
                call,
                request.internetGatewayIds(),
                request.filters(),
                Page.Wanted.of(request.maxResults(), request.nextToken())
                        .notWith("internetGatewayIds", request.internetGatewayIds()));
        return DescribeInternetGatewaysResponse.builder()
                .internetGateways(page.rows().stream()
                        .map(row -> software.amazon.awssdk.services.ec2.model.InternetGateway.builder()
                                .internetGatewayId(row.it().id())
                                .ownerId(row.account())
                                .attachments(row
                                        .it()
                                        .vpcId()
                                        .map(vpc -> InternetGatewayAttachment.builder()
                                                .vpcId(vpc)
                                                .state("available")
                                                .build())
                                        .stream()
                                        .toList())
                                .tags(row.tagViews())
                                .build())
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    static DescribeDhcpOptionsResponse describeDhcpOptions(DescribeDhcpOptionsRequest request, Call call) {
        Page<Row<DhcpOptions>> page = DHCP_OPTIONS.page(
                call,
                request.dhcpOptionsIds(),
                request.filters(),
                Page.Wanted.of(request.maxResults(), request.nextToken())
                        .notWith("dhcpOptionsIds", request.dhcpOptionsIds()));
        return DescribeDhcpOptionsResponse.builder()
                .dhcpOptions(page.rows().stream()
                        .map(row -> software.amazon.awssdk.services.ec2.model.DhcpOptions.builder()
                                .dhcpOptionsId(row.it().id())
                                .ownerId(row.account())
                                .dhcpConfigurations(
                                        configuration(
                                                "domain-name", List.of(row.it().domainName())),
                                        configuration(
                                                "domain-name-servers", row.it().nameServers()))
                                .tags(row.tagViews())
                                .build())
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static DhcpConfiguration configuration(String key, List<String> values) {
        return DhcpConfiguration.builder()
                .key(key)
                .values(values.stream()
                        .map(value -> AttributeValue.builder().value(value).build())
                        .toList())
                .build();
    }

    private static List<String> values(Row<DhcpOptions> row) {
        List<String> values = new java.util.ArrayList<>(row.it().nameServers());
        values.add(row.it().domainName());
        return values;
    }

    /// The default VPC of the call's region.
    static Optional<Vpc> defaultVpc(Call call) {
        return call.cloud().sandbox().state().by(Vpc.KIND, Vpc.BY_REGION, call.region()).stream()
                .filter(Vpc::isDefault)
                .findFirst();
    }
}
