package brume.lab.check;

import dev.cel.runtime.CelLateFunctionBindings;
import dev.cel.runtime.CelVariableResolver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Evaluates expressions on one world: what was once looked at stays as it was seen, so that all checks of a judgement
/// speak about the same moment and no probe is sent twice. Used by one thread.
public final class Session {

    private final World world;
    private final Map<String, String> values;
    private final Map<String, Expression> definitions;
    private final Map<String, Object> seen = new HashMap<>();
    private final CelLateFunctionBindings probes;

    /// @param values the student's variant
    /// @param definitions the lab's `let`: evaluated when first named
    public Session(World world, Map<String, String> values, Map<String, Expression> definitions) {
        this.world = world;
        this.values = values;
        this.definitions = definitions;
        this.probes = Expressions.probes(new Remembering(world));
    }

    /// @throws Expression.Failed when it cannot be evaluated or gives no truth
    public boolean truth(Expression expression) throws Expression.Failed {
        if (evaluate(expression) instanceof Boolean truth) {
            return truth;
        }
        throw new Expression.Failed(expression.source() + ": gives neither true nor false", new ClassCastException());
    }

    /// The value in words: lists separated by commas.
    public String words(Expression expression) throws Expression.Failed {
        return words(evaluate(expression));
    }

    private static String words(Object value) {
        return value instanceof List<?> list
                ? String.join(", ", list.stream().map(Session::words).toList())
                : String.valueOf(value);
    }

    private Object evaluate(Expression expression) throws Expression.Failed {
        if (Thread.currentThread().isInterrupted()) {
            throw new Expression.Failed("took too long", new InterruptedException());
        }
        CelVariableResolver variables = this::find;
        return expression.value(variables, probes);
    }

    private Optional<Object> find(String name) {
        Object known = seen.get(name);
        if (known == null) {
            known = look(name);
            seen.put(name, known);
        }
        return Optional.of(known);
    }

    private Object look(String name) {
        Expression definition = definitions.get(name);
        if (definition != null) {
            try {
                return evaluate(definition);
            } catch (Expression.Failed broken) {
                throw new IllegalStateException("let " + name + ": " + broken.getMessage(), broken);
            }
        }
        String value = values.get(name);
        if (value != null) {
            return value;
        }
        return name.equals("region") ? world.region() : world.things(name);
    }

    /// Sends each probe once.
    private record Remembering(World world, Map<List<Object>, Object> answers) implements World {

        Remembering(World world) {
            this(world, new HashMap<>());
        }

        @SuppressWarnings("unchecked")
        private <T> T once(java.util.function.Supplier<T> probe, Object... question) {
            List<Object> key = List.of(question);
            Object answer = answers.get(key);
            if (answer == null) {
                answer = probe.get();
                answers.put(key, answer);
            }
            return (T) answer;
        }

        @Override
        public List<Map<String, Object>> things(String list) {
            return world.things(list);
        }

        @Override
        public String region() {
            return world.region();
        }

        @Override
        public boolean ran(String action) {
            return world.ran(action);
        }

        @Override
        public Map<String, Object> http(String url) {
            return once(() -> world.http(url), "http", url);
        }

        @Override
        public Map<String, Object> tcp(String address, long port) {
            return once(() -> world.tcp(address, port), "tcp", address, port);
        }

        @Override
        public Map<String, Object> reachable(String fromInstanceId, String address, long port) {
            return once(
                    () -> world.reachable(fromInstanceId, address, port), "reachable", fromInstanceId, address, port);
        }

        @Override
        public Map<String, Object> file(String instanceId, String path) {
            return once(() -> world.file(instanceId, path), "file", instanceId, path);
        }

        @Override
        public String unit(String instanceId, String unit) {
            return once(() -> world.unit(instanceId, unit), "unit", instanceId, unit);
        }
    }
}
