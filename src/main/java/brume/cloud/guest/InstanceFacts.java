package brume.cloud.guest;

import brume.cloud.network.Ipv4;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a machine knows of itself from its provider: the stuff of the metadata service.
///
/// @param hostname the private name, `ip-172-31-5-12.eu-west-3.compute.internal`
/// @param mac of the primary interface, `06:1f:...`
/// @param publicKeys the instance's key pair by name, as OpenSSH lines
/// @param pushedKeys by user, the OpenSSH lines that EC2 Instance Connect lends now
/// @param userData as given at launch, decoded; empty when none
/// @param metadataTokensRequired true where only IMDSv2 is allowed
/// @param metadataEnabled false where the metadata endpoint was switched off
/// @param tagsInMetadata true where instance tags may be read from the metadata service
public record InstanceFacts(
        String instanceId,
        String imageId,
        String instanceType,
        String architecture,
        int vcpus,
        long memoryMib,
        long rootDiskGib,
        Ipv4 privateAddress,
        Optional<Ipv4> publicAddress,
        String hostname,
        Optional<String> publicHostname,
        String mac,
        String region,
        String zone,
        String account,
        String reservationId,
        String networkInterfaceId,
        String vpcId,
        String vpcCidr,
        String subnetId,
        String subnetCidr,
        List<String> securityGroups,
        List<String> securityGroupIds,
        Map<String, String> publicKeys,
        Map<String, List<String>> pushedKeys,
        Optional<byte[]> userData,
        Map<String, String> tags,
        boolean metadataEnabled,
        boolean metadataTokensRequired,
        boolean tagsInMetadata,
        Instant launchedAt) {

    public InstanceFacts {
        securityGroups = List.copyOf(securityGroups);
        securityGroupIds = List.copyOf(securityGroupIds);
        publicKeys = Map.copyOf(publicKeys);
        pushedKeys = Map.copyOf(pushedKeys);
        tags = Map.copyOf(tags);
    }

    /// The same machine with other user data.
    public InstanceFacts withUserData(Optional<byte[]> newUserData) {
        return new InstanceFacts(
                instanceId,
                imageId,
                instanceType,
                architecture,
                vcpus,
                memoryMib,
                rootDiskGib,
                privateAddress,
                publicAddress,
                hostname,
                publicHostname,
                mac,
                region,
                zone,
                account,
                reservationId,
                networkInterfaceId,
                vpcId,
                vpcCidr,
                subnetId,
                subnetCidr,
                securityGroups,
                securityGroupIds,
                publicKeys,
                pushedKeys,
                newUserData,
                tags,
                metadataEnabled,
                metadataTokensRequired,
                tagsInMetadata,
                launchedAt);
    }
}
