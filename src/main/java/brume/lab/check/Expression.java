package brume.lab.check;

import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionResolver;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;

/// One compiled CEL expression; safe for use by many threads.
public final class Expression {

    private final String source;
    private final CelType type;
    private final CelRuntime.Program program;

    Expression(String source, CelType type, CelRuntime.Program program) {
        this.source = source;
        this.type = type;
        this.program = program;
    }

    /// It could not be evaluated: the author's fault, or Brume's.
    public static final class Failed extends Exception {
        private static final long serialVersionUID = 1;

        Failed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    public String source() {
        return source;
    }

    /// What it gives, as far as the compiler knows.
    public CelType type() {
        return type;
    }

    Object value(CelVariableResolver variables, CelFunctionResolver functions) throws Failed {
        try {
            return program.eval(variables, functions);
        } catch (CelEvaluationException | RuntimeException broken) {
            throw new Failed(source + ": " + broken.getMessage() + cause(broken), broken);
        }
    }

    private static String cause(Exception broken) {
        Throwable cause = broken.getCause();
        return cause == null ? "" : ": " + cause.getMessage();
    }
}
