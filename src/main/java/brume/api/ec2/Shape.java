package brume.api.ec2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;

/// The wire names of one of the SDK's classes, read once.
///
/// @param byQueryName the members by their name in a request
/// @param inOrder the members as an answer lists them
record Shape(Map<String, SdkField<?>> byQueryName, List<Member> inOrder) {

    private static final Map<Class<?>, Shape> KNOWN = new ConcurrentHashMap<>();

    static Shape of(SdkPojo pojo) {
        Shape known = KNOWN.get(pojo.getClass());
        return known != null ? known : KNOWN.computeIfAbsent(pojo.getClass(), type -> read(pojo));
    }

    private static Shape read(SdkPojo pojo) {
        Map<String, SdkField<?>> names = new LinkedHashMap<>();
        pojo.sdkFields().forEach(field -> names.put(field.locationName(), field));
        return new Shape(
                Map.copyOf(names),
                pojo.sdkFields().stream()
                        .map(field -> Member.of(field, field.unmarshallLocationName()))
                        .toList());
    }

    /// A member in an answer.
    ///
    /// @param name of its element
    /// @param item what its elements are when it is a list
    record Member(SdkField<?> field, String name, MarshallingKnownType type, Optional<Member> item) {

        private static final String ITEM = "item";

        static Member of(SdkField<?> field, String name) {
            MarshallingKnownType type = field.marshallingType().getKnownType();
            return new Member(
                    field,
                    name,
                    type,
                    type == MarshallingKnownType.LIST
                            ? Optional.of(item(field.getRequiredTrait(ListTrait.class)))
                            : Optional.empty());
        }

        private static Member item(ListTrait trait) {
            return of(
                    trait.memberFieldInfo(),
                    Optional.<@Nullable String>ofNullable(trait.memberLocationName())
                            .orElse(ITEM));
        }
    }
}
