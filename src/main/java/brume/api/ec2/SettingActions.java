package brume.api.ec2;

import brume.api.aws.Call;
import brume.cloud.offer.AwsOffer;
import brume.cloud.offer.InstanceType;
import brume.cloud.sandbox.Problem;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.GetDefaultCreditSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.GetDefaultCreditSpecificationResponse;
import software.amazon.awssdk.services.ec2.model.GetEbsDefaultKmsKeyIdRequest;
import software.amazon.awssdk.services.ec2.model.GetEbsDefaultKmsKeyIdResponse;
import software.amazon.awssdk.services.ec2.model.GetEbsEncryptionByDefaultRequest;
import software.amazon.awssdk.services.ec2.model.GetEbsEncryptionByDefaultResponse;
import software.amazon.awssdk.services.ec2.model.GetImageBlockPublicAccessStateRequest;
import software.amazon.awssdk.services.ec2.model.GetImageBlockPublicAccessStateResponse;
import software.amazon.awssdk.services.ec2.model.GetInstanceMetadataDefaultsRequest;
import software.amazon.awssdk.services.ec2.model.GetInstanceMetadataDefaultsResponse;
import software.amazon.awssdk.services.ec2.model.GetSerialConsoleAccessStatusRequest;
import software.amazon.awssdk.services.ec2.model.GetSerialConsoleAccessStatusResponse;
import software.amazon.awssdk.services.ec2.model.GetSnapshotBlockPublicAccessStateRequest;
import software.amazon.awssdk.services.ec2.model.GetSnapshotBlockPublicAccessStateResponse;
import software.amazon.awssdk.services.ec2.model.ManagedBy;
import software.amazon.awssdk.services.ec2.model.SnapshotBlockPublicAccessState;

/// What an account has settled for a whole region.
///
/// Differs from AWS: the settings of an account are those of a new one, and cannot be changed.
final class SettingActions {

    static final List<Action> TABLE = List.of(
            Action.of(
                    "GetEbsEncryptionByDefault",
                    GetEbsEncryptionByDefaultRequest::builder,
                    SettingActions::getEbsEncryptionByDefault),
            Action.of(
                    "GetEbsDefaultKmsKeyId",
                    GetEbsDefaultKmsKeyIdRequest::builder,
                    SettingActions::getEbsDefaultKmsKeyId),
            Action.of(
                    "GetSerialConsoleAccessStatus",
                    GetSerialConsoleAccessStatusRequest::builder,
                    SettingActions::getSerialConsoleAccessStatus),
            Action.of(
                    "GetInstanceMetadataDefaults",
                    GetInstanceMetadataDefaultsRequest::builder,
                    SettingActions::getInstanceMetadataDefaults),
            Action.of(
                    "GetImageBlockPublicAccessState",
                    GetImageBlockPublicAccessStateRequest::builder,
                    SettingActions::getImageBlockPublicAccessState),
            Action.of(
                    "GetSnapshotBlockPublicAccessState",
                    GetSnapshotBlockPublicAccessStateRequest::builder,
                    SettingActions::getSnapshotBlockPublicAccessState),
            Action.of(
                    "GetDefaultCreditSpecification",
                    GetDefaultCreditSpecificationRequest::builder,
                    SettingActions::getDefaultCreditSpecification));

    private SettingActions() {}

    static GetEbsEncryptionByDefaultResponse getEbsEncryptionByDefault(
            GetEbsEncryptionByDefaultRequest request, Call call) {
        return GetEbsEncryptionByDefaultResponse.builder()
                .ebsEncryptionByDefault(false)
                .build();
    }

    static GetEbsDefaultKmsKeyIdResponse getEbsDefaultKmsKeyId(GetEbsDefaultKmsKeyIdRequest request, Call call) {
        return GetEbsDefaultKmsKeyIdResponse.builder().kmsKeyId("alias/aws/ebs").build();
    }

    static GetSerialConsoleAccessStatusResponse getSerialConsoleAccessStatus(
            GetSerialConsoleAccessStatusRequest request, Call call) {
        return GetSerialConsoleAccessStatusResponse.builder()
                .serialConsoleAccessEnabled(false)
                .managedBy(ManagedBy.ACCOUNT)
                .build();
    }

    static GetInstanceMetadataDefaultsResponse getInstanceMetadataDefaults(
            GetInstanceMetadataDefaultsRequest request, Call call) {
        return GetInstanceMetadataDefaultsResponse.builder()
                .accountLevel(level -> level.managedBy(ManagedBy.ACCOUNT))
                .build();
    }

    static GetImageBlockPublicAccessStateResponse getImageBlockPublicAccessState(
            GetImageBlockPublicAccessStateRequest request, Call call) {
        return GetImageBlockPublicAccessStateResponse.builder()
                .imageBlockPublicAccessState("block-new-sharing")
                .managedBy(ManagedBy.ACCOUNT)
                .build();
    }

    static GetSnapshotBlockPublicAccessStateResponse getSnapshotBlockPublicAccessState(
            GetSnapshotBlockPublicAccessStateRequest request, Call call) {
        return GetSnapshotBlockPublicAccessStateResponse.builder()
                .state(SnapshotBlockPublicAccessState.UNBLOCKED)
                .managedBy(ManagedBy.ACCOUNT)
                .build();
    }

    static GetDefaultCreditSpecificationResponse getDefaultCreditSpecification(
            GetDefaultCreditSpecificationRequest request, Call call) {
        String family = Required.of(request.instanceFamilyAsString(), "InstanceFamily");
        String credits = AwsOffer.instanceTypes().stream()
                .filter(type -> type.family().equals(family))
                .findFirst()
                .flatMap(InstanceType::defaultCredits)
                .orElseThrow(() -> new Problem.InvalidValue(
                                "InstanceFamily",
                                family,
                                "Value (" + family + ") for parameter instanceFamily is invalid.")
                        .refused());
        return GetDefaultCreditSpecificationResponse.builder()
                .instanceFamilyCreditSpecification(
                        known -> known.instanceFamily(family).cpuCredits(credits))
                .build();
    }
}
