package brume.api.ec2;

import brume.api.aws.XmlText;
import brume.api.ec2.Shape.Member;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;

/// Writes one of the SDK's response classes as the XML that every client reads. What was not set is left out; a list
/// that was set and is empty becomes an empty element.
final class XmlWriter {

    static final String NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final XmlText xml = XmlText.document(4096);
    private Instant lastTime = Instant.EPOCH;
    private String lastTimeText = TIME.format(lastTime);

    private XmlWriter() {}

    static byte[] write(String action, String requestId, SdkPojo response) {
        XmlWriter writer = new XmlWriter();
        String root = action + "Response";
        writer.xml.open(root, NAMESPACE).leaf("requestId", requestId);
        writer.members(response);
        return writer.xml.close(root).bytes();
    }

    private void members(SdkPojo pojo) {
        for (Member member : Shape.of(pojo).inOrder()) {
            Object value = member.field().getValueOrDefault(pojo);
            if (value != null && !(value instanceof SdkAutoConstructList<?>)) {
                element(member, value);
            }
        }
    }

    private void element(Member member, Object value) {
        String name = member.name();
        switch (member.type()) {
            case LIST -> list(name, member.item().orElseThrow(), (List<?>) value);
            case SDK_POJO -> {
                xml.open(name);
                members((SdkPojo) value);
                xml.close(name);
            }
            case INSTANT -> xml.leaf(name, time((Instant) value));
            case SDK_BYTES ->
                xml.leaf(name, Base64.getEncoder().encodeToString(((SdkBytes) value).asByteArrayUnsafe()));
            case STRING, INTEGER, LONG, SHORT, BYTE, FLOAT, DOUBLE, BIG_DECIMAL, BOOLEAN ->
                xml.leaf(name, value.toString());
            case MAP, DOCUMENT, NULL -> throw new IllegalStateException("EC2 has no " + member.type() + ": " + name);
        }
    }

    private void list(String name, Member item, List<?> values) {
        if (values.isEmpty()) {
            xml.empty(name);
            return;
        }
        xml.open(name);
        for (Object value : values) {
            element(item, value);
        }
        xml.close(name);
    }

    /// What came to be together has the same time: it is put into words once.
    private String time(Instant time) {
        if (!time.equals(lastTime)) {
            lastTime = time;
            lastTimeText = TIME.format(time);
        }
        return lastTimeText;
    }
}
