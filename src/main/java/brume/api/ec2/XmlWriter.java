package brume.api.ec2;

import brume.api.aws.XmlText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;

/// Writes one of the SDK's response classes as the XML that every client reads. What was not set is left out; a list
/// that
/// was set and is empty becomes an empty element.
final class XmlWriter {

    static final String NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String ITEM = "item";

    private XmlWriter() {}

    static String write(String action, String requestId, SdkPojo response) {
        XmlText xml = XmlText.document(1024);
        String root = action + "Response";
        xml.open(root, NAMESPACE).leaf("requestId", requestId);
        members(response, xml);
        return xml.close(root).toString();
    }

    private static void members(SdkPojo pojo, XmlText xml) {
        for (SdkField<?> field : Shape.of(pojo).inOrder()) {
            Object value = field.getValueOrDefault(pojo);
            if (value != null && !(value instanceof SdkAutoConstructList<?>)) {
                element(field, field.unmarshallLocationName(), value, xml);
            }
        }
    }

    private static void element(SdkField<?> field, String name, Object value, XmlText xml) {
        switch (value) {
            case List<?> list -> list(field, name, list, xml);
            case SdkPojo pojo -> {
                xml.open(name);
                members(pojo, xml);
                xml.close(name);
            }
            case Instant instant -> xml.leaf(name, TIME.format(instant));
            case SdkBytes bytes ->
                xml.leaf(name, java.util.Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
            default -> xml.leaf(name, value.toString());
        }
    }

    private static void list(SdkField<?> field, String name, List<?> values, XmlText xml) {
        if (values.isEmpty()) {
            xml.empty(name);
            return;
        }
        ListTrait trait = field.getRequiredTrait(ListTrait.class);
        SdkField<?> member = trait.memberFieldInfo();
        String itemName = Optional.<@Nullable String>ofNullable(trait.memberLocationName())
                .orElse(ITEM);
        xml.open(name);
        for (Object value : values) {
            element(member, itemName, value, xml);
        }
        xml.close(name);
    }
}
