package brume.cloud.guest.program.jq;

import brume.cloud.guest.program.Process;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InterruptedIOException;
import java.util.Map;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Output;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/// A jq program, with builtins that notice Ctrl-C and have an end, and that see the guest's environment.
final class Filter {

    private static final Version VERSION = Versions.JQ_1_7;

    /// Values that builtins may make in one run.
    private static final long MAX_VALUES = 5_000_000;

    /// A builtin has made [#MAX_VALUES], or a signal has come.
    static final class Stopped extends RuntimeException {
        final boolean signal;

        Stopped(boolean signal) {
            super("stopped", null, false, false);
            this.signal = signal;
        }
    }

    private final Process process;
    private final JsonQuery query;
    private final Scope scope;
    private long values;

    Filter(Process process, String program, Map<String, JsonNode> variables) throws JsonQueryException {
        this.process = process;
        Scope builtins = Scope.newEmptyScope();
        BuiltinFunctionLoader.getInstance().loadFunctions(VERSION, builtins);
        this.scope = Scope.newChildScope(builtins);
        Map.copyOf(builtins.getLocalFunctions()).forEach((name, function) -> {
            int slash = name.lastIndexOf('/');
            if (slash > 0 && name.substring(slash + 1).matches("\\d")) {
                builtins.addFunction(
                        name.substring(0, slash), Integer.parseInt(name.substring(slash + 1)), counted(function));
            }
        });
        ObjectNode environment = JsonNodeFactory.instance.objectNode();
        process.env().forEach(environment::put);
        builtins.addFunction("env", 0, (inner, args, in, path, output, version) -> output.emit(environment, null));
        scope.setValue("ENV", environment);
        scope.setValue(
                "__loc__",
                JsonNodeFactory.instance.objectNode().put("file", "<top-level>").put("line", 1));
        variables.forEach(scope::setValue);
        this.query = JsonQuery.compile(program, VERSION);
    }

    private Function counted(Function function) {
        return (inner, args, in, path, output, version) -> function.apply(
                inner,
                args,
                in,
                path,
                (value, valuePath) -> {
                    count();
                    output.emit(value, valuePath);
                },
                version);
    }

    private void count() {
        values++;
        if (values > MAX_VALUES) {
            throw new Stopped(false);
        }
        if ((values & 255) == 0) {
            try {
                process.checkSignals();
            } catch (InterruptedIOException signal) {
                throw new Stopped(true);
            }
        }
    }

    void apply(JsonNode input, Output output) throws JsonQueryException {
        query.apply(Scope.newChildScope(scope), input, output);
    }
}
