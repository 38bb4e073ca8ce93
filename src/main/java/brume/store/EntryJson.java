package brume.store;

import brume.cloud.sandbox.Change;
import brume.cloud.sandbox.Kinds;
import brume.cloud.sandbox.Resource;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;

/// Changes as the journal's table stores them:
///
///     [{"put":"KeyPair","value":{"id":"key-1","region":"eu-west-3"}},{"removed":"Instance","id":"i-1"}]
///
/// What is empty is not written, and what is not written reads as empty: so a line that is older than a component of
/// its record
/// still reads, if that component is a `List`, `Map`, `Optional`, `String` or primitive. A property nobody knows is
/// ignored.
public final class EntryJson {

    private static final TypeReference<Map<String, String>> PARAMETERS = new TypeReference<>() {};

    private static final List<Class<?>> HAVE_AN_EMPTY = List.of(
            String.class,
            List.class,
            Set.class,
            Collection.class,
            Map.class,
            SortedMap.class,
            Optional.class,
            OptionalInt.class,
            OptionalLong.class,
            boolean.class,
            byte.class,
            short.class,
            int.class,
            long.class,
            float.class,
            double.class);

    private final Kinds kinds;
    private final JsonMapper mapper = mapper();

    public EntryJson(Kinds kinds) {
        this.kinds = kinds;
    }

    static JsonMapper mapper() {
        JsonMapper mapper = JsonMapper.builder()
                .addModules(new JavaTimeModule(), new Jdk8Module(), RecordShape.texts())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL))
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
                .accessorNaming(new RecordShape.ComponentsOnly())
                .annotationIntrospector(AnnotationIntrospectorPair.create(
                        new RecordShape.Alternatives(), new JacksonAnnotationIntrospector()))
                .build();
        HAVE_AN_EMPTY.forEach(
                type -> mapper.configOverride(type).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)));
        return mapper;
    }

    public String write(List<Change> changes) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = mapper.createGenerator(text)) {
            out.writeStartArray();
            for (Change change : changes) {
                write(change, out);
            }
            out.writeEndArray();
        } catch (IOException impossible) {
            throw new IllegalArgumentException("Changes that no journal line can hold", impossible);
        }
        return text.toString();
    }

    private void write(Change change, JsonGenerator out) throws IOException {
        out.writeStartObject();
        switch (change) {
            case Change.Put(Resource resource) -> {
                out.writeStringField("put", kinds.of(resource).name());
                out.writeFieldName("value");
                mapper.writeValue(out, resource);
            }
            case Change.Removed(String kind, String id) -> {
                out.writeStringField("removed", kind);
                out.writeStringField("id", id);
            }
        }
        out.writeEndObject();
    }

    /// @throws IllegalArgumentException if this is no line that [#write] made
    public List<Change> read(String line) {
        List<Change> changes = new ArrayList<>();
        try (JsonParser in = mapper.createParser(line)) {
            expect(in, JsonToken.START_ARRAY);
            while (in.nextToken() == JsonToken.START_OBJECT) {
                changes.add(readChange(in));
            }
        } catch (IOException broken) {
            throw new IllegalArgumentException("Not a line of a journal: " + shortened(line), broken);
        }
        return changes;
    }

    private Change readChange(JsonParser in) throws IOException {
        String what = in.nextFieldName();
        String kind = in.nextTextValue();
        in.nextToken();
        in.nextToken();
        Change change = "put".equals(what)
                ? new Change.Put(mapper.readValue(in, kinds.named(kind).type()))
                : new Change.Removed(kind, in.getText());
        expect(in, JsonToken.END_OBJECT);
        return change;
    }

    String writeParameters(Map<String, String> parameters) {
        try {
            return mapper.writeValueAsString(parameters);
        } catch (IOException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    Map<String, String> readParameters(String line) {
        try {
            return mapper.readValue(line, PARAMETERS);
        } catch (IOException broken) {
            throw new IllegalArgumentException("Not the parameters of an entry: " + shortened(line), broken);
        }
    }

    private static void expect(JsonParser in, JsonToken wanted) throws IOException {
        if (in.nextToken() != wanted) {
            throw new IOException("Expected " + wanted + " at " + in.currentLocation());
        }
    }

    private static String shortened(String line) {
        return line.length() > 200 ? line.substring(0, 200) + "..." : line;
    }
}
