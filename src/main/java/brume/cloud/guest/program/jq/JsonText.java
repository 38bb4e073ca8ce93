package brume.cloud.guest.program.jq;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// JSON as `jq` prints it.
///
/// @param indent what one level is set in by; empty: all on one line
/// @param sorted keys in order
/// @param ascii everything else escaped
record JsonText(String indent, boolean sorted, boolean ascii) {

    String of(JsonNode value) {
        StringBuilder out = new StringBuilder();
        write(value, 0, out);
        return out.toString();
    }

    private void write(JsonNode value, int depth, StringBuilder out) {
        if (value.isObject()) {
            object(value, depth, out);
        } else if (value.isArray()) {
            array(value, depth, out);
        } else if (value.isTextual()) {
            quoted(value.textValue(), out);
        } else if (value.isNumber()) {
            out.append(number(value));
        } else {
            out.append(value.isMissingNode() ? "null" : value.toString());
        }
    }

    private void object(JsonNode value, int depth, StringBuilder out) {
        List<String> names = new ArrayList<>();
        value.fieldNames().forEachRemaining(names::add);
        if (sorted) {
            names.sort(String::compareTo);
        }
        out.append('{');
        boolean first = true;
        for (String name : names) {
            out.append(first ? "" : ",");
            newLine(depth + 1, out);
            quoted(name, out);
            out.append(indent.isEmpty() ? ":" : ": ");
            write(value.get(name), depth + 1, out);
            first = false;
        }
        if (!first) {
            newLine(depth, out);
        }
        out.append('}');
    }

    private void array(JsonNode value, int depth, StringBuilder out) {
        out.append('[');
        Iterator<JsonNode> elements = value.elements();
        boolean any = elements.hasNext();
        while (elements.hasNext()) {
            newLine(depth + 1, out);
            write(elements.next(), depth + 1, out);
            out.append(elements.hasNext() ? "," : "");
        }
        if (any) {
            newLine(depth, out);
        }
        out.append(']');
    }

    private void newLine(int depth, StringBuilder out) {
        if (!indent.isEmpty()) {
            out.append('\n').append(indent.repeat(depth));
        }
    }

    static String number(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.asText();
        }
        double number = value.doubleValue();
        if (Double.isNaN(number)) {
            return "null";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "1.7976931348623157e+308" : "-1.7976931348623157e+308";
        }
        if (number == Math.rint(number) && Math.abs(number) < 1e17) {
            return BigDecimal.valueOf(number)
                    .setScale(0, java.math.RoundingMode.HALF_UP)
                    .toPlainString();
        }
        String text = Double.toString(number);
        if (!text.contains("E")) {
            return text;
        }
        String mantissa = text.substring(0, text.indexOf('E')).replaceFirst("\\.0$", "");
        String exponent = text.substring(text.indexOf('E') + 1);
        int power = Integer.parseInt(exponent);
        if (power < 0 && power > -6) {
            return new BigDecimal(text).toPlainString();
        }
        return mantissa + "e" + (power < 0 ? "-" : "+") + (Math.abs(power) < 10 ? "0" : "") + Math.abs(power);
    }

    private void quoted(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < 32 || c == 127 || ascii && c > 126) {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
