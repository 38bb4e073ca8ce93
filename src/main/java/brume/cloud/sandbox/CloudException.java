package brume.cloud.sandbox;

/// The cloud refuses: nothing was changed. Each protocol says the problem in its provider's own code and words.
public final class CloudException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public CloudException(Problem problem) {
        super(problem.toString(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
