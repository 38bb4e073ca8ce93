package brume.app.labtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Request;
import software.amazon.awssdk.utils.builder.Buildable;

/// A line of the provider's client, `ec2 run-instances --image-id ...`, as a call of the provider's SDK: the same
/// options, the same shorthand. What the client adds by itself is known only for security group rules
/// (`--protocol --port --cidr`) and launches (`--count`, one if not said).
record AwsLine(String operation, Map<String, List<String>> options) {

    private static final String MODEL = "software.amazon.awssdk.services.ec2.model.";
    private static final ObjectMapper JSON = new ObjectMapper();

    /// @throws IllegalArgumentException when it is not such a line
    static AwsLine parse(String line) {
        List<String> words = ShellWords.split(line);
        if (words.size() < 2 || !words.getFirst().equals("ec2")) {
            throw new IllegalArgumentException("Only `ec2 <command>` can be played: " + line);
        }
        Map<String, List<String>> options = new LinkedHashMap<>();
        List<String> values = new ArrayList<>();
        options.put("", values);
        for (String word : words.subList(2, words.size())) {
            if (word.startsWith("--")) {
                values = new ArrayList<>();
                options.put(word.substring(2), values);
            } else {
                values.add(word);
            }
        }
        return new AwsLine(words.get(1), options);
    }

    /// `wait instance-running`: the client asks again and again until it is so.
    boolean isWait() {
        return operation.equals("wait");
    }

    /// Sends it.
    ///
    /// @throws software.amazon.awssdk.services.ec2.model.Ec2Exception as the provider refuses
    SdkPojo send(Ec2Client client) {
        String name = camel(operation);
        try {
            Class<?> type = Class.forName(MODEL + name + "Request");
            Object request = filled((SdkPojo) type.getMethod("builder").invoke(null));
            String method = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
            return (SdkPojo) Ec2Client.class.getMethod(method, type).invoke(client, request);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(refused);
        } catch (ReflectiveOperationException unknown) {
            throw new IllegalArgumentException("The provider's client has no command ec2 " + operation, unknown);
        }
    }

    /// The request as the SDK would send it.
    Ec2Request request() {
        try {
            Class<?> type = Class.forName(MODEL + camel(operation) + "Request");
            return (Ec2Request) filled((SdkPojo) type.getMethod("builder").invoke(null));
        } catch (ReflectiveOperationException unknown) {
            throw new IllegalArgumentException("The provider's client has no command ec2 " + operation, unknown);
        }
    }

    private Object filled(SdkPojo builder) {
        Map<String, List<String>> left = new LinkedHashMap<>(options);
        if (operation.endsWith("-security-group-ingress") && left.containsKey("protocol")) {
            permission(left);
        }
        if (operation.equals("run-instances")) {
            String count = first(left, "count", "1");
            left.remove("count");
            left.putIfAbsent("min-count", List.of(count));
            left.putIfAbsent("max-count", List.of(count));
        }
        for (SdkField<?> field : builder.sdkFields()) {
            String option = left.keySet().stream()
                    .filter(name -> name.replace("-", "").equalsIgnoreCase(field.memberName()))
                    .findFirst()
                    .orElse("");
            if (!option.isEmpty()) {
                field.set(builder, value(field, left.getOrDefault(option, List.of())));
                left.remove(option);
            }
        }
        left.remove("");
        if (!left.isEmpty()) {
            throw new IllegalArgumentException(
                    "ec2 " + operation + " has no option --" + String.join(", --", left.keySet()));
        }
        return ((Buildable) builder).build();
    }

    /// The client makes one permission of these three options.
    private static void permission(Map<String, List<String>> options) {
        String port = first(options, "port");
        String range = port.contains("-") ? port : port + "-" + port;
        String[] ends = range.split("-", 2);
        options.put(
                "ip-permissions",
                List.of("IpProtocol=" + first(options, "protocol") + ",FromPort=" + ends[0] + ",ToPort=" + ends[1]
                        + ",IpRanges=[{CidrIp=" + first(options, "cidr") + "}]"));
        List.of("port", "protocol", "cidr").forEach(options::remove);
    }

    private static String first(Map<String, List<String>> options, String name) {
        String value = first(options, name, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("--" + name + " is missing");
        }
        return value;
    }

    private static String first(Map<String, List<String>> options, String name, String otherwise) {
        return options.getOrDefault(name, List.of()).stream().findFirst().orElse(otherwise);
    }

    private static Object value(SdkField<?> field, List<String> words) {
        if (field.marshallingType().equals(MarshallingType.LIST)) {
            if (words.size() == 1 && words.getFirst().startsWith("[")) {
                return bound(field, json(words.getFirst()));
            }
            SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
            return words.stream().map(word -> bound(member, tree(member, word))).toList();
        }
        if (field.marshallingType().equals(MarshallingType.BOOLEAN) && words.isEmpty()) {
            return true;
        }
        if (words.size() != 1) {
            throw new IllegalArgumentException(field.memberName() + " takes one value, not " + words);
        }
        return bound(field, tree(field, words.getFirst()));
    }

    private static Object tree(SdkField<?> field, String word) {
        if (!field.marshallingType().equals(MarshallingType.SDK_POJO)) {
            return word;
        }
        return word.startsWith("{") ? json(word) : Shorthand.parse(word);
    }

    private static Object json(String word) {
        try {
            return JSON.readValue(word, Object.class);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException("Not JSON: " + word, wrong);
        }
    }

    private static Object bound(SdkField<?> field, Object tree) {
        MarshallingType<?> type = field.marshallingType();
        if (type.equals(MarshallingType.LIST)) {
            SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
            List<?> all = tree instanceof List<?> list ? list : List.of(tree);
            return all.stream().map(one -> bound(member, one)).toList();
        }
        if (type.equals(MarshallingType.SDK_POJO) && tree instanceof Map<?, ?> map) {
            return structure(field, map);
        }
        String text = tree.toString();
        if (type.equals(MarshallingType.INTEGER)) {
            return Integer.valueOf(text);
        }
        if (type.equals(MarshallingType.LONG)) {
            return Long.valueOf(text);
        }
        return type.equals(MarshallingType.BOOLEAN) ? Boolean.valueOf(text) : text;
    }

    private static Object structure(SdkField<?> field, Map<?, ?> map) {
        SdkPojo builder = field.constructor().get();
        map.forEach((key, value) -> {
            SdkField<?> member = builder.sdkFields().stream()
                    .filter(one -> one.memberName().equals(key))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(field.memberName() + " has no " + key));
            member.set(builder, bound(member, value));
        });
        return ((Buildable) builder).build();
    }

    private static String camel(String kebab) {
        StringBuilder name = new StringBuilder();
        for (String part : kebab.split("-")) {
            name.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
        }
        return name.toString();
    }
}
