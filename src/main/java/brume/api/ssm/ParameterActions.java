package brume.api.ssm;

import brume.api.aws.Call;
import brume.cloud.compute.PublicParameter;
import brume.cloud.sandbox.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The public parameters, one by one, several, or by path. Names may carry a version (`name:1`) or be an ARN.
final class ParameterActions {

    private static final int MOST_NAMES = 10;
    private static final int MAX_NAME_CHARACTERS = 2048;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ParameterActions() {}

    static JsonNode getParameter(JsonNode request, Call call) {
        allow(request, Set.of("Name", "WithDecryption"));
        String name = text(request, "Name", "name");
        PublicParameter parameter = find(call, name).orElseThrow(() -> missing(call, name));
        return JSON.objectNode().set("Parameter", view(parameter, name, call));
    }

    static JsonNode getParameters(JsonNode request, Call call) {
        allow(request, Set.of("Names", "WithDecryption"));
        JsonNode names = request.path("Names");
        if (!names.isArray()) {
            throw new Problem.Missing("names").refused();
        }
        if (names.isEmpty() || names.size() > MOST_NAMES) {
            throw invalid("1 validation error detected: Value at 'names' failed to satisfy constraint: Member must have"
                    + " length less than or equal to " + MOST_NAMES);
        }
        ArrayNode found = JSON.arrayNode();
        ArrayNode invalid = JSON.arrayNode();
        for (JsonNode name : names) {
            if (!name.isTextual()) {
                throw invalid("Value at 'names' must be text");
            }
            find(call, name.textValue())
                    .ifPresentOrElse(
                            parameter -> found.add(view(parameter, name.textValue(), call)),
                            () -> invalid.add(name.textValue()));
        }
        ObjectNode answer = JSON.objectNode();
        answer.set("Parameters", found);
        answer.set("InvalidParameters", invalid);
        return answer;
    }

    static JsonNode getParametersByPath(JsonNode request, Call call) {
        allow(request, Set.of("Path", "Recursive", "ParameterFilters", "WithDecryption", "MaxResults", "NextToken"));
        String path = text(request, "Path", "path");
        if (!path.startsWith("/")) {
            throw invalid("The parameter path doesn't begin with a slash: /");
        }
        if (request.path("ParameterFilters").size() > 0) {
            throw new Problem.Specific("InvalidFilterKey", "The public parameters have no filters").refused();
        }
        int most = request.path("MaxResults").asInt(MOST_NAMES);
        if (most < 1 || most > MOST_NAMES) {
            throw invalid("1 validation error detected: Value '" + most + "' at 'maxResults' failed to satisfy"
                    + " constraint: Member must have value less than or equal to " + MOST_NAMES);
        }
        String folder = path.endsWith("/") ? path : path + "/";
        boolean recursive = request.path("Recursive").asBoolean(false);
        String after = request.path("NextToken").asText("");
        List<PublicParameter> found = new ArrayList<>();
        for (PublicParameter parameter : call.aws().images().parameters()) {
            boolean inside = parameter.name().startsWith(folder)
                    && (recursive || parameter.name().indexOf('/', folder.length()) < 0);
            if (inside && parameter.name().compareTo(after) > 0) {
                found.add(parameter);
            }
        }
        ObjectNode answer = JSON.objectNode();
        ArrayNode shown = answer.putArray("Parameters");
        found.stream().limit(most).forEach(parameter -> shown.add(view(parameter, "", call)));
        if (found.size() > most) {
            answer.put("NextToken", found.get(most - 1).name());
        }
        return answer;
    }

    private static Optional<PublicParameter> find(Call call, String asked) {
        String name =
                asked.startsWith("arn:") ? asked.substring(Math.max(0, asked.indexOf(":parameter/") + 10)) : asked;
        int colon = name.indexOf(':');
        String plain = colon < 0 ? name : name.substring(0, colon);
        return call.aws()
                .images()
                .parameter(plain)
                .filter(parameter -> colon < 0 || name.substring(colon + 1).equals("" + parameter.version()));
    }

    private static RuntimeException missing(Call call, String asked) {
        int colon = asked.startsWith("arn:") ? -1 : asked.indexOf(':');
        return colon > 0 && find(call, asked.substring(0, colon)).isPresent()
                ? new Problem.Specific(
                                "ParameterVersionNotFound",
                                "Systems Manager could not find version " + asked.substring(colon + 1) + " of "
                                        + asked.substring(0, colon) + ". Verify the version and try again.")
                        .refused()
                : new Problem.Specific("ParameterNotFound", "").refused();
    }

    /// @param asked a name with `:` and a version shows the two as its selector
    private static ObjectNode view(PublicParameter parameter, String asked, Call call) {
        ObjectNode view = JSON.objectNode()
                .put("Name", parameter.name())
                .put("Type", "String")
                .put("Value", parameter.value())
                .put("Version", parameter.version())
                .put("LastModifiedDate", parameter.modifiedAt().toEpochMilli() / 1000.0)
                .put("ARN", "arn:aws:ssm:" + call.region() + "::parameter" + parameter.name())
                .put("DataType", parameter.dataType());
        if (!asked.startsWith("arn:") && asked.indexOf(':') > 0) {
            view.put("Selector", asked.substring(asked.indexOf(':')));
        }
        return view;
    }

    private static void allow(JsonNode request, Set<String> members) {
        request.fieldNames().forEachRemaining(name -> {
            if (!members.contains(name)) {
                throw new Problem.Specific("SerializationException", "Unknown member: " + name.replaceAll("\\W", "?"))
                        .refused();
            }
        });
    }

    private static String text(JsonNode request, String member, String path) {
        JsonNode value = request.path(member);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw new Problem.Missing(path).refused();
        }
        if (value.textValue().length() > MAX_NAME_CHARACTERS) {
            throw invalid(
                    "Value at '" + path + "' failed to satisfy constraint: Member must have length less than or equal"
                            + " to " + MAX_NAME_CHARACTERS);
        }
        return value.textValue();
    }

    private static RuntimeException invalid(String reason) {
        return new Problem.InvalidValue("request", "", reason).refused();
    }
}
