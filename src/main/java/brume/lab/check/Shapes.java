package brume.lab.check;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The fields that an expression may name, by shape. The compiler knows them, so a misspelt field is found by
/// `./brume lab lint` and not by a student. An absent text is `''`, an absent tag too.
public final class Shapes {

    public static final CelType TEXT = SimpleType.STRING;
    public static final CelType NUMBER = SimpleType.INT;
    static final CelType TRUTH = SimpleType.BOOL;
    static final CelType TAGS = MapType.create(TEXT, TEXT);

    private static final Map<String, StructType> ALL = new LinkedHashMap<>();

    static final StructType RULE = shape(
            "Rule",
            fields("ruleId", TEXT)
                    .and("protocol", TEXT)
                    .and("fromPort", NUMBER)
                    .and("toPort", NUMBER)
                    .and("cidr", TEXT)
                    .and("groupId", TEXT)
                    .and("description", TEXT));

    static final StructType INSTANCE = shape(
            "Instance",
            fields("instanceId", TEXT)
                    .and("state", TEXT)
                    .and("type", TEXT)
                    .and("imageId", TEXT)
                    .and("imageName", TEXT)
                    .and("imageFamily", TEXT)
                    .and("keyName", TEXT)
                    .and("publicIp", TEXT)
                    .and("privateIp", TEXT)
                    .and("publicIpsSeen", ListType.create(TEXT))
                    .and("vpcId", TEXT)
                    .and("subnetId", TEXT)
                    .and("availabilityZone", TEXT)
                    .and("groupIds", ListType.create(TEXT))
                    .and("tags", TAGS));

    static final StructType KEY_PAIR = shape(
            "KeyPair",
            fields("keyPairId", TEXT)
                    .and("keyName", TEXT)
                    .and("keyType", TEXT)
                    .and("fingerprint", TEXT)
                    .and("tags", TAGS));

    static final StructType SECURITY_GROUP = shape(
            "SecurityGroup",
            fields("groupId", TEXT)
                    .and("groupName", TEXT)
                    .and("description", TEXT)
                    .and("vpcId", TEXT)
                    .and("ingress", ListType.create(RULE))
                    .and("egress", ListType.create(RULE))
                    .and("tags", TAGS));

    static final StructType ADDRESS = shape(
            "Address",
            fields("allocationId", TEXT)
                    .and("publicIp", TEXT)
                    .and("associationId", TEXT)
                    .and("instanceId", TEXT)
                    .and("tags", TAGS));

    static final StructType IMAGE = shape(
            "Image",
            fields("imageId", TEXT).and("name", TEXT).and("family", TEXT).and("owner", TEXT));

    static final StructType VOLUME = shape(
            "Volume",
            fields("volumeId", TEXT)
                    .and("sizeGib", NUMBER)
                    .and("state", TEXT)
                    .and("instanceId", TEXT)
                    .and("tags", TAGS));

    static final StructType VPC = shape(
            "Vpc",
            fields("vpcId", TEXT).and("cidr", TEXT).and("isDefault", TRUTH).and("tags", TAGS));

    static final StructType ENTRY = shape(
            "Entry",
            fields("position", NUMBER)
                    .and("action", TEXT)
                    .and("principal", TEXT)
                    .and("at", SimpleType.TIMESTAMP)
                    .and("parameters", TAGS));

    static final StructType HTTP =
            shape("Http", fields("status", NUMBER).and("body", TEXT).and("outcome", TEXT));

    static final StructType TCP = shape("Tcp", fields("open", TRUTH).and("outcome", TEXT));

    static final StructType FILE = shape(
            "File", fields("exists", TRUTH).and("text", TEXT).and("owner", TEXT).and("mode", TEXT));

    /// What an expression may name at its top, besides the variant's values and the lab's own `let`.
    public static final Map<String, CelType> VARIABLES = variables();

    static final CelTypeProvider PROVIDER = new CelTypeProvider() {
        @Override
        public ImmutableCollection<CelType> types() {
            return ImmutableSet.copyOf(ALL.values());
        }

        @Override
        public Optional<CelType> findType(String name) {
            return Optional.ofNullable(ALL.get(name));
        }
    };

    private Shapes() {}

    private static Map<String, CelType> variables() {
        Map<String, CelType> variables = new LinkedHashMap<>();
        variables.put("instances", ListType.create(INSTANCE));
        variables.put("keyPairs", ListType.create(KEY_PAIR));
        variables.put("securityGroups", ListType.create(SECURITY_GROUP));
        variables.put("addresses", ListType.create(ADDRESS));
        variables.put("images", ListType.create(IMAGE));
        variables.put("volumes", ListType.create(VOLUME));
        variables.put("vpcs", ListType.create(VPC));
        variables.put("entries", ListType.create(ENTRY));
        variables.put("region", TEXT);
        return variables;
    }

    @SuppressWarnings("Immutable") // nobody changes the fields once the shape is made
    private static StructType shape(String name, Fields fields) {
        StructType type = StructType.create(
                name,
                ImmutableSet.copyOf(fields.types.keySet()),
                field -> Optional.ofNullable(fields.types.get(field)));
        ALL.put(name, type);
        return type;
    }

    private static Fields fields(String name, CelType type) {
        return new Fields().and(name, type);
    }

    private static final class Fields {
        final Map<String, CelType> types = new LinkedHashMap<>();

        Fields and(String name, CelType type) {
            types.put(name, type);
            return this;
        }
    }
}
