package brume.api.ec2;

import brume.cloud.sandbox.CloudException;
import brume.cloud.sandbox.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/// Reads a form into a builder of one of the SDK's request classes. Strict: a parameter that the class does not have, a
/// number that is none, a list with a hole or more than [#MAX_LIST] elements is refused.
final class FormReader {

    static final int MAX_LIST = 1000;

    private FormReader() {}

    /// @throws CloudException a parameter is unknown or ill-formed
    static void read(Map<String, String> parameters, SdkPojo builder) {
        fill(builder, FormNode.of(parameters), "");
    }

    private static void fill(SdkPojo builder, FormNode node, String path) {
        Map<String, SdkField<?>> fields = Shape.of(builder).byQueryName();
        for (Map.Entry<String, FormNode> child : node.children().entrySet()) {
            String childPath = path.isEmpty() ? child.getKey() : path + "." + child.getKey();
            SdkField<?> field = fields.get(child.getKey());
            if (field == null) {
                throw FormNode.unknown(child.getValue().firstPath(childPath));
            }
            field.set(builder, value(field, child.getValue(), childPath));
        }
    }

    private static Object value(SdkField<?> field, FormNode node, String path) {
        return switch (field.marshallingType().getKnownType()) {
            case LIST -> list(field, node, path);
            case SDK_POJO -> pojo(field, node, path);
            case STRING -> text(node, path);
            case INTEGER ->
                number(node, path, Integer.MIN_VALUE, Integer.MAX_VALUE).intValue();
            case LONG -> number(node, path, Long.MIN_VALUE, Long.MAX_VALUE);
            case BOOLEAN -> truth(node, path);
            case DOUBLE -> decimal(node, path);
            case FLOAT -> (float) decimal(node, path);
            case INSTANT -> instant(node, path);
            case SDK_BYTES -> bytes(node, path);
            case SHORT, BYTE, BIG_DECIMAL, MAP, DOCUMENT, NULL -> throw FormNode.unknown(path);
        };
    }

    private static List<Object> list(SdkField<?> field, FormNode node, String path) {
        SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        // An empty list is sent as its bare name without a value.
        if (node.value().isPresent()) {
            if (node.children().isEmpty() && node.value().get().isEmpty()) {
                return new ArrayList<>();
            }
            throw FormNode.unknown(path);
        }
        int size = node.children().size();
        if (size > MAX_LIST) {
            throw invalid(path, String.valueOf(size), "A list may hold at most " + MAX_LIST + " elements");
        }
        for (String index : node.children().keySet()) {
            if (!index.matches("[1-9]\\d{0,8}")) {
                throw FormNode.unknown(node.children().get(index).firstPath(path + "." + index));
            }
        }
        List<Object> values = new ArrayList<>(size);
        for (int i = 1; i <= size; i++) {
            String elementPath = path + "." + i;
            FormNode element = Optional.ofNullable(node.children().get(String.valueOf(i)))
                    .orElseThrow(() -> new Problem.Missing(elementPath).refused());
            values.add(value(member, element, elementPath));
        }
        return values;
    }

    private static Object pojo(SdkField<?> field, FormNode node, String path) {
        if (node.value().isPresent()
                && !(node.value().get().isEmpty() && node.children().isEmpty())) {
            throw FormNode.unknown(path);
        }
        SdkPojo builder = field.constructor().get();
        fill(builder, node, path);
        return ((SdkBuilder<?, ?>) builder).build();
    }

    private static String text(FormNode node, String path) {
        if (!node.children().isEmpty()) {
            Map.Entry<String, FormNode> first =
                    node.children().entrySet().iterator().next();
            throw FormNode.unknown(first.getValue().firstPath(path + "." + first.getKey()));
        }
        return node.value().orElse("");
    }

    private static Long number(FormNode node, String path, long least, long most) {
        String text = text(node, path);
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notNumber) {
            // refused below, together with what is out of range
        }
        throw invalid(path, text, "Must be an integer");
    }

    private static double decimal(FormNode node, String path) {
        String text = text(node, path);
        if (!text.matches("-?\\d{1,18}(\\.\\d{1,18})?")) {
            throw invalid(path, text, "Must be a number");
        }
        return Double.parseDouble(text);
    }

    private static Boolean truth(FormNode node, String path) {
        String text = text(node, path);
        return switch (text) {
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            default -> throw invalid(path, text, "Must be true or false");
        };
    }

    private static Instant instant(FormNode node, String path) {
        String text = text(node, path);
        try {
            return Instant.parse(text);
        } catch (DateTimeException notTime) {
            throw invalid(path, text, "Must be a time such as 2026-11-22T07:13:42Z");
        }
    }

    private static SdkBytes bytes(FormNode node, String path) {
        String text = text(node, path);
        try {
            return SdkBytes.fromByteArray(Base64.getMimeDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            throw invalid(path, text, "Must be base64");
        }
    }

    private static CloudException invalid(String path, String value, String reason) {
        String quoted = value.length() > 100 ? value.substring(0, 100) + "..." : value;
        return new Problem.InvalidValue(
                        path, value, "Value (" + quoted + ") for parameter " + path + " is invalid. " + reason + ".")
                .refused();
    }
}
