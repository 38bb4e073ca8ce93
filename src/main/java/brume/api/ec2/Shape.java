package brume.api.ec2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/// The wire names of one of the SDK's classes, read once.
///
/// @param byQueryName the members by their name in a request
/// @param inOrder the members as an answer lists them
record Shape(Map<String, SdkField<?>> byQueryName, List<SdkField<?>> inOrder) {

    private static final Map<Class<?>, Shape> KNOWN = new ConcurrentHashMap<>();

    static Shape of(SdkPojo pojo) {
        Shape known = KNOWN.get(pojo.getClass());
        return known != null ? known : KNOWN.computeIfAbsent(pojo.getClass(), type -> read(pojo));
    }

    private static Shape read(SdkPojo pojo) {
        Map<String, SdkField<?>> names = new LinkedHashMap<>();
        pojo.sdkFields().forEach(field -> names.put(field.locationName(), field));
        return new Shape(Map.copyOf(names), List.copyOf(pojo.sdkFields()));
    }
}
