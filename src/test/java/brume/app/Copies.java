package brume.app;

import brume.cloud.compute.Instance;
import brume.cloud.network.InterfaceAttachment;
import brume.cloud.network.NetworkInterface;

/// Copies of records under other ids.
final class Copies {

    private Copies() {}

    static Instance of(Instance model, String id, String reservationId, String cardId) {
        return new Instance(
                id,
                model.region(),
                reservationId,
                model.launchIndex(),
                model.clientToken(),
                model.imageId(),
                model.type(),
                model.keyName(),
                model.publicKey(),
                model.vpcId(),
                model.subnetId(),
                model.zone(),
                cardId,
                model.launchedAt(),
                model.firstLaunchedAt(),
                model.power(),
                model.transitionReason(),
                model.stateReason(),
                model.architecture(),
                model.rootDeviceName(),
                model.userData(),
                model.metadata(),
                model.monitoring(),
                model.terminationProtected(),
                model.stopProtected(),
                model.shutdownTerminates(),
                model.ebsOptimized(),
                model.credits(),
                model.tenancy());
    }

    static NetworkInterface of(NetworkInterface model, String id, String instanceId) {
        return new NetworkInterface(
                id,
                model.region(),
                model.vpcId(),
                model.subnetId(),
                model.zone(),
                model.mac(),
                model.privateAddress(),
                model.description(),
                model.groupIds(),
                model.sourceDestCheck(),
                model.attachment()
                        .map(a -> new InterfaceAttachment(
                                id, instanceId, a.deviceIndex(), a.deleteOnTermination(), a.attachedAt())),
                model.publicAddress(),
                model.takesPublicAddress());
    }
}
