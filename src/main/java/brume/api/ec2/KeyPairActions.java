package brume.api.ec2;

import brume.api.aws.Call;
import brume.cloud.compute.KeyFormat;
import brume.cloud.compute.KeyPair;
import brume.cloud.compute.KeyPairs;
import brume.cloud.compute.KeyType;
import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.CreateKeyPairResponse;
import software.amazon.awssdk.services.ec2.model.DeleteKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.DeleteKeyPairResponse;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsResponse;
import software.amazon.awssdk.services.ec2.model.ImportKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.ImportKeyPairResponse;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;

/// Key pairs.
final class KeyPairActions {

    static final List<Action> TABLE = List.of(
            Action.of("CreateKeyPair", CreateKeyPairRequest::builder, KeyPairActions::create),
            Action.of("ImportKeyPair", ImportKeyPairRequest::builder, KeyPairActions::importKey),
            Action.of("DescribeKeyPairs", DescribeKeyPairsRequest::builder, KeyPairActions::describe),
            Action.of("DeleteKeyPair", DeleteKeyPairRequest::builder, KeyPairActions::delete));

    static final Filters<Row<KeyPair>> FILTERS = new Filters<Row<KeyPair>>()
            .on("fingerprint", row -> row.it().fingerprint())
            .on("key-name", row -> row.it().name())
            .on("key-pair-id", row -> row.it().id())
            .onTags(Row::tags);

    private static final String RESOURCE_TYPE = "key-pair";

    private KeyPairActions() {}

    static CreateKeyPairResponse create(CreateKeyPairRequest request, Call call) {
        Map<String, String> tags = TagSpecifications.of(request.tagSpecifications(), RESOURCE_TYPE);
        KeyPairs.Created created = call.aws()
                .keyPairs()
                .create(
                        call.caller(),
                        Required.of(request.keyName(), "KeyName"),
                        type(request.keyTypeAsString()),
                        format(request.keyFormatAsString()),
                        tags);
        KeyPair pair = created.keyPair();
        return CreateKeyPairResponse.builder()
                .keyPairId(pair.id())
                .keyName(pair.name())
                .keyFingerprint(pair.fingerprint())
                .keyMaterial(created.material())
                .tags(tags.isEmpty() ? null : Row.tagViews(tags))
                .build();
    }

    private static KeyType type(@Nullable String word) {
        return switch (Optional.ofNullable(word).orElse("rsa")) {
            case "rsa" -> KeyType.RSA;
            case "ed25519" -> KeyType.ED25519;
            default -> throw invalid("KeyType", String.valueOf(word), "rsa, ed25519");
        };
    }

    private static KeyFormat format(@Nullable String word) {
        return switch (Optional.ofNullable(word).orElse("pem")) {
            case "pem" -> KeyFormat.PEM;
            case "ppk" -> KeyFormat.PPK;
            default -> throw invalid("KeyFormat", String.valueOf(word), "pem, ppk");
        };
    }

    private static RuntimeException invalid(String parameter, String value, String known) {
        return new Problem.InvalidValue(
                        parameter,
                        value,
                        "Value (" + value + ") for parameter " + parameter + " is invalid. Valid values: " + known
                                + ".")
                .refused();
    }

    static ImportKeyPairResponse importKey(ImportKeyPairRequest request, Call call) {
        Map<String, String> tags = TagSpecifications.of(request.tagSpecifications(), RESOURCE_TYPE);
        KeyPair pair = call.aws()
                .keyPairs()
                .importKey(
                        call.caller(),
                        Required.of(request.keyName(), "KeyName"),
                        Required.of(request.publicKeyMaterial(), "PublicKeyMaterial")
                                .asByteArray(),
                        tags);
        return ImportKeyPairResponse.builder()
                .keyPairId(pair.id())
                .keyName(pair.name())
                .keyFingerprint(pair.fingerprint())
                .tags(tags.isEmpty() ? null : Row.tagViews(tags))
                .build();
    }

    static DescribeKeyPairsResponse describe(DescribeKeyPairsRequest request, Call call) {
        Predicate<Row<KeyPair>> wanted = FILTERS.matching(request.filters());
        boolean withPublicKey = Boolean.TRUE.equals(request.includePublicKey());
        List<KeyPair> found = call.aws().keyPairs().describe(request.keyNames(), request.keyPairIds());
        State state = call.aws().state();
        return DescribeKeyPairsResponse.builder()
                .keyPairs(found.stream()
                        .map(pair ->
                                new Row<>(state, call.aws().now(), call.cloud().account(), pair))
                        .filter(wanted)
                        .map(row -> view(row, withPublicKey))
                        .toList())
                .build();
    }

    private static KeyPairInfo view(Row<KeyPair> row, boolean withPublicKey) {
        KeyPair pair = row.it();
        return KeyPairInfo.builder()
                .keyPairId(pair.id())
                .keyName(pair.name())
                .keyType(pair.type().word())
                .keyFingerprint(pair.fingerprint())
                .createTime(pair.createdAt())
                .publicKey(withPublicKey ? pair.publicKey() + " " + pair.name() : null)
                .tags(row.tagViews())
                .build();
    }

    static DeleteKeyPairResponse delete(DeleteKeyPairRequest request, Call call) {
        Optional<KeyPair> deleted = call.aws()
                .keyPairs()
                .delete(
                        call.caller(),
                        Optional.ofNullable(request.keyName()),
                        Optional.ofNullable(request.keyPairId()));
        return DeleteKeyPairResponse.builder()
                .returnValue(true)
                .keyPairId(deleted.map(KeyPair::id).orElse(null))
                .build();
    }
}
