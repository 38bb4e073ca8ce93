package brume.store;

import brume.cloud.sandbox.Text;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.DefaultAccessorNamingStrategy;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import com.fasterxml.jackson.databind.jsontype.impl.StdTypeResolverBuilder;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How records look as JSON: exactly their components and nothing that a method computes; a [Text] value as its text; a
/// record
/// behind a sealed interface with its simple name as `type`.
final class RecordShape {

    private RecordShape() {}

    /// Only components are stored, whatever `getX` and `isX` the record offers besides.
    static final class ComponentsOnly extends DefaultAccessorNamingStrategy.Provider {
        private static final long serialVersionUID = 1L;

        @Override
        public DefaultAccessorNamingStrategy.RecordNaming forRecord(MapperConfig<?> config, AnnotatedClass type) {
            return new DefaultAccessorNamingStrategy.RecordNaming(config, type) {
                @Override
                public @Nullable String findNameForIsGetter(AnnotatedMethod method, String name) {
                    return null;
                }

                @Override
                public @Nullable String findNameForRegularGetter(AnnotatedMethod method, String name) {
                    return _fieldNames.contains(name) ? name : null;
                }
            };
        }
    }

    /// Sealed alternatives carry their name.
    static final class Alternatives extends NopAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable TypeResolverBuilder<?> findTypeResolver(
                MapperConfig<?> config, AnnotatedClass type, JavaType base) {
            return isAlternative(type.getRawType())
                    ? new StdTypeResolverBuilder(JsonTypeInfo.Value.construct(
                            JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "type", null, false, true))
                    : null;
        }

        @Override
        public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
            Class<?>[] permitted = annotated.getRawType().getPermittedSubclasses();
            return permitted == null
                    ? null
                    : Arrays.stream(permitted)
                            .map(type -> new NamedType(type, type.getSimpleName()))
                            .toList();
        }

        @Override
        public @Nullable String findTypeName(AnnotatedClass type) {
            return isAlternative(type.getRawType()) ? type.getRawType().getSimpleName() : null;
        }

        private static boolean isAlternative(Class<?> type) {
            return !Text.class.isAssignableFrom(type)
                    && (type.isSealed() && type.isInterface()
                            || type.isRecord()
                                    && Arrays.stream(type.getInterfaces()).anyMatch(Class::isSealed));
        }
    }

    static SimpleModule texts() {
        SimpleModule module = new SimpleModule("texts") {
            private static final long serialVersionUID = 1L;

            @Override
            public void setupModule(SetupContext context) {
                super.setupModule(context);
                context.addDeserializers(new Deserializers.Base() {
                    @Override
                    public @Nullable JsonDeserializer<?> findBeanDeserializer(
                            JavaType type, DeserializationConfig config, BeanDescription description) {
                        return type.isTypeOrSubTypeOf(Text.class) ? new TextReader(type.getRawClass()) : null;
                    }
                });
                context.addKeyDeserializers((type, config, description) ->
                        type.isTypeOrSubTypeOf(Text.class) ? keyReader(new TextReader(type.getRawClass())) : null);
            }
        };
        return module.addSerializer(Text.class, new ToStringSerializer(Text.class));
    }

    private static KeyDeserializer keyReader(TextReader reader) {
        return new KeyDeserializer() {
            @Override
            public Object deserializeKey(String key, DeserializationContext context) throws IOException {
                return reader.parsed(key);
            }
        };
    }

    private static final class TextReader extends JsonDeserializer<Object> {
        private final Method parse;

        TextReader(Class<?> type) {
            try {
                parse = type.getDeclaredMethod("parse", String.class);
                parse.setAccessible(true);
            } catch (NoSuchMethodException missing) {
                throw new IllegalArgumentException(type + " is a Text without a static parse(String)", missing);
            }
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return parsed(parser.getText());
        }

        Object parsed(String text) throws IOException {
            try {
                return parse.invoke(null, text);
            } catch (InvocationTargetException | IllegalAccessException refused) {
                throw new IOException("Not a " + parse.getDeclaringClass().getSimpleName() + ": " + text, refused);
            }
        }
    }
}
