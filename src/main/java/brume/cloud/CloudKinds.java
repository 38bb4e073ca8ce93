package brume.cloud;

import brume.cloud.compute.ConsoleText;
import brume.cloud.compute.GuestBoot;
import brume.cloud.compute.Image;
import brume.cloud.compute.Instance;
import brume.cloud.compute.KeyPair;
import brume.cloud.compute.LaunchToken;
import brume.cloud.compute.PushedKey;
import brume.cloud.compute.ServiceQuota;
import brume.cloud.guest.fs.DirEntry;
import brume.cloud.guest.fs.FileChunk;
import brume.cloud.guest.fs.FileNode;
import brume.cloud.network.DhcpOptions;
import brume.cloud.network.ElasticAddress;
import brume.cloud.network.InternetGateway;
import brume.cloud.network.NetworkAcl;
import brume.cloud.network.NetworkInterface;
import brume.cloud.network.RouteTable;
import brume.cloud.network.SecurityGroup;
import brume.cloud.network.SecurityGroupRule;
import brume.cloud.network.Subnet;
import brume.cloud.network.Tags;
import brume.cloud.network.Vpc;
import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Kinds;
import brume.cloud.sandbox.VirtualClock;
import brume.cloud.storage.block.Volume;
import java.util.List;

/// Every kind of resource that a cloud knows: what journals are written in.
public final class CloudKinds {

    public static final List<Kind<?>> LIST = List.of(
            VirtualClock.Wound.KIND,
            Account.KIND,
            RegionInUse.KIND,
            Tags.KIND,
            Vpc.KIND,
            Subnet.KIND,
            RouteTable.KIND,
            InternetGateway.KIND,
            NetworkAcl.KIND,
            DhcpOptions.KIND,
            SecurityGroup.KIND,
            SecurityGroupRule.KIND,
            NetworkInterface.KIND,
            ElasticAddress.KIND,
            Volume.KIND,
            KeyPair.KIND,
            Image.KIND,
            Instance.KIND,
            LaunchToken.KIND,
            ServiceQuota.KIND,
            GuestBoot.KIND,
            PushedKey.KIND,
            ConsoleText.KIND,
            FileNode.KIND,
            DirEntry.KIND,
            FileChunk.KIND);

    public static final Kinds KINDS = new Kinds(LIST);

    private CloudKinds() {}
}
