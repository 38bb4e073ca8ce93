package brume.lab.check;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelLateFunctionBindings;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// Compiles the expressions of one lab. They can read the picture and call the probes, nothing else, and never run for
/// long: size, depth and the turns of loops are limited.
public final class Expressions {

    private static final int LONGEST_SOURCE = 4_000;
    private static final int DEEPEST = 50;
    private static final int MOST_TURNS = 20_000;

    /// The probes: name, overload, result, arguments.
    private static final List<Probe> PROBES = List.of(
            Probe.unary("http", "http_url", Shapes.HTTP, World::http),
            Probe.unary("ran", "ran_action", SimpleType.BOOL, World::ran),
            new Probe(
                    "tcp",
                    "tcp_address_port",
                    Shapes.TCP,
                    List.of(SimpleType.STRING, SimpleType.INT),
                    (world, given) -> world.tcp((String) given[0], (Long) given[1])),
            new Probe(
                    "reachable",
                    "reachable_from_to_port",
                    Shapes.TCP,
                    List.of(SimpleType.STRING, SimpleType.STRING, SimpleType.INT),
                    (world, given) -> world.reachable((String) given[0], (String) given[1], (Long) given[2])),
            new Probe(
                    "file",
                    "file_instance_path",
                    Shapes.FILE,
                    List.of(SimpleType.STRING, SimpleType.STRING),
                    (world, given) -> world.file((String) given[0], (String) given[1])),
            new Probe(
                    "unit",
                    "unit_instance_name",
                    SimpleType.STRING,
                    List.of(SimpleType.STRING, SimpleType.STRING),
                    (world, given) -> world.unit((String) given[0], (String) given[1])));

    private final Cel cel;

    private record Probe(
            String name,
            String overload,
            CelType result,
            List<CelType> arguments,
            BiFunction<World, Object[], Object> call) {

        static Probe unary(String name, String overload, CelType result, BiFunction<World, String, Object> call) {
            return new Probe(
                    name,
                    overload,
                    result,
                    List.of(SimpleType.STRING),
                    (world, given) -> call.apply(world, (String) given[0]));
        }

        CelFunctionDecl declaration() {
            return CelFunctionDecl.newFunctionDeclaration(
                    name, CelOverloadDecl.newGlobalOverload(overload, result, arguments));
        }

        @SuppressWarnings("Immutable") // a binding lives as long as one judgement, its world with it
        CelFunctionBinding bound(World world) {
            List<Class<?>> classes =
                    arguments.stream().<Class<?>>map(Probe::javaClass).toList();
            return CelFunctionBinding.from(overload, classes, given -> call.apply(world, given));
        }

        private static Class<?> javaClass(CelType type) {
            return type.equals(SimpleType.INT) ? Long.class : String.class;
        }
    }

    /// @param variables the lab's own names (variant values, `let`) and their types, besides those of [Shapes]
    public Expressions(Map<String, CelType> variables) {
        CelBuilder builder = CelFactory.standardCelBuilder()
                .setOptions(CelOptions.current()
                        .maxExpressionCodePointSize(LONGEST_SOURCE)
                        .maxParseRecursionDepth(DEEPEST)
                        .comprehensionMaxIterations(MOST_TURNS)
                        .enableTimestampEpoch(true)
                        .build())
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addCompilerLibraries(CelExtensions.strings())
                .addRuntimeLibraries(CelExtensions.strings())
                .setTypeProvider(Shapes.PROVIDER);
        Shapes.VARIABLES.forEach(builder::addVar);
        variables.forEach(builder::addVar);
        for (Probe probe : PROBES) {
            builder.addFunctionDeclarations(probe.declaration());
        }
        this.cel = builder.build();
    }

    /// @throws IllegalArgumentException says what is wrong with the expression, and where
    public Expression compile(String source) {
        try {
            CelAbstractSyntaxTree tree = cel.compile(source).getAst();
            return new Expression(source, tree.getResultType(), cel.createProgram(tree));
        } catch (CelValidationException | CelEvaluationException wrong) {
            throw new IllegalArgumentException(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    /// @throws IllegalArgumentException also when it gives anything but true or false
    public Expression compileTruth(String source) {
        Expression expression = compile(source);
        if (!expression.type().equals(SimpleType.BOOL)) {
            throw new IllegalArgumentException(
                    "must give true or false, but gives " + expression.type().name() + ": " + source);
        }
        return expression;
    }

    static CelLateFunctionBindings probes(World world) {
        return CelLateFunctionBindings.from(
                PROBES.stream().map(probe -> probe.bound(world)).toList());
    }
}
