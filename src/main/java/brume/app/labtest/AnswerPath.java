package brume.app.labtest;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/// A part of an answer: `Reservations[0].Instances[0].PublicIpAddress`.
final class AnswerPath {

    private static final Pattern PART = Pattern.compile("([A-Za-z0-9]+)(?:\\[(\\d{1,3})])?");

    private AnswerPath() {}

    /// @throws IllegalArgumentException when the answer has nothing there
    static String find(SdkPojo answer, String path) {
        Object at = answer;
        for (String part : path.split("\\.")) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches() || !(at instanceof SdkPojo pojo)) {
                throw nothing(path);
            }
            Object value = member(pojo, matcher.group(1)).orElseThrow(() -> nothing(path));
            if (matcher.group(2) != null) {
                int index = Integer.parseInt(matcher.group(2));
                if (!(value instanceof List<?> list) || index >= list.size()) {
                    throw nothing(path);
                }
                value = list.get(index);
            }
            at = value;
        }
        return at.toString();
    }

    private static Optional<Object> member(SdkPojo pojo, String name) {
        return pojo.sdkFields().stream()
                .filter(field -> field.memberName().equals(name))
                .findFirst()
                .flatMap((SdkField<?> field) -> Optional.ofNullable(field.getValueOrDefault(pojo)));
    }

    private static IllegalArgumentException nothing(String path) {
        return new IllegalArgumentException("The answer has no " + path);
    }
}
